package io.allyourbase.jobs.postgres.check.probe;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who keeps vacuum from removing dead rows, and since when. */
final class XminHorizon implements Probe {
    private static final long MANY_XIDS = 100_000;
    private static final long FAR_TOO_MANY_XIDS = 10_000_000;

    private final Duration longTime;
    private final Duration farTooLong;

    /**
     * @param longTime from which a transaction is a warning
     * @param farTooLong from which it is a problem
     */
    XminHorizon(Duration longTime, Duration farTooLong) {
        this.longTime = longTime;
        this.farTooLong = farTooLong;
    }

    @Override
    public String name() {
        return "xmin-horizon";
    }

    private record Pin(String kind, String who, Optional<Duration> since, long xids, String doing, String remedy) {}

    // Serves the server's own views, not a table of ours. Another database's sessions hold nothing of this one, and a
    // logical slot nothing but catalogs.
    private static final Sql PINS = Sql.of("""
            SELECT 'session' AS kind,
                   format('pid %s (%s, user %s, %s)', pid, coalesce(nullif(application_name, ''), 'no name'), usename,
                          state) AS who,
                   extract(epoch FROM clock_timestamp() - xact_start)::bigint * 1000000 AS micros,
                   greatest(age(backend_xmin), age(backend_xid)) AS xids,
                   left(regexp_replace(query, '\\s+', ' ', 'g'), 80) AS doing,
                   format('End it: SELECT pg_terminate_backend(%s)', pid) AS remedy
            FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
              AND (backend_xmin IS NOT NULL OR backend_xid IS NOT NULL)
            UNION ALL
            SELECT 'prepared transaction', format('%L (user %s)', gid, owner),
                   extract(epoch FROM clock_timestamp() - prepared)::bigint * 1000000, age(transaction), '',
                   format('End it: ROLLBACK PREPARED %L, or commit it', gid)
            FROM pg_prepared_xacts WHERE database = current_database()
            UNION ALL
            SELECT 'replication slot', format('%s (%s)', slot_name, CASE WHEN active THEN 'active' ELSE 'inactive' END),
                   NULL, age(xmin), '',
                   CASE WHEN active THEN 'End the long query on its standby'
                        ELSE format('Start its standby, or SELECT pg_drop_replication_slot(%L)', slot_name) END
            FROM pg_replication_slots WHERE xmin IS NOT NULL
            UNION ALL
            SELECT 'standby', format('%s at %s (hot_standby_feedback)', application_name, client_addr),
                   NULL, age(backend_xmin), '', 'End the long query on the standby'
            FROM pg_stat_replication WHERE backend_xmin IS NOT NULL
            ORDER BY xids DESC
            """);

    // As above: what a role may not see of others' sessions is blank.
    private static final Sql HIDDEN = Sql.of("""
            SELECT count(*) AS n FROM pg_stat_activity
            WHERE datname = current_database() AND query = '<insufficient privilege>'
            """);

    @Override
    public List<Finding> look(Transaction transaction) throws SQLException {
        List<Finding> findings = new ArrayList<>(transaction.query(PINS, List.of(), XminHorizon::pin).stream()
                .filter(pin -> severity(pin) != Severity.OK)
                .map(this::finding)
                .toList());
        long hidden =
                transaction.first(HIDDEN, List.of(), row -> row.number("n")).orElse(0L);
        if (hidden > 0) {
            findings.add(hidden(hidden));
        }
        return findings.isEmpty()
                ? List.of(Finding.ok(name(), "nobody keeps vacuum from removing dead rows for long"))
                : findings;
    }

    private static Pin pin(Row row) throws SQLException {
        return new Pin(
                row.text("kind"),
                row.text("who"),
                row.maybeMicros("micros"),
                row.number("xids"),
                row.text("doing"),
                row.text("remedy"));
    }

    /** A slot or a standby does not tell since when, so that it is told by how much was done since. */
    private Severity severity(Pin pin) {
        boolean isLong = pin.since.map(since -> since.compareTo(longTime) >= 0).orElse(pin.xids >= MANY_XIDS);
        boolean isFarTooLong =
                pin.since.map(since -> since.compareTo(farTooLong) >= 0).orElse(pin.xids >= FAR_TOO_MANY_XIDS);
        return isFarTooLong ? Severity.PROBLEM : isLong ? Severity.WARNING : Severity.OK;
    }

    private Finding finding(Pin pin) {
        String since = pin.since.map(span -> " for " + Spans.of(span)).orElse("");
        String doing = pin.doing.isEmpty() ? "" : ": " + pin.doing;
        return Finding.of(
                        severity(pin),
                        name(),
                        pin.kind + " " + pin.who + " holds the horizon back" + since + ", by " + pin.xids
                                + " transactions" + doing)
                .advice(
                        "Rows that died since can't be removed; tables and indexes grow, and claims slow down.",
                        pin.remedy + ".")
                .at(1, List.of(pin.who));
    }

    private Finding hidden(long sessions) {
        return Finding.of(Severity.NOTE, name(), sessions + " sessions of other users could not be looked into")
                .advice("One of them may hold the horizon back.", "GRANT pg_read_all_stats to this user.")
                .at(sessions, List.of());
    }
}
