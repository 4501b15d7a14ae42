package io.allyourbase.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.JobStats;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Handlers that wait cost little where threads are virtual. */
class ManySleepersTest extends EngineHarness {
    private static final int MANY = 10_000;

    @Test
    void ten_thousand_handlers_are_at_work_at_once() throws InterruptedException {
        assumeTrue(Runtime.version().feature() >= 21, "there are no virtual threads before Java 21");
        store.queue().enqueueAll(Collections.nCopies(MANY, NewJob.of(MAIL.type(), Payload.of("\"ada\""))));
        CountDownLatch asleep = new CountDownLatch(MANY);
        CountDownLatch morning = new CountDownLatch(1);
        JobsConfig config = new JobsConfig(
                true, MANY, Duration.ofMillis(100), Duration.ofMinutes(5), 3, false, Duration.ofSeconds(1));
        engines.add(Engine.start(
                store.work(),
                handlers(MAIL, (payload, run) -> {
                    asleep.countDown();
                    morning.await();
                    return Outcome.COMPLETED;
                }),
                config,
                options().build()));

        assertThat(asleep.await(60, TimeUnit.SECONDS)).isTrue();

        morning.countDown();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> stats().completed() == MANY);
    }

    private JobStats.Stats stats() {
        return store.stats().stats();
    }
}
