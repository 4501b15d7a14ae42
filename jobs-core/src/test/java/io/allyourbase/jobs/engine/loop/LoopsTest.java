package io.allyourbase.jobs.engine.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.error.JobsException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

/** Loops, one by one and at their end. */
class LoopsTest {
    private static final Duration LONG = Duration.ofHours(1);

    /** Real ones that wait no longer than until one loop is left. */
    private static final class UntilOneIsLeft implements Threads {
        private final Threads threads = Threads.daemons("test");

        @Override
        public Thread start(Loop loop) {
            return threads.start(loop);
        }

        @Override
        public Executor perRun() {
            return threads.perRun();
        }

        @Override
        public boolean awaitZero(Tally tally, Duration atMost) {
            await().until(() -> tally.count() <= 1);
            return tally.count() == 0;
        }

        @Override
        public boolean awaitZeroUninterruptibly(Tally tally, Duration atMost) {
            return awaitZero(tally, atMost);
        }
    }

    private static Loop.Setting on(Threads threads) {
        return new Loop.Setting(threads, new Events(List.of()), new Random(1));
    }

    @Test
    void all_are_told_to_end_before_one_that_is_stuck_is_interrupted() {
        CountDownLatch stuck = new CountDownLatch(1);
        List<String> others = new CopyOnWriteArrayList<>();
        Loops loops = new Loops(on(new UntilOneIsLeft()));
        loops.start(
                "stuck",
                () -> {
                    stuck.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        loops.problem().ifPresent(others::add);
                    }
                    return LONG;
                },
                new Signal());
        loops.start("idle", () -> LONG, new Signal());
        await().until(() -> stuck.getCount() == 0);
        assertThat(loops.problem()).isEmpty();

        loops.close();

        await().until(() -> !others.isEmpty());
        assertThat(others).containsExactly("idle has ended");
    }

    @Test
    void a_loop_that_fails_waits_no_longer_than_its_step_allows() {
        Step failing = new Step() {
            @Override
            public Duration step() {
                throw new JobsException("the database user lacks a right");
            }

            @Override
            public Duration longestBackoff() {
                return Duration.ofMillis(300);
            }
        };
        Loop loop = Loop.start("failing", failing, new Signal(), on(new NotStarting()), new Tally());

        Duration longest = Duration.ZERO;
        for (int i = 0; i < 20; i++) {
            Duration pause = loop.round();
            longest = pause.compareTo(longest) > 0 ? pause : longest;
        }

        assertThat(longest).isBetween(Duration.ofMillis(270), Duration.ofMillis(330));
    }

    @Test
    void a_loop_that_is_hurried_tries_at_once_and_then_soon_and_again() {
        Step failing = () -> {
            throw new JobsException("the database is away");
        };
        Loop loop = Loop.start("failing", failing, new Signal(), on(new NotStarting()), new Tally());
        for (int i = 0; i < 10; i++) {
            loop.round();
        }
        assertThat(loop.isAwake()).isFalse();

        loop.hurry();

        assertThat(loop.isAwake()).isTrue();
        for (int i = 0; i < 10; i++) {
            assertThat(loop.round()).isBetween(Duration.ofMillis(450), Duration.ofMillis(550));
        }
    }

    @Test
    void one_that_there_is_no_thread_for_is_not_waited_for() {
        Exhausted threads = new Exhausted();
        Loops loops = new Loops(on(threads));

        assertThatThrownBy(() -> loops.start("unborn", () -> LONG, new Signal()))
                .isInstanceOf(OutOfMemoryError.class);
        loops.close();

        assertThat(threads.waitedFor).isZero();
    }

    /** Of which there are no more. */
    private static final class Exhausted implements Threads {
        private int waitedFor;

        @Override
        public Thread start(Loop loop) {
            throw new OutOfMemoryError("unable to create native thread");
        }

        @Override
        public Executor perRun() {
            return Runnable::run;
        }

        @Override
        public boolean awaitZero(Tally tally, Duration atMost) {
            waitedFor += tally.count();
            return tally.count() == 0;
        }

        @Override
        public boolean awaitZeroUninterruptibly(Tally tally, Duration atMost) {
            return awaitZero(tally, atMost);
        }
    }

    /** Of which the test itself is the only one. */
    private static final class NotStarting implements Threads {
        @Override
        public Thread start(Loop loop) {
            return Thread.currentThread();
        }

        @Override
        public Executor perRun() {
            return Runnable::run;
        }

        @Override
        public boolean awaitZero(Tally tally, Duration atMost) {
            return tally.count() == 0;
        }

        @Override
        public boolean awaitZeroUninterruptibly(Tally tally, Duration atMost) {
            return awaitZero(tally, atMost);
        }
    }
}
