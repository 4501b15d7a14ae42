package io.allyourbase.jobs.postgres.check.invariant;

import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.migrate.Partitions;
import io.allyourbase.jobs.postgres.sql.Transaction;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The history has a partition for today and for tomorrow, and each is for the day that its name says. */
final class Days implements Invariant {
    @Override
    public List<Finding> broken(Transaction transaction, Scope scope, LocalDate today) throws SQLException {
        List<HistoryPartition> all = HistoryPartition.all(transaction);
        List<Finding> findings = new ArrayList<>();
        List<String> missing = Stream.of(today, today.plusDays(1))
                .filter(day -> all.stream().noneMatch(each -> each.day().equals(Optional.of(day))))
                .map(Partitions::name)
                .toList();
        if (!missing.isEmpty()) {
            findings.add(missing(missing));
        }
        List<String> odd = all.stream()
                .filter(each -> each.day().isEmpty())
                .map(HistoryPartition::name)
                .toList();
        if (!odd.isEmpty()) {
            findings.add(odd(odd));
        }
        return findings;
    }

    private static Finding missing(List<String> names) {
        return Finding.of(Severity.PROBLEM, "partition-missing", "the history has no partition for today or tomorrow")
                .advice(
                        "Whoever finishes a job has to make it first. Workers make a week of them ahead, every few minutes: "
                                + "none is running, or its user may not create tables.",
                        "Start a worker, or run `ayb migrate`.")
                .at(names.size(), names);
    }

    private static Finding odd(List<String> names) {
        return Finding.of(Severity.PROBLEM, "partition-odd", "the history has a partition that is not for one day")
                .advice(
                        "Retention leaves it, and the jobs in it stay. A day of which it holds jobs can't get a partition "
                                + "of its own, and until it has one no worker starts.",
                        "Move its rows into partitions of days, and drop it.")
                .at(names.size(), names.subList(0, Math.min(names.size(), Finding.MOST_EXAMPLES)));
    }
}
