package io.allyourbase.jobs.postgres.admin;

import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.postgres.row.JobRow;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.util.List;

/**
 * Where a list finds its jobs, newest first, by index alone; and how far it looks: the window. Whatever no index knows
 * is filtered within the window, so that no list ever reads the whole history.
 *
 * @param list the jobs in the window that match, with how many there are in all as {@code n}, up to where they are too
 *     large: takes the sides' parameters, the window, the filter's parts, limit, offset, and the most bytes after which
 *     one more follows
 * @param end the last place of a full window: takes the sides' parameters and one less than the window
 * @param perSide parameters of each side, between its bounds and the window
 */
record Listing(Sql list, Sql end, List<List<Object>> perSide) {
    private static final String BETWEEN = " WHERE" + Span.CONDITION;
    private static final String NEWEST_FIRST = " ORDER BY id DESC LIMIT ?";
    private static final String OF_TYPE = " AND type = ?";

    private static final String UNFINISHED =
            "(SELECT " + JobRow.OF_JOBS + " FROM ${schema}._ayb_jobs" + BETWEEN + NEWEST_FIRST + ")";
    private static final String WAITING = "(SELECT " + JobRow.OF_JOBS + " FROM ${schema}._ayb_jobs" + BETWEEN
            + " AND state = 'queued'" + NEWEST_FIRST + ")";
    // Found first, or the planner may look for them among all that are queued.
    private static final String AT_WORK = "(SELECT * FROM (SELECT " + JobRow.OF_JOBS
            + " FROM ${schema}._ayb_jobs WHERE state = 'running' OFFSET 0) AS run" + BETWEEN + NEWEST_FIRST + ")";

    private static final String HISTORY =
            "(SELECT " + JobRow.OF_HISTORY + " FROM ${schema}._ayb_jobs_history" + BETWEEN;
    private static final String ENDED = HISTORY + NEWEST_FIRST + ")";
    private static final String ENDED_OF_TYPE = HISTORY + OF_TYPE + NEWEST_FIRST + ")";
    private static final String WELL = HISTORY + " AND state = 'completed'" + NEWEST_FIRST + ")";
    private static final String WELL_OF_TYPE = HISTORY + " AND state = 'completed'" + OF_TYPE + NEWEST_FIRST + ")";
    private static final String BADLY = HISTORY + " AND state <> 'completed' AND state = ?" + NEWEST_FIRST + ")";
    private static final String BADLY_OF_TYPE =
            HISTORY + " AND state <> 'completed' AND state = ?" + OF_TYPE + NEWEST_FIRST + ")";

    // Sizes are added up by the server, so that what is too much never comes here. It unpacks no more than may
    // fit: what is too large packed need not be looked at.
    private static final String LIST = """
            SELECT * FROM (
                SELECT *, sum(CASE WHEN packed_before <= most
                                   THEN octet_length(payload::text) + octet_length(failed_runs::text) END)
                          OVER before AS bytes_before
                FROM (
                    SELECT *, count(*) OVER () AS n,
                           coalesce(sum(pg_column_size(payload) + pg_column_size(failed_runs)) OVER before, 0)
                           AS packed_before
                    FROM (SELECT * FROM (SELECT * FROM (
            """;
    private static final String BEFORE =
            " WINDOW before AS (ORDER BY id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)";
    private static final String MATCHING = ") AS side" + NEWEST_FIRST + ") AS found WHERE " + Filtering.CONDITIONS
            + NEWEST_FIRST + " OFFSET ?) AS page" + BEFORE + ") AS packed, (SELECT ?::bigint AS most) AS bound" + BEFORE
            + ") AS sized WHERE packed_before <= most AND coalesce(bytes_before, 0) <= most ORDER BY id DESC";
    private static final String END = "SELECT id FROM (";
    private static final String LAST = ") AS side ORDER BY id DESC OFFSET ? LIMIT 1";

    // The primary key of _ayb_jobs, and _ayb_jobs_history_id, each from its newest end.
    static final Sql ALL = Sql.of(LIST + UNFINISHED + " UNION ALL " + ENDED + MATCHING, "_ayb_jobs_history_id");
    static final Sql ALL_END = Sql.of(END + UNFINISHED + " UNION ALL " + ENDED + LAST, "_ayb_jobs_history_id");

    // The primary key of _ayb_jobs, and _ayb_jobs_history_type.
    static final Sql TYPE =
            Sql.of(LIST + UNFINISHED + " UNION ALL " + ENDED_OF_TYPE + MATCHING, "_ayb_jobs_history_type");
    static final Sql TYPE_END =
            Sql.of(END + UNFINISHED + " UNION ALL " + ENDED_OF_TYPE + LAST, "_ayb_jobs_history_type");

    // The primary key: few run among those that are queued.
    static final Sql QUEUED = Sql.of(LIST + WAITING + MATCHING, "_ayb_jobs_pkey");
    static final Sql QUEUED_END = Sql.of(END + WAITING + LAST, "_ayb_jobs_pkey");

    // _ayb_jobs_lease finds all that run: never more than all workers have slots.
    static final Sql RUNNING = Sql.of(LIST + AT_WORK + MATCHING, "_ayb_jobs_lease");
    static final Sql RUNNING_END = Sql.of(END + AT_WORK + LAST, "_ayb_jobs_lease");

    // _ayb_jobs_history_id: few failed among those that completed.
    static final Sql COMPLETED = Sql.of(LIST + WELL + MATCHING, "_ayb_jobs_history_id");
    static final Sql COMPLETED_END = Sql.of(END + WELL + LAST, "_ayb_jobs_history_id");

    // _ayb_jobs_history_type.
    static final Sql COMPLETED_TYPE = Sql.of(LIST + WELL_OF_TYPE + MATCHING, "_ayb_jobs_history_type");
    static final Sql COMPLETED_TYPE_END = Sql.of(END + WELL_OF_TYPE + LAST, "_ayb_jobs_history_type");

    // _ayb_jobs_history_problems.
    static final Sql PROBLEMS = Sql.of(LIST + BADLY + MATCHING, "_ayb_jobs_history_problems");
    static final Sql PROBLEMS_END = Sql.of(END + BADLY + LAST, "_ayb_jobs_history_problems");

    // _ayb_jobs_history_problems_type.
    static final Sql PROBLEMS_TYPE = Sql.of(LIST + BADLY_OF_TYPE + MATCHING, "_ayb_jobs_history_problems_type");
    static final Sql PROBLEMS_TYPE_END = Sql.of(END + BADLY_OF_TYPE + LAST, "_ayb_jobs_history_problems_type");

    static Listing of(JobFilter filter) {
        List<Object> type = filter.type().<Object>map(JobType::value).stream().toList();
        boolean typed = filter.type().isPresent();
        if (filter.state().isEmpty()) {
            return typed
                    ? new Listing(TYPE, TYPE_END, List.of(List.of(), type))
                    : new Listing(ALL, ALL_END, List.of(List.of(), List.of()));
        }
        JobState state = filter.state().get();
        return switch (state) {
            case QUEUED -> new Listing(QUEUED, QUEUED_END, List.of(List.of()));
            case RUNNING -> new Listing(RUNNING, RUNNING_END, List.of(List.of()));
            case COMPLETED ->
                typed
                        ? new Listing(COMPLETED_TYPE, COMPLETED_TYPE_END, List.of(type))
                        : new Listing(COMPLETED, COMPLETED_END, List.of(List.of()));
            case FAILED, CANCELED ->
                typed
                        ? new Listing(PROBLEMS_TYPE, PROBLEMS_TYPE_END, List.of(List.of(state.word(), type.get(0))))
                        : new Listing(PROBLEMS, PROBLEMS_END, List.of(List.of(state.word())));
        };
    }

    /** Whether the filter has a part that the list's indexes don't know. */
    static boolean mustLook(JobFilter filter) {
        boolean unfinished = filter.state()
                .map(state -> state == JobState.QUEUED || state == JobState.RUNNING)
                .orElse(true);
        return filter.queue().isPresent()
                || filter.error().isPresent()
                || (unfinished && filter.type().isPresent());
    }
}
