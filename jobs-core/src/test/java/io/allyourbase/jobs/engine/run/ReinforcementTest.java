package io.allyourbase.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Fifty slots, and handlers that have been fast so far. */
class ReinforcementTest extends RunsByHand {
    private static final Duration SOON = Duration.ofMillis(5);

    private final Reinforcement reinforcement = new Reinforcement(executor, this::nanoTime);

    ReinforcementTest() {
        super(50);
    }

    @BeforeEach
    void be_fast() {
        enqueue();
        start();
        work();
    }

    @Test
    void few_threads_are_started_for_many_fast_runs() {
        startMany(20);

        assertThat(threads).hasSize(4);
        work();
        assertThat(executor.inHand().count()).isZero();
        assertThat(reinforcement.step()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void every_slot_is_used_once_the_first_of_those_that_wait_has_not_moved() {
        startMany(20);
        assertThat(reinforcement.step()).isEqualTo(SOON);
        assertThat(threads).hasSize(4);

        now += SOON.toNanos();
        assertThat(reinforcement.step()).isEqualTo(SOON);

        assertThat(threads).hasSize(24);
    }

    @Test
    void while_they_move_as_many_are_started_as_they_are_worth() {
        startMany(20);
        reinforcement.step();
        threads.element().begin(thread);

        now += SOON.toNanos();
        reinforcement.step();

        assertThat(threads).hasSize(8);
    }

    @Test
    void it_gives_them_a_moment_however_often_it_is_woken() {
        startMany(20);
        reinforcement.step();

        now += 1;
        assertThat(reinforcement.step()).isEqualTo(SOON.minusNanos(1));
        assertThat(threads).hasSize(4);
    }

    @Test
    void each_run_has_a_thread_at_once_where_handlers_are_slow() {
        beSlow();

        startMany(20);

        assertThat(threads).hasSize(20);
    }

    @Test
    void each_slow_run_has_a_thread_at_once_however_soon_the_first_of_them_begin() {
        beSlow();
        arePrompt = true;

        startMany(20);

        assertThat(threads).hasSize(20);
        assertThat(reinforcement.step()).isEqualTo(Duration.ofHours(1));
    }

    private void beSlow() {
        enqueue();
        start();
        Slot slot = threads.remove();
        slot.begin(thread);
        now += Duration.ofSeconds(1).toNanos();
        slot.finish();
    }

    private void startMany(int runs) {
        for (int i = 0; i < runs; i++) {
            enqueue();
        }
        start();
    }

    /** All there is to do, on the threads that were started. */
    private void work() {
        while (!threads.isEmpty()) {
            Slot slot = Objects.requireNonNull(threads.remove());
            while (slot.begin(thread)) {
                slot.finish();
            }
        }
    }
}
