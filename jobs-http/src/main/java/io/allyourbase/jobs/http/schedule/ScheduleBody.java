package io.allyourbase.jobs.http.schedule;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.http.json.Fields;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.Text;
import io.allyourbase.jobs.schedule.NewSchedule;
import io.allyourbase.jobs.schedule.ScheduleChange;
import io.allyourbase.jobs.schedule.ScheduleChange.Switch;

/** Reads schedules, new and changed. */
final class ScheduleBody {
    private ScheduleBody() {}

    static NewSchedule created(Fields body, int maxAttemptsDefault) {
        String name = Text.name("name", body.text("name").orElse(""));
        JobType jobType = new JobType(body.text("jobType").orElse(""));
        String cronExpr = body.text("cronExpr")
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> new InvalidInput("cronExpr", "is required"));
        NewSchedule.Builder schedule = NewSchedule.builder(name, jobType, cronExpr)
                .maxAttempts(body.integer("maxAttempts").orElse(maxAttemptsDefault));
        body.text("timezone").ifPresent(schedule::timezone);
        body.payload("payload").ifPresent(schedule::payload);
        PolicyWords.catchUp(body).ifPresent(schedule::catchUp);
        PolicyWords.overlap(body).ifPresent(schedule::overlap);
        return (body.truth("enabled").orElse(true) ? schedule : schedule.disabled()).build();
    }

    static ScheduleChange changed(Fields body) {
        return new ScheduleChange(
                body.text("cronExpr"),
                body.text("timezone"),
                body.payload("payload"),
                body.truth("enabled").map(on -> on ? Switch.ON : Switch.OFF),
                body.integer("maxAttempts"),
                PolicyWords.catchUp(body),
                PolicyWords.overlap(body),
                ScheduleChange.NONE.expectedVersion());
    }
}
