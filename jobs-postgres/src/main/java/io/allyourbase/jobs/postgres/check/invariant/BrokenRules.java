package io.allyourbase.jobs.postgres.check.invariant;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.sql.Row;
import io.allyourbase.jobs.postgres.sql.Sql;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.util.List;

/** Reads what statements find: a row for each rule that is broken, with how often and a few examples. */
final class BrokenRules {
    /** Over a subquery of rules and ids. */
    static final String SUMMED_UP = """
            SELECT rule, count(*) AS n, string_agg(id::text, ' ' ORDER BY nth) FILTER (WHERE nth <= 5) AS examples
            FROM (SELECT rule, id, row_number() OVER (PARTITION BY rule ORDER BY id) AS nth
                  FROM wrong WHERE rule IS NOT NULL) AS numbered
            GROUP BY rule ORDER BY rule
            """;

    private BrokenRules() {}

    static List<Finding> find(Transaction transaction, Sql sql, List<?> parameters, List<Rule> rules)
            throws SQLException {
        return transaction.query(sql, parameters, row -> read(row, rules));
    }

    private static Finding read(Row row, List<Rule> rules) throws SQLException {
        String name = row.text("rule");
        Rule rule = rules.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule " + name));
        return rule.broken(row.number("n"), List.of(row.text("examples").split(" ")));
    }
}
