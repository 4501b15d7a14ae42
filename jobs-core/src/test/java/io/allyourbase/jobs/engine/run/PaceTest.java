package io.allyourbase.jobs.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long MILLI = 1_000_000;

    private final Pace pace = new Pace(4);

    @Test
    void nothing_waits_while_nothing_is_known() {
        assertThat(pace.ahead()).isZero();
    }

    @Test
    void as_many_wait_as_begin_within_fifty_milliseconds() {
        pace.took(10 * MILLI);

        assertThat(pace.ahead()).isEqualTo(20);
    }

    @Test
    void however_fast_they_are_there_is_a_bound() {
        pace.took(0);

        assertThat(pace.ahead()).isEqualTo(2_000);
    }

    @Test
    void nothing_waits_for_handlers_slower_than_that() {
        pace.took(201 * MILLI);

        assertThat(pace.ahead()).isZero();
    }

    @Test
    void however_fast_they_are_large_payloads_do_not_fill_the_memory() {
        pace.took(0);

        pace.claimed(3, 300_000);
        pace.claimed(0, 0);
        assertThat(pace.ahead()).isEqualTo(80);

        pace.claimed(2, 2_000_000);
        assertThat(pace.ahead()).isEqualTo(8);
    }

    @Test
    void large_payloads_are_forgotten_by_and_by() {
        pace.took(0);
        pace.claimed(3, 300_000);

        pace.claimed(3, 300);
        assertThat(pace.ahead()).isBetween(80, 100);

        for (int i = 0; i < 100; i++) {
            pace.claimed(3, 300);
        }
        assertThat(pace.ahead()).isEqualTo(2_000);
    }

    @Test
    void one_slow_run_among_fast_ones_counts_for_some_time() {
        pace.took(MILLI / 100);

        pace.took(60_000 * MILLI);

        assertThat(pace.ahead()).isZero();
    }

    @Test
    void after_a_stall_the_next_fast_runs_are_not_yet_trusted() {
        pace.took(MILLI / 100);
        pace.stalled();
        pace.took(MILLI / 100);
        assertThat(pace.ahead()).isZero();

        for (int i = 0; i < 1_000; i++) {
            pace.took(MILLI / 100);
        }
        assertThat(pace.ahead()).isGreaterThan(100);
    }

    @Test
    void each_run_is_worth_a_thread_while_nothing_is_known() {
        assertThat(pace.threads(50)).isEqualTo(50);
    }

    @Test
    void slow_runs_are_worth_a_thread_each() {
        pace.took(10 * MILLI);

        assertThat(pace.threads(50)).isEqualTo(50);
    }

    @Test
    void a_few_threads_do_many_fast_runs() {
        pace.took(MILLI / 100);

        assertThat(pace.threads(1_000)).isEqualTo(6);
        assertThat(pace.threads(50)).isEqualTo(4);
        assertThat(pace.threads(1)).isEqualTo(1);
    }
}
