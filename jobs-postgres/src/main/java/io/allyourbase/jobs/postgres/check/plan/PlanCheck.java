package io.allyourbase.jobs.postgres.check.plan;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.claim.PostgresClaims;
import io.allyourbase.jobs.postgres.lease.PostgresLeases;
import io.allyourbase.jobs.postgres.outcome.PostgresOutcomes;
import io.allyourbase.jobs.postgres.sql.Planned;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Asks the server how it would claim, finish, renew and recover jobs. Runs none of it. */
public final class PlanCheck {
    private static final String NAME = "plans";
    private static final long TINY = 64L << 10;

    private PlanCheck() {}

    /** A finding for each index that is not used as it should be; one that says so when all are. */
    public static List<Finding> of(Transaction transaction) throws SQLException {
        Map<String, List<String>> strays = new TreeMap<>();
        for (Planned each : statements().toList()) {
            String index = each.sql().index();
            if (!uses(transaction.plan(each.sql()), index)) {
                strays.computeIfAbsent(index, name -> new ArrayList<>()).add(each.what());
            }
        }
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, List<String>> stray : strays.entrySet()) {
            IndexState state = IndexState.of(transaction, stray.getKey());
            if (state != IndexState.VALID || !isTiny(transaction)) {
                findings.add(finding(state, stray.getKey(), stray.getValue()));
            }
        }
        return findings.isEmpty()
                ? List.of(Finding.ok(NAME, "claims, outcomes and leases are served by their indexes"))
                : findings;
    }

    // Reads no table.
    private static final Sql SIZE = Sql.of("SELECT pg_relation_size('${schema}._ayb_jobs'::regclass) AS bytes");

    /** In a table of a few pages any index is as good as another; plans are made again as it grows. */
    private static boolean isTiny(Transaction transaction) throws SQLException {
        return transaction.first(SIZE, List.of(), row -> row.number("bytes")).orElseThrow() <= TINY;
    }

    static Stream<Planned> statements() {
        return Stream.of(PostgresClaims.plans(), PostgresOutcomes.plans(), PostgresLeases.plans())
                .flatMap(List::stream);
    }

    private static boolean uses(List<String> plan, String index) {
        Pattern word = Pattern.compile("\\b" + Pattern.quote(index) + "\\b");
        return plan.stream().anyMatch(line -> word.matcher(line).find());
    }

    private static Finding finding(IndexState state, String index, List<String> statements) {
        Severity severity = state == IndexState.VALID ? Severity.WARNING : Severity.PROBLEM;
        String what = switch (state) {
            case MISSING -> "index " + index + " is missing";
            case INVALID -> "index " + index + " is invalid";
            case VALID -> "index " + index + " is not used";
        };
        return Finding.of(severity, NAME, what + "; it should serve " + String.join(", ", statements))
                .advice(
                        "These statements read far more than they need, the more so the longer the queue.",
                        remedy(state, index))
                .at(statements.size(), List.of(index));
    }

    private static String remedy(IndexState state, String index) {
        return switch (state) {
            case MISSING -> "Make it again; `ayb verify` prints the statement.";
            case INVALID -> "REINDEX INDEX CONCURRENTLY " + index;
            case VALID ->
                "ANALYZE _ayb_jobs; if it stays so, look for changed planner settings of this role or database.";
        };
    }
}
