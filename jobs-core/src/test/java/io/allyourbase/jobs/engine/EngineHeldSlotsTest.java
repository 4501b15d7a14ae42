package io.allyourbase.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EngineHeldSlotsTest extends EngineHarness {
    @Test
    void an_engine_whose_only_handler_does_not_heed_its_timeout_says_so_until_it_ends() {
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicLong now = new AtomicLong();
        JobId id = enqueue("ada");
        Engine engine = Engine.start(
                store.work(),
                handlers(MAIL.timeout(Duration.ofMillis(50)), (payload, run) -> {
                    if (run.fence().value() == 1) {
                        outlast(mayEnd);
                    }
                    return Outcome.COMPLETED;
                }),
                new JobsConfig(true, 1, Duration.ofMillis(100), Duration.ofMinutes(5), 3, false, Duration.ofSeconds(1)),
                options().nanoTime(now::get).build());
        engines.add(engine);

        log.await(JobEvent.RunStarted.class);
        now.addAndGet(Duration.ofSeconds(1).toNanos());
        log.await(JobEvent.RunWritten.class);
        assertThat(engine.problem()).isEmpty();
        now.addAndGet(Duration.ofSeconds(11).toNanos());
        await().until(() -> engine.problem().isPresent());
        assertThat(engine.problem()).get().asString().contains("told to end and did not", "mail");
        mayEnd.countDown();

        await().until(() -> engine.problem().isEmpty());
        assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED);
    }

    /** Whatever the thread is told. */
    private static void outlast(CountDownLatch latch) {
        while (latch.getCount() > 0) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                // It does not heed it.
            }
        }
    }
}
