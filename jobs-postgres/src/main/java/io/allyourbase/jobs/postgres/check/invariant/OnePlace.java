package io.allyourbase.jobs.postgres.check.invariant;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Each job is in one place, once, and each fire time of a schedule gave one job. */
final class OnePlace implements Invariant {
    private static final List<Rule> RULES = List.of(
            new Rule(
                    "in-both-places",
                    "both unfinished and in the history",
                    "They run although they ended, or were entered again by hand.",
                    "Delete the row that is wrong: the one in _ayb_jobs, unless the job is to run again."),
            new Rule(
                    "twice-in-history",
                    "more than once in the history",
                    "They are counted twice; a retry brings back both, which fails.",
                    "Delete all but one of the rows. If nothing else writes these tables, report it as a bug."),
            new Rule(
                    "fire-time-twice",
                    "for a fire time that another job of the schedule has too",
                    "The schedule fired twice for one time: what it does was done twice.",
                    "If nothing else writes these tables, report it as a bug."));

    // The history is read whole, or its last days, and put together by id.
    static final Sql PLACES = Sql.of("""
            WITH wrong AS (
                SELECT 'in-both-places' AS rule, id FROM ${schema}._ayb_jobs
                WHERE id IN (SELECT id FROM ${schema}._ayb_jobs_history
                             WHERE finished_at >= coalesce(?::timestamptz, '-infinity'))
                UNION ALL
                SELECT 'twice-in-history', id FROM ${schema}._ayb_jobs_history
                WHERE finished_at >= coalesce(?::timestamptz, '-infinity')
                GROUP BY id HAVING count(*) > 1
            )
            """ + BrokenRules.SUMMED_UP);

    // As above; few jobs are a schedule's. Of jobs with one fire time, all but the first are wrong.
    static final Sql FIRES = Sql.of("""
            WITH wrong AS (
                SELECT CASE WHEN row_number() OVER (PARTITION BY schedule_id, fire_time ORDER BY id) > 1
                       THEN 'fire-time-twice' END AS rule, id
                FROM (SELECT id, schedule_id, fire_time FROM ${schema}._ayb_jobs
                      UNION
                      SELECT id, schedule_id, fire_time FROM ${schema}._ayb_jobs_history
                      WHERE finished_at >= coalesce(?::timestamptz, '-infinity')) AS fired
                WHERE schedule_id IS NOT NULL AND fire_time IS NOT NULL
            )
            """ + BrokenRules.SUMMED_UP);

    @Override
    public List<Finding> broken(Transaction transaction, Scope scope, LocalDate today) throws SQLException {
        Optional<Instant> since = scope.since(today);
        List<Finding> places = BrokenRules.find(transaction, PLACES, List.of(since, since), RULES);
        return Invariant.both(places, BrokenRules.find(transaction, FIRES, List.of(since), RULES));
    }
}
