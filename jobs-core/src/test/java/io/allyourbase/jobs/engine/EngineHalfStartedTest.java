package io.allyourbase.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.engine.loop.Loop;
import io.allyourbase.jobs.engine.loop.Tally;
import io.allyourbase.jobs.engine.loop.Threads;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.testing.InMemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** The system has threads for some of an engine's loops, and none for the next. */
class EngineHalfStartedTest extends EngineHarness {
    private static final JobsConfig CONFIG =
            new JobsConfig(true, 8, Duration.ofMillis(100), Duration.ofMinutes(5), 3, true, Duration.ofSeconds(1));

    private final Handlers handlers = handlers(MAIL, (payload, run) -> Outcome.COMPLETED);

    @Test
    void nothing_of_it_is_left_and_no_handler_is_called() {
        JobId id = enqueue("ada");
        int loops = loopsOfAWholeOne();

        for (int left = 0; left < loops; left++) {
            FewThreads few = new FewThreads(left);
            assertThatThrownBy(() -> EngineStart.on(
                            few, store.work(), handlers, CONFIG, options().build()))
                    .isInstanceOf(OutOfMemoryError.class);

            assertThat(few.started).hasSize(left);
            await().until(() -> few.started.stream().noneMatch(Thread::isAlive));
        }

        assertThat(log.all(JobEvent.RunStarted.class)).isEmpty();
        assertThat(store.admin().find(id).orElseThrow().state()).isEqualTo(JobState.QUEUED);
        assertThat(store.admin().find(id).orElseThrow().fence().value()).isZero();
    }

    private int loopsOfAWholeOne() {
        FewThreads enough = new FewThreads(Integer.MAX_VALUE);
        // On a store without jobs.
        EngineStart.on(
                        enough,
                        new InMemoryStore(InstantSource.system()).work(),
                        handlers,
                        CONFIG,
                        EngineOptions.defaults())
                .close();
        // The last two were started in order to close.
        return enough.started.size() - 2;
    }

    private static final class FewThreads implements Threads {
        private final Threads real = Threads.daemons("test");
        private final List<Thread> started = new CopyOnWriteArrayList<>();
        private final int most;

        FewThreads(int most) {
            this.most = most;
        }

        @Override
        public Thread start(Loop loop) {
            if (started.size() == most) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            Thread thread = real.start(loop);
            started.add(thread);
            return thread;
        }

        @Override
        public Executor perRun() {
            return real.perRun();
        }

        @Override
        public boolean awaitZero(Tally tally, Duration atMost) {
            return real.awaitZero(tally, atMost);
        }

        @Override
        public boolean awaitZeroUninterruptibly(Tally tally, Duration atMost) {
            return real.awaitZeroUninterruptibly(tally, atMost);
        }
    }
}
