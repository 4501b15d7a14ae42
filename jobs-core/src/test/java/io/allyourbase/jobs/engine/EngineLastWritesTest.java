package io.allyourbase.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.engine.loop.Loop;
import io.allyourbase.jobs.engine.loop.Tally;
import io.allyourbase.jobs.engine.loop.Threads;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.Store;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An engine that closes while the database is away, and comes back a little later. */
class EngineLastWritesTest extends EngineHarness {
    private static final Duration AWAY = Duration.ofSeconds(1);

    private static final RandomGenerator LONG_PAUSES = () -> -1;

    private final Store.Work real = store.work();
    private final FlakyOutcomes outcomes = new FlakyOutcomes(real.outcomes());
    private final ByHand threads = new ByHand();

    @Test
    void what_finished_is_written_although_its_loop_had_failed_so_often_that_it_waits_for_long() {
        outcomes.away.set(true);
        JobId id = enqueue("ada");
        Engine engine = EngineStart.on(
                threads,
                real.with(outcomes),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                new JobsConfig(true, 1, Duration.ofMillis(100), Duration.ofMinutes(5), 3, false, Duration.ofSeconds(1)),
                options().random(LONG_PAUSES).build());
        await().until(() -> threads.writing().isAwake());
        for (int i = 0; i < 7; i++) {
            threads.round();
        }

        engine.close();

        assertThat(store.admin().find(id).orElseThrow().state()).isEqualTo(JobState.COMPLETED);
    }

    /** Real ones, but for the loop that writes outcomes: its waits take no time, and the database is back in time. */
    private final class ByHand implements Threads {
        private static final Duration IN_VAIN = Duration.ofMillis(50);

        private final Threads threads = Threads.daemons("test");
        private volatile @Nullable Loop writing;
        private Duration pause = Duration.ZERO;

        Loop writing() {
            return Objects.requireNonNull(writing);
        }

        void round() {
            try {
                writing().await(Duration.ZERO);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            pause = writing().round();
        }

        @Override
        public Thread start(Loop loop) {
            if (!loop.name().equals("outcomes")) {
                return threads.start(loop);
            }
            writing = loop;
            return new Thread();
        }

        @Override
        public Executor perRun() {
            return threads.perRun();
        }

        @Override
        public boolean awaitZero(Tally tally, Duration atMost) {
            return awaitZeroUninterruptibly(tally, atMost);
        }

        @Override
        public boolean awaitZeroUninterruptibly(Tally tally, Duration atMost) {
            if (threads.awaitZeroUninterruptibly(tally, IN_VAIN)) {
                return true;
            }
            if (writing().isClosed()) {
                writing().end();
            } else {
                letPass(atMost);
            }
            return tally.count() == 0;
        }

        private void letPass(Duration time) {
            Duration passed = wait(Duration.ZERO);
            while (passed.compareTo(time) <= 0) {
                outcomes.away.set(passed.compareTo(AWAY) < 0);
                round();
                passed = wait(passed);
            }
        }

        /** When the loop makes its next round, if that was its last. */
        private Duration wait(Duration passed) {
            return writing().isAwake() ? passed : passed.plus(pause);
        }
    }
}
