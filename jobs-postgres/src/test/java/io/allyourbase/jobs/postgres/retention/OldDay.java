package io.allyourbase.jobs.postgres.retention;

import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A day of the history, forty days ago. */
record OldDay(TestDatabase database, LocalDate day) {
    static OldDay in(TestDatabase database) {
        LocalDate day = LocalDate.parse(database.text("SELECT (now() AT TIME ZONE 'UTC')::date - 40"));
        database.execute("CREATE TABLE ${schema}." + partition(day)
                + " PARTITION OF ${schema}._ayb_jobs_history FOR VALUES FROM ('"
                + day.atStartOfDay().atOffset(ZoneOffset.UTC) + "') TO ('"
                + day.plusDays(1).atStartOfDay().atOffset(ZoneOffset.UTC) + "')");
        return new OldDay(database, day);
    }

    private static String partition(LocalDate day) {
        return "_ayb_jobs_history_" + day.toString().replace("-", "");
    }

    boolean isKept() {
        return database.text("SELECT to_regclass('${schema}." + partition(day) + "') IS NOT NULL")
                .equals("t");
    }

    /** As a sweep leaves it that is cut short. */
    void cutOff() {
        database.execute("ALTER TABLE ${schema}._ayb_jobs_history DETACH PARTITION ${schema}." + partition(day)
                + "; ALTER TABLE ${schema}." + partition(day) + " RENAME TO _ayb_jobs_history_leaving");
    }

    boolean isLeaving() {
        return database.text("SELECT to_regclass('${schema}._ayb_jobs_history_leaving') IS NOT NULL")
                .equals("t");
    }

    /** As if the job, which has ended, had ended then, and so. */
    void take(JobId job, JobState state) {
        database.execute("UPDATE ${schema}._ayb_jobs_history SET finished_at = '" + day + " 12:00+00', state = '"
                + state.word() + "' WHERE id = '" + job + "'");
        database.execute("DELETE FROM ${schema}._ayb_jobs_tally");
        tell(state, 1);
    }

    /** Adds to the counts of that day. */
    void tell(JobState state, int n) {
        database.execute(
                "INSERT INTO ${schema}._ayb_jobs_tally VALUES ('" + day + "', '" + state.word() + "', " + n + ")");
    }
}
