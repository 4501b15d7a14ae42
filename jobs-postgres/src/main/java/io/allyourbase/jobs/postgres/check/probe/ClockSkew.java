package io.allyourbase.jobs.postgres.check.probe;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** How far this process's clock and the server's are apart. */
final class ClockSkew implements Probe {
    private static final Duration SMALL = Duration.ofSeconds(2);

    private final InstantSource clock;

    ClockSkew(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "clock";
    }

    // Reads no table.
    private static final Sql NOW = Sql.of("SELECT clock_timestamp() AS now");

    @Override
    public List<Finding> look(Transaction transaction) throws SQLException {
        // The first statement brings the transaction's settings with it, and would count as the way.
        now(transaction);
        Instant before = clock.instant();
        Instant server = now(transaction);
        Instant after = clock.instant();
        Duration way = Duration.between(before, after).dividedBy(2);
        Duration skew = Duration.between(before.plus(way), server);
        return List.of(finding(skew, way));
    }

    private static Instant now(Transaction transaction) throws SQLException {
        return transaction.first(NOW, List.of(), row -> row.instant("now")).orElseThrow();
    }

    private Finding finding(Duration skew, Duration way) {
        String what = told(skew, way);
        if (skew.abs().minus(way).compareTo(SMALL) <= 0) {
            return Finding.ok(name(), what);
        }
        return Finding.of(Severity.WARNING, name(), what)
                .advice(
                        "When jobs run is the server's decision; but ids carry this machine's time, and lists are sorted by them.",
                        "Let both machines keep time by NTP.");
    }

    /** What is less than the answer's way took can't be told from nothing. */
    private static String told(Duration skew, Duration way) {
        Duration size = skew.abs();
        if (size.compareTo(way) <= 0 || size.toMillis() == 0) {
            return "this machine's clock and the server's agree to within "
                    + Spans.of(size.plus(way).plusMillis(1));
        }
        return "this machine's clock is " + Spans.of(size) + (skew.isNegative() ? " ahead of" : " behind")
                + " the server's, give or take " + Spans.of(way.plusMillis(1));
    }
}
