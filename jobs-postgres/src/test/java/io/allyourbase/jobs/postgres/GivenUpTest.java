package io.allyourbase.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The jobs' table is locked for longer than anybody waits. */
class GivenUpTest {
    private static final NewJob JOB = NewJob.of(new JobType("mail"), Payload.EMPTY);

    private final TestDatabase database = TestDatabase.migrated();
    private final PostgresStore store = PostgresStore.of(database.dataSource(), database.schema());
    private final Claims claims = store.work().claims();
    private final ExecutorService callers = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        callers.shutdownNow();
        database.close();
    }

    @Test
    void what_was_given_up_waits_no_longer_in_the_server_and_takes_no_effect_later() throws SQLException {
        store.queue()
                .enqueue(NewJob.builder(JOB.type())
                        .runAt(Instant.now().minus(Duration.ofHours(2)))
                        .build());
        try (Connection locking = database.dataSource().getConnection();
                Statement lock = locking.createStatement()) {
            locking.setAutoCommit(false);
            lock.execute("LOCK TABLE " + database.schema().quoted() + "._ayb_jobs IN ACCESS EXCLUSIVE MODE");

            List<Future<?>> calls = new ArrayList<>();
            for (Runnable call : List.<Runnable>of(
                    this::claim, this::enqueue, this::enqueueKeyed, this::enqueueFew, this::enqueueMany)) {
                calls.add(callers.submit(call));
            }

            for (Future<?> call : calls) {
                assertThatThrownBy(call::get).hasCauseInstanceOf(QueueUnavailable.class);
            }
            await().until(() -> database.text("SELECT count(*) FROM pg_locks WHERE NOT granted "
                            + "AND relation = '${schema}._ayb_jobs'::regclass")
                    .equals("0"));
            locking.rollback();
        }
        assertThat(store.stats().stats().queued()).isOne();
        assertThat(claim()).as("was due long before").hasSize(1);
    }

    private List<Job> claim() {
        return claims.claim(
                new Claims.Request(new WorkerId("w"), QueueName.DEFAULT, Set.of(JOB.type()), 1, Duration.ofMinutes(1)));
    }

    private void enqueue() {
        store.queue().enqueue(JOB);
    }

    private void enqueueKeyed() {
        store.queue()
                .enqueue(NewJob.builder(JOB.type()).idempotencyKey("order-7").build());
    }

    private void enqueueFew() {
        store.queue().enqueueAll(Collections.nCopies(2, JOB));
    }

    private void enqueueMany() {
        store.queue().enqueueAll(Collections.nCopies(1_000, JOB));
    }
}
