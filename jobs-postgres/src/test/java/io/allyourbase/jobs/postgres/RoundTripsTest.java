package io.allyourbase.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Outcomes.RunOutcome;
import io.allyourbase.jobs.port.Presence;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.postgres.testing.CountedSockets;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a worker asks again and again takes one round trip. It is not only faster: between two, a worker that is stopped
 * would keep what it has locked.
 */
@ParameterizedClass
@ValueSource(strings = {"varchar", "unspecified"})
class RoundTripsTest {
    /** The driver prepares what it has sent a few times, and sends it in another way from then on. */
    private static final int TIMES = 12;

    private static final WorkerId WORKER = new WorkerId("w");
    private static final Claims.Request ONE = new Claims.Request(
            WORKER, List.of(QueueName.DEFAULT), Set.of(new JobType("mail")), 1, Duration.ofMinutes(5));

    private final TestDatabase database;
    private final Store.Work work;

    /** @param stringType how the pool has the driver send texts */
    RoundTripsTest(String stringType) {
        this.database = TestDatabase.migrated("trips " + UUID.randomUUID(), settings -> {
            settings.setMaximumPoolSize(1);
            settings.addDataSourceProperty("stringtype", stringType);
            settings.addDataSourceProperty("socketFactory", CountedSockets.class.getName());
        });
        this.work = PostgresStore.of(database.dataSource(), database.schema()).work();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void enqueue(int jobs) {
        database.execute(
                "INSERT INTO ${schema}._ayb_jobs SELECT gen_random_uuid(), 'mail', 'default', 5, '{}', 'queued', "
                        + "now(), 0, 4, 0, now(), now() FROM generate_series(1, " + jobs + ")");
    }

    @Test
    void a_claim_takes_one() {
        enqueue(TIMES);

        assertThat(tripsOf(this::claimed)).containsOnly(1);
    }

    @Test
    void so_does_the_end_of_a_run() {
        enqueue(TIMES);
        List<Job> jobs = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            jobs.add(claimed());
        }

        assertThat(tripsOf(() -> {
                    Job job = jobs.remove(0);
                    RunOutcome completed = new RunOutcome(job.id(), new Event.Complete(job.fence(), ""));
                    assertThat(work.outcomes().write(List.of(completed))).hasSize(1);
                }))
                .containsOnly(1);
    }

    @Test
    void so_does_a_look_for_the_next_due_job() {
        assertThat(tripsOf(() -> assertThat(work.claims().untilNextDue(ONE)).isEmpty()))
                .containsOnly(1);
    }

    @Test
    void so_does_a_look_for_the_next_due_schedule() {
        assertThat(tripsOf(() -> assertThat(work.ticks().untilNextDue()).isEmpty()))
                .containsOnly(1);
    }

    @Test
    void so_does_a_look_for_leases_that_end() {
        assertThat(tripsOf(() -> assertThat(work.leases().untilNextExpiry(Duration.ofSeconds(10)))
                        .isEmpty()))
                .containsOnly(1);
    }

    @Test
    void so_does_a_beat() {
        Presence.Worker worker = new Presence.Worker(WORKER, Set.of(QueueName.DEFAULT), Set.of(new JobType("mail")), 4);

        assertThat(tripsOf(() -> work.presence().beat(worker))).containsOnly(1);
    }

    private Job claimed() {
        return work.claims().claim(ONE).get(0);
    }

    private static List<Integer> tripsOf(Runnable question) {
        List<Integer> trips = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            int before = CountedSockets.trips();
            question.run();
            trips.add(CountedSockets.trips() - before);
        }
        return trips;
    }
}
