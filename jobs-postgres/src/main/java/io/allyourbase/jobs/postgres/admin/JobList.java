package io.allyourbase.jobs.postgres.admin;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.PageRequest;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Reads a page of jobs and the one behind it, newest first. */
final class JobList {
    /** Behind every job. */
    private static final PageRequest.Cursor START =
            new PageRequest.Cursor(Instant.parse("9999-12-31T00:00:00Z"), new JobId(new UUID(-1, -1)));

    private static final String CONDITIONS = """
             WHERE (created_at, id) < (?, ?) AND state = coalesce(?::text, state) AND type = coalesce(?::text, type)
            ORDER BY created_at DESC, id DESC
            LIMIT ?
            """;

    private static final String HOT = "SELECT " + JobRow.OF_JOBS + " FROM ${schema}._ayb_jobs" + CONDITIONS;

    private static final String ENDED =
            "SELECT " + JobRow.OF_HISTORY + " FROM ${schema}._ayb_jobs_history" + CONDITIONS;

    // _ayb_jobs_created and _ayb_jobs_history_created, each read from its newest end.
    static final Sql ALL = Sql.of(
            "(" + HOT + ") UNION ALL (" + ENDED + ") ORDER BY created_at DESC, id DESC LIMIT ? OFFSET ?",
            "_ayb_jobs_history_created");

    // _ayb_jobs_created.
    static final Sql UNFINISHED = Sql.of(HOT + " OFFSET ?", "_ayb_jobs_created");

    // _ayb_jobs_history_created.
    static final Sql FINISHED = Sql.of(ENDED + " OFFSET ?", "_ayb_jobs_history_created");

    // _ayb_jobs_history_problems: few among very many that completed.
    static final Sql PROBLEMS = Sql.of("SELECT " + JobRow.OF_HISTORY + """
             FROM ${schema}._ayb_jobs_history
            WHERE (created_at, id) < (?, ?) AND state <> 'completed' AND state = ? AND type = coalesce(?::text, type)
            ORDER BY created_at DESC, id DESC
            LIMIT ? OFFSET ?
            """, "_ayb_jobs_history_problems");

    private JobList() {}

    static List<Job> read(Transaction transaction, JobFilter filter, PageRequest page) throws SQLException {
        PageRequest.Cursor after = page.after().orElse(START);
        Optional<String> state = filter.state().map(JobState::word);
        Optional<String> type = filter.type().map(JobType::value);
        List<Object> conditions = List.of(after.createdAt(), after.id().value(), state, type);
        List<Object> limit = List.of(page.limit() + 1, page.offset());
        if (filter.state().isEmpty()) {
            List<Object> side = with(conditions, List.of(page.limit() + 1 + page.offset()));
            return transaction.query(ALL, with(with(side, side), limit), JobRow::read);
        }
        Sql sql = switch (filter.state().get()) {
            case QUEUED, RUNNING -> UNFINISHED;
            case COMPLETED -> FINISHED;
            case FAILED, CANCELED -> PROBLEMS;
        };
        return transaction.query(sql, with(conditions, limit), JobRow::read);
    }

    private static List<Object> with(List<Object> first, List<Object> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
