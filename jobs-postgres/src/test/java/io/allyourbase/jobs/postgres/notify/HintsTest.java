package io.allyourbase.jobs.postgres.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.port.Wakeups;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

class HintsTest {
    private final TestDatabase database = TestDatabase.migrated();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void a_worker_that_listens_hears_of_each_queue_that_got_a_job() {
        Hearing.assertEveryQueueIsHeard(database);
    }

    @Test
    void workers_of_the_same_process_are_told_without_the_database_until_they_close() {
        PostgresStore store = PostgresStore.of(database.dataSource(), database.schema());
        Set<QueueName> told = ConcurrentHashMap.newKeySet();
        try (Wakeups wakeups = store.work().wakeups()) {
            wakeups.onOwn(told::addAll);

            store.queue().enqueue(jobIn("alone"));
            assertThat(told).containsExactly(new QueueName("alone"));

            store.queue().enqueueAll(List.of(jobIn("one"), jobIn("two")));
            await().until(() -> told.containsAll(Set.of(new QueueName("one"), new QueueName("two"))));
        }
        store.queue().enqueueAll(List.of(jobIn("late")));
        PostgresStore.of(database.dataSource(), database.schema()).queue().enqueue(jobIn("elsewhere"));

        assertThat(told).doesNotContain(new QueueName("late"), new QueueName("elsewhere"));
    }

    private static NewJob jobIn(String queue) {
        return NewJob.builder(new JobType("mail")).queue(new QueueName(queue)).build();
    }

    @Test
    void a_burst_of_jobs_brings_few_hints_and_none_is_left_out() throws SQLException {
        Hints hints = new Hints(new Database(database.dataSource(), database.schema()));
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("LISTEN \"" + Channel.name(database.schema()) + "\"");
            for (int i = 0; i < 10_000; i++) {
                hints.hint(List.of("busy"));
            }
            hints.hint(List.of("last"));

            List<String> heard = new ArrayList<>();
            await().until(() -> {
                heard.addAll(received(connection));
                return heard.contains("last");
            });
            assertThat(heard).contains("busy").hasSizeLessThan(5_000);
        }
    }

    @Test
    void a_hint_for_which_there_is_no_thread_is_lost_without_a_word_and_the_next_is_sent() {
        AtomicBoolean isShort = new AtomicBoolean(true);
        Hints hints = new Hints(new Database(database.dataSource(), database.schema()), task -> {
            if (isShort.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            task.run();
        });
        Set<QueueName> told = ConcurrentHashMap.newKeySet();
        hints.addEar(told::addAll);

        hints.hint(List.of("one"));
        isShort.set(false);
        hints.hint(List.of("two"));

        assertThat(told).contains(new QueueName("one"), new QueueName("two"));
    }

    private static List<String> received(Connection connection) throws SQLException {
        PGNotification[] notifications = connection.unwrap(PGConnection.class).getNotifications(100);
        return notifications == null
                ? List.of()
                : Arrays.stream(notifications).map(PGNotification::getParameter).toList();
    }
}
