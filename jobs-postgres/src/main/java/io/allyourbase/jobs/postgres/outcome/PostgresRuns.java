package io.allyourbase.jobs.postgres.outcome;

import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.Runs;
import io.allyourbase.jobs.postgres.sql.Column;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds out what became of runs. */
public final class PostgresRuns implements Runs {
    private final Database database;

    public PostgresRuns(Database database) {
        this.database = database;
    }

    // The primary key of _ayb_jobs and _ayb_jobs_history_id. A row that is locked is passed over by the first part and
    // seen by the second; so is one whose deletion commits meanwhile, and the next look finds it in the history.
    static final Sql FATES = Sql.of("""
            WITH free AS MATERIALIZED (
                SELECT id, fence FROM ${schema}._ayb_jobs
                WHERE id = ANY(?) AND state || '' = 'running' AND fence = (?::bigint[])[array_position(?::uuid[], id)]
                FOR UPDATE SKIP LOCKED
            )
            SELECT id, fence, 'OPEN' AS fate FROM free
            UNION ALL
            SELECT id, fence, 'IN_DOUBT' FROM ${schema}._ayb_jobs
            WHERE id = ANY(?) AND state || '' = 'running' AND fence = (?::bigint[])[array_position(?::uuid[], id)]
              AND id <> ALL(ARRAY(SELECT id FROM free))
            UNION ALL
            SELECT id, fence, 'COMPLETED' FROM ${schema}._ayb_jobs_history
            WHERE id = ANY(?) AND state = 'completed' AND fence = (?::bigint[])[array_position(?::uuid[], id)]
            """, "_ayb_jobs_history_id");

    @Override
    public Map<RunId, Fate> fates(Collection<RunId> runs) {
        Column ids = Column.uuids(runs, run -> run.job().value());
        Column fences = Column.numbers(runs, run -> run.fence().value());
        List<Object> parameters = List.of(ids, fences, ids, ids, fences, ids, ids, fences, ids);
        Map<RunId, Fate> fates = new HashMap<>();
        runs.forEach(run -> fates.put(run, Fate.LOST));
        database.statement(
                Mode.UPKEEP,
                transaction -> transaction.query(
                        FATES, parameters, row -> fates.put(run(row), Fate.valueOf(row.text("fate")))));
        return fates;
    }

    // The primary key of _ayb_jobs.
    static final Sql CANCEL_ASKED = Sql.of("""
            SELECT id, fence FROM ${schema}._ayb_jobs
            WHERE id = ANY(?) AND state || '' = 'running' AND cancel_asked_at IS NOT NULL
            """, "_ayb_jobs_pkey");

    @Override
    public Set<RunId> cancelAsked(Collection<RunId> runs) {
        Column ids = Column.uuids(runs, run -> run.job().value());
        Set<RunId> asked = new HashSet<>(database.statement(
                Mode.UPKEEP, transaction -> transaction.query(CANCEL_ASKED, List.of(ids), PostgresRuns::run)));
        asked.retainAll(Set.copyOf(runs));
        return asked;
    }

    private static RunId run(Row row) throws SQLException {
        return new RunId(new JobId(row.uuid("id")), new Fence(row.number("fence")));
    }
}
