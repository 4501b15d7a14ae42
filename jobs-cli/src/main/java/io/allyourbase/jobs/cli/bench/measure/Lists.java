package io.allyourbase.jobs.cli.bench.measure;

import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.cli.bench.figure.Figure;
import io.allyourbase.jobs.cli.bench.figure.Latencies;
import io.allyourbase.jobs.cli.server.Pool;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.PageRequest;
import io.allyourbase.jobs.postgres.PostgresStore;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a dashboard asks, with all the history there. */
final class Lists {
    private static final int TIMES = 25;
    private static final int PAGE = 50;

    private final Bench bench;

    Lists(Bench bench) {
        this.bench = bench;
    }

    List<Figure> figures() {
        bench.progress().show("stats and lists");
        JobFilter all = JobFilter.ALL;
        PageRequest first = PageRequest.first(PAGE);
        Instant halfway = Instant.now().minusMillis(bench.plan().history() / 2);
        PageRequest deep = new PageRequest(PAGE, 0, Optional.of(JobId.earliestAt(halfway)));
        try (HikariDataSource pool = Pool.of(bench.target().jdbcUrl(), 2)) {
            PostgresStore store = PostgresStore.of(pool, bench.target().schema());
            return List.of(
                    median("stats", () -> store.stats().stats()),
                    median("list, page 1", () -> store.admin().list(all, first)),
                    median("list, deep page", () -> store.admin().list(all, deep)),
                    median("list, by type", () -> store.admin().list(all.type(new JobType("bench_old_3")), first)),
                    median("list, by state", () -> store.admin().list(all.state(JobState.FAILED), first)));
        }
    }

    private static Figure median(String name, Runnable question) {
        question.run();
        Latencies latencies = new Latencies();
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            question.run();
            latencies.add(System.nanoTime() - start);
        }
        return Figure.of(name + " p50", latencies.millis(50), "ms");
    }
}
