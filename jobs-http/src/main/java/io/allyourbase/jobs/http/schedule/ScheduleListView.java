package io.allyourbase.jobs.http.schedule;

import java.util.List;

/** All schedules on the wire. */
record ScheduleListView(List<ScheduleView> items, int count) {}
