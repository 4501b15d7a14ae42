package io.allyourbase.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobIds;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However many jobs are enqueued at once, and so whichever statement inserts them, they are there as they were given. */
class EnqueueTest {
    private static final Instant AT = Instant.parse("0001-01-01T00:00:00.000001Z");
    private static final String ODD = "a\tb\nc\rd\\N \\. é \uD83D\uDE00 '\"";

    private final TestDatabase database = TestDatabase.migrated();
    private final PostgresStore store = PostgresStore.of(database.dataSource(), database.schema());
    private final JobIds ids = new JobIds(InstantSource.system(), new SecureRandom());

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 500})
    void odd_names_and_payloads_come_back_to_the_letter(int count) {
        NewJob job = NewJob.builder(new JobType("type " + ODD))
                .queue(new QueueName("queue " + ODD))
                .payload(Payload.of("{\t\"text\" :\r\n \"a\\tb \\\\ \\u0041 é \uD83D\uDE00\"}"))
                .priority(2)
                .maxAttempts(7)
                .runAt(AT)
                .build();

        List<Enqueued> answers = store.queue().enqueueAll(copies(count, job));

        assertThat(answers).hasSize(count).allMatch(Enqueued.Created.class::isInstance);
        for (Enqueued answer : answers) {
            Job found = store.admin().find(answer.id()).orElseThrow();
            assertThat(found.type()).isEqualTo(job.type());
            assertThat(found.queue()).isEqualTo(job.queue());
            assertThat(found.payload()).isEqualTo(job.payload());
            assertThat(found.priority()).isEqualTo(2);
            assertThat(found.attempts().max()).isEqualTo(7);
            assertThat(found.runAt()).isEqualTo(AT);
            assertThat(found.state()).isEqualTo(JobState.QUEUED);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 500})
    void those_due_now_have_the_time_of_their_transaction(int count) {
        store.queue().enqueueAll(copies(count, NewJob.of(new JobType("mail"), Payload.EMPTY)));

        assertThat(database.text("SELECT count(DISTINCT (run_at, created_at, updated_at)) FROM ${schema}._ayb_jobs"
                        + " WHERE run_at = created_at AND created_at = updated_at"
                        + " AND created_at BETWEEN now() - interval '1 minute' AND now()"))
                .isEqualTo("1");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 500})
    void they_roll_back_with_the_callers_transaction(int count) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            store.enqueueAll(connection, copies(count, NewJob.of(new JobType("mail"), Payload.EMPTY)));
            assertThat(store.stats().stats().queued()).isZero();
            connection.rollback();
            assertThat(store.stats().stats().queued()).isZero();
            store.enqueueAll(connection, copies(count, NewJob.of(new JobType("mail"), Payload.EMPTY)));
            connection.commit();
        }
        assertThat(store.stats().stats().queued()).isEqualTo(count);
    }

    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE})
    void an_own_id_is_refused_in_a_transaction_that_would_not_see_that_its_job_ended(int level) throws SQLException {
        NewJob own = NewJob.builder(new JobType("mail")).id(ids.next()).build();
        store.queue().enqueue(own);
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setTransactionIsolation(level);
            connection.setAutoCommit(false);
            store.enqueueAll(connection, List.of(NewJob.of(new JobType("mail"), Payload.EMPTY)));
            end(own);

            assertThatThrownBy(() -> store.enqueueAll(connection, List.of(own)))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageMatching(
                            "connection is in a (repeatable read|serializable) transaction; a job with an id"
                                    + " of its own needs one that is read committed");
            connection.commit();
        }
        assertThat(store.stats().stats().queued()).isEqualTo(1);
    }

    @Test
    void an_own_id_whose_job_ended_since_the_callers_transaction_began_is_found() throws SQLException {
        NewJob own = NewJob.builder(new JobType("mail")).id(ids.next()).build();
        store.queue().enqueue(own);
        try (Connection connection = database.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            store.enqueueAll(connection, List.of(NewJob.of(new JobType("mail"), Payload.EMPTY)));
            end(own);

            assertThat(store.enqueueAll(connection, List.of(own)))
                    .containsExactly(new Enqueued.Duplicate(own.id().orElseThrow()));
            connection.commit();
        }
        assertThat(store.stats().stats().queued()).isEqualTo(1);
    }

    private void end(NewJob job) {
        store.admin().cancel(job.id().orElseThrow());
    }

    @Test
    void a_list_of_all_kinds_is_answered_in_order() {
        List<NewJob> jobs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            NewJob.Builder job = NewJob.builder(new JobType("mail"));
            jobs.add(
                    i % 2 == 0
                            ? job.build()
                            : job.idempotencyKey("key " + i % 50).build());
        }

        List<Enqueued> answers = store.queue().enqueueAll(jobs);

        Set<Enqueued> keyed = Set.copyOf(
                answers.stream().filter(Enqueued.Duplicate.class::isInstance).toList());
        assertThat(answers.stream().filter(Enqueued.Created.class::isInstance)).hasSize(150 + 25);
        assertThat(keyed).hasSize(25);
        assertThat(store.stats().stats().queued()).isEqualTo(175);
    }

    private static List<NewJob> copies(int count, NewJob job) {
        return Collections.nCopies(count, job);
    }
}
