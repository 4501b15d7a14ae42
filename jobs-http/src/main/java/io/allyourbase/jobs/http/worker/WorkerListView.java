package io.allyourbase.jobs.http.worker;

import java.util.List;

/** All workers on the wire. */
record WorkerListView(List<WorkerView> items, int count) {}
