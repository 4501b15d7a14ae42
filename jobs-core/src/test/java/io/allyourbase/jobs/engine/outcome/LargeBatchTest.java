package io.allyourbase.jobs.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.engine.loop.Events;
import io.allyourbase.jobs.engine.loop.Signal;
import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Outcomes;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.testing.InMemoryStore;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Jobs so large that the database can't write many of them in the time that it has. */
class LargeBatchTest {
    private static final JobType MAIL = new JobType("mail");
    private static final int JOBS = 600;

    private final InMemoryStore store = new InMemoryStore(InstantSource.system());
    private final Store.Work work = store.work();
    private final List<Integer> sizes = new ArrayList<>();
    private final OutcomeBatcher outcomes = new OutcomeBatcher(
            this::write, work.runs(), new Events(List.of()), new Signal(), run -> {}, (job, event) -> {});
    private int most = 100;

    @Test
    void a_batch_that_takes_too_long_is_told_in_smaller_ones_until_all_is_written() {
        claimed().forEach(job -> outcomes.submit(job, new Event.Complete(job.fence(), "sent")));

        writeAll();

        assertThat(store.stats().stats().completed()).isEqualTo(JOBS);
        assertThat(sizes).startsWith(600, 300, 150, 75);
    }

    @Test
    void once_that_has_passed_batches_grow_again() {
        claimed().forEach(job -> outcomes.submit(job, new Event.Complete(job.fence(), "sent")));
        writeAll();
        most = Integer.MAX_VALUE;
        List<Job> small = claimed();

        for (Job job : small) {
            outcomes.submit(job, new Event.Complete(job.fence(), "sent"));
            outcomes.step();
        }
        claimed().forEach(job -> outcomes.submit(job, new Event.Complete(job.fence(), "sent")));
        outcomes.step();

        assertThat(sizes).endsWith(JOBS);
    }

    private void writeAll() {
        for (int step = 0; outcomes.unwritten().count() > 0 && step < JOBS; step++) {
            try {
                outcomes.step();
            } catch (QueueUnavailable e) {
                assertThat(sizes.get(sizes.size() - 1)).isGreaterThan(most);
            }
        }
    }

    private Map<JobId, JobState> write(List<Outcomes.RunOutcome> batch) {
        sizes.add(batch.size());
        if (batch.size() > most) {
            throw new QueueUnavailable("the database is not available: it took too long", new SQLException());
        }
        return work.outcomes().write(batch);
    }

    private List<Job> claimed() {
        store.queue().enqueueAll(Collections.nCopies(JOBS, NewJob.of(MAIL, Payload.EMPTY)));
        return work.claims()
                .claim(new Claims.Request(
                        new WorkerId("w"), QueueName.DEFAULT, Set.of(MAIL), JOBS, Duration.ofMinutes(5)));
    }
}
