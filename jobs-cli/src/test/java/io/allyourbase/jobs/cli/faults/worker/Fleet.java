package io.allyourbase.jobs.cli.faults.worker;

import io.allyourbase.jobs.cli.process.JavaProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** So many workers, those that were killed replaced. Not safe for use by many threads. */
public final class Fleet implements AutoCloseable {
    private final Plan plan;
    private final List<JavaProcess> workers = new ArrayList<>();

    /**
     * What the workers are.
     *
     * @param connections of each worker's pool
     */
    public record Plan(
            String jdbcUrl,
            String schema,
            int workers,
            int concurrency,
            int connections,
            int leaseSeconds,
            Path journals) {
        private List<String> arguments() {
            return List.of(
                    jdbcUrl,
                    schema,
                    Integer.toString(concurrency),
                    Integer.toString(connections),
                    Integer.toString(leaseSeconds),
                    journals.toString());
        }
    }

    private Fleet(Plan plan) {
        this.plan = plan;
    }

    /** Starts them all. */
    public static Fleet start(Plan plan) {
        Fleet fleet = new Fleet(plan);
        fleet.fill();
        return fleet;
    }

    /** Starts one for each that is missing. */
    public void fill() {
        workers.removeIf(worker -> !worker.isAlive());
        List<JavaProcess> fresh = new ArrayList<>();
        while (workers.size() < plan.workers()) {
            JavaProcess worker = JavaProcess.start(FaultWorker.class, Map.of(), plan.arguments());
            workers.add(worker);
            fresh.add(worker);
        }
        fresh.forEach(worker -> worker.awaitOutput(FaultWorker.STARTED));
    }

    /** Those alive. */
    public List<JavaProcess> workers() {
        return List.copyOf(workers);
    }

    @Override
    public void close() {
        workers.forEach(JavaProcess::close);
    }
}
