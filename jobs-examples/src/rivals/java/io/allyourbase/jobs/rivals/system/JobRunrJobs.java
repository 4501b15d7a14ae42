package io.allyourbase.jobs.rivals.system;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.List;
import java.util.function.IntConsumer;
import org.jobrunr.configuration.JobRunr;
import org.jobrunr.jobs.lambdas.JobRequest;
import org.jobrunr.jobs.lambdas.JobRequestHandler;
import org.jobrunr.scheduling.JobRequestScheduler;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.server.JobActivator;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.postgres.PostgresStorageProvider;
import org.jobrunr.utils.mapper.jackson.JacksonJsonMapper;

/**
 * JobRunr, the open source one, by its <a href="https://www.jobrunr.io/en/documentation/configuration/fluent/">fluent
 * API</a>, with the shortest poll interval that it allows on a database, 5 s. Batches go in as a stream, as told in <a
 * href="https://www.jobrunr.io/en/documentation/background-methods/enqueueing-jobs/">enqueueing jobs</a>.
 */
final class JobRunrJobs implements Rival {
    private final HikariDataSource pool;
    private final StorageProvider storage;
    private final JobRequestScheduler scheduler;
    private final Handler handler;

    private JobRunrJobs(HikariDataSource pool, IntConsumer handler) {
        this.pool = pool;
        this.storage = new PostgresStorageProvider(pool);
        this.handler = new Handler(handler);
        this.scheduler = JobRunr.configure()
                .useJsonMapper(new JacksonJsonMapper())
                .useStorageProvider(storage)
                .initialize()
                .getJobRequestScheduler();
    }

    static JobRunrJobs open(String jdbcUrl, IntConsumer handler) {
        return new JobRunrJobs(Pool.of(jdbcUrl, WORKERS + 3), handler);
    }

    /** The payload, and who handles it. */
    public record Request(int number) implements JobRequest {
        @Override
        public Class<Handler> getJobRequestHandler() {
            return Handler.class;
        }
    }

    /** Hands the number on. */
    public static final class Handler implements JobRequestHandler<Request> {
        private final IntConsumer consumer;

        Handler(IntConsumer consumer) {
            this.consumer = consumer;
        }

        @Override
        public void run(Request request) {
            consumer.accept(request.number());
        }
    }

    @Override
    public void enqueueAll(List<Integer> numbers) {
        scheduler.enqueue(numbers.stream().map(Request::new));
    }

    @Override
    public void enqueue(int number) {
        scheduler.enqueue(new Request(number));
    }

    @Override
    public void work() {
        JobRunr.configure()
                .useJsonMapper(new JacksonJsonMapper())
                .useStorageProvider(storage)
                .useJobActivator(activator())
                .useBackgroundJobServer(BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
                        .andWorkerCount(WORKERS)
                        .andPollInterval(Duration.ofSeconds(5)))
                .initialize();
    }

    private JobActivator activator() {
        return new JobActivator() {
            @Override
            public <T> T activateJob(Class<T> type) {
                return type.cast(handler);
            }
        };
    }

    @Override
    public void close() {
        JobRunr.destroy();
        pool.close();
    }
}
