package io.allyourbase.jobs.rivals.system;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * db-scheduler. Settings from its <a href="https://github.com/kagkarlsson/db-scheduler#configuration">README</a>: lock
 * and fetch with limits 1.0 and 4.0 "for high throughput", immediate execution, and its table with the three indexes of
 * its <a href="https://github.com/kagkarlsson/db-scheduler#getting-started">getting started</a>. The batch is its
 * {@code scheduleBatch}.
 */
final class DbScheduler implements Rival {
    private static final TaskDescriptor<Payload> TASK = TaskDescriptor.of("rival", Payload.class);
    private static final String TABLE = """
            CREATE TABLE scheduled_tasks (
                task_name text, task_instance text, task_data bytea,
                execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text,
                last_success timestamptz, last_failure timestamptz, consecutive_failures int,
                last_heartbeat timestamptz, version bigint NOT NULL, priority smallint,
                PRIMARY KEY (task_name, task_instance));
            CREATE INDEX ON scheduled_tasks (execution_time);
            CREATE INDEX ON scheduled_tasks (last_heartbeat);
            CREATE INDEX ON scheduled_tasks (priority DESC, execution_time)
            """;

    private final HikariDataSource pool;
    private final Scheduler scheduler;

    private DbScheduler(HikariDataSource pool, Scheduler scheduler) {
        this.pool = pool;
        this.scheduler = scheduler;
    }

    static DbScheduler open(String jdbcUrl, IntConsumer handler) throws SQLException {
        // Each thread of its pool finishes its own job, with a connection of its own.
        HikariDataSource pool = Pool.of(jdbcUrl, WORKERS + 3);
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
        }
        OneTimeTask<Payload> task = Tasks.oneTime(TASK)
                .execute(
                        (instance, context) -> handler.accept(instance.getData().number()));
        Scheduler scheduler = Scheduler.create(pool, task)
                .threads(WORKERS)
                .pollUsingLockAndFetch(1.0, 4.0)
                .enableImmediateExecution()
                .serializer(new JacksonSerializer())
                .build();
        return new DbScheduler(pool, scheduler);
    }

    @Override
    public void enqueueAll(List<Integer> numbers) {
        List<TaskInstance<?>> instances = new ArrayList<>();
        numbers.forEach(number -> instances.add(instance(number)));
        scheduler.scheduleBatch(instances, Instant.now());
    }

    @Override
    public void enqueue(int number) {
        scheduler.schedule(instance(number), Instant.now());
    }

    private static TaskInstance<Payload> instance(int number) {
        return TASK.instance(Integer.toString(number)).data(new Payload(number)).build();
    }

    @Override
    public void work() {
        scheduler.start();
    }

    @Override
    public void close() {
        scheduler.stop();
        pool.close();
    }
}
