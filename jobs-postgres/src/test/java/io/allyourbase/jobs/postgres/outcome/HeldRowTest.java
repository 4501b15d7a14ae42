package io.allyourbase.jobs.postgres.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.engine.loop.Signal;
import io.allyourbase.jobs.engine.outcome.Handovers;
import io.allyourbase.jobs.engine.outcome.OutcomeBatcher;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A running job's row is held by somebody who forgot to end a transaction. */
class HeldRowTest {
    private static final JobType TYPE = new JobType("mail");

    private final TestDatabase database = TestDatabase.migrated();
    private final Store store = PostgresStore.of(database.dataSource(), database.schema());
    private final Store.Work work = store.work();
    private final List<JobEvent> told = new ArrayList<>();
    private final OutcomeBatcher outcomes = new OutcomeBatcher(
            work.outcomes(), work.runs(), new Events(List.of(told::add)), new Signal(), run -> {}, this::handOver);
    private final Handovers handovers = new Handovers(work.runs(), outcomes, new Signal());

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void the_outcomes_of_others_are_written_and_its_own_once_it_is_let_go() throws SQLException {
        List<Job> jobs = claimed();
        Job held = jobs.get(0);
        Job free = jobs.get(1);

        try (Connection forgotten = hold(held)) {
            jobs.forEach(job -> outcomes.submit(job, new Event.Complete(job.fence(), "sent")));
            outcomes.step();
            assertThat(state(free)).isEqualTo(JobState.COMPLETED);
            assertThat(handovers.step()).isEqualTo(Duration.ofMillis(100));
            assertThat(outcomes.unwritten().count()).isEqualTo(1);
            forgotten.rollback();
        }

        handovers.step();
        outcomes.step();
        assertThat(state(held)).isEqualTo(JobState.COMPLETED);
        assertThat(outcomes.unwritten().count()).isZero();
        assertThat(told).hasSize(2).allMatch(JobEvent.RunWritten.class::isInstance);
    }

    private void handOver(Job job, Event.ByOwner outcome) {
        handovers.hold(job, outcome);
    }

    private JobState state(Job job) {
        return store.admin().find(job.id()).orElseThrow().state();
    }

    private List<Job> claimed() {
        store.queue().enqueueAll(Collections.nCopies(2, NewJob.of(TYPE, Payload.EMPTY)));
        return work.claims()
                .claim(new Claims.Request(
                        new WorkerId("w"), QueueName.DEFAULT, Set.of(TYPE), 2, Duration.ofMinutes(5)));
    }

    private Connection hold(Job job) throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        try (PreparedStatement lock = connection.prepareStatement(
                "SELECT 1 FROM " + database.schema().quoted() + "._ayb_jobs WHERE id = ? FOR UPDATE")) {
            lock.setObject(1, job.id().value());
            lock.execute();
        }
        return connection;
    }
}
