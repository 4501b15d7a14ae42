package io.allyourbase.jobs.cli.faults.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.cli.faults.check.JobHistory.FinalRow;
import io.allyourbase.jobs.cli.faults.journal.Entry;
import io.allyourbase.jobs.cli.faults.journal.Entry.What;
import io.allyourbase.jobs.name.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Each promise, broken once: the checker must tell. */
class CheckerTest {
    private static final JobId ID = new JobId(new UUID(1, 1));
    private static final JobId OTHER = new JobId(new UUID(2, 2));
    private static final long KILLED = 10;
    private static final long WELL = 20;
    private static final Harm KILL = new Harm(at(4), at(9), Set.of(KILLED));

    @Test
    void a_job_that_ran_once_is_as_promised() {
        assertThat(Checker.check(job(started(1, WELL, 1), completed(1, WELL, 2)), List.of()))
                .isEmpty();
    }

    @Test
    void a_job_that_a_kill_made_run_twice_is_as_promised_and_counted() {
        JobHistory job = job(2, started(1, KILLED, 3), started(2, WELL, 6), completed(2, WELL, 7));

        assertThat(Checker.check(job, List.of(KILL))).isEmpty();
        assertThat(Verdict.of(List.of(job), List.of(KILL)).duplicates()).isEqualTo(1);
    }

    @Test
    void a_retry_of_a_failure_needs_no_fault_and_is_no_duplicate() {
        JobHistory job = job(2, started(1, WELL, 1), failed(1, WELL, 2), started(2, WELL, 3), completed(2, WELL, 4));

        assertThat(Checker.check(job, List.of())).isEmpty();
        assertThat(Verdict.of(List.of(job), List.of()).duplicates()).isZero();
    }

    @Test
    void an_acknowledged_job_without_an_end_is_lost() {
        JobHistory job = new JobHistory(1, true, Optional.of(ID), List.of(), Optional.empty());

        assertBroken(job, "lost");
        assertThat(Verdict.of(List.of(job), List.of()).lost()).isEqualTo(1);
    }

    @Test
    void a_job_that_nobody_enqueued_is_told() {
        List<Entry> entries = List.of(started(1, WELL, 1), completed(1, WELL, 2));

        assertBroken(new JobHistory(1, false, Optional.empty(), entries, Optional.of(row(1))), "never enqueued");
    }

    @Test
    void a_job_under_two_ids_is_told() {
        Entry other = new Entry(What.STARTED, 1, OTHER, 1, WELL, at(3), 0);

        assertBroken(job(started(1, WELL, 1), completed(1, WELL, 2), other), "executed under the ids");
    }

    @Test
    void a_second_execution_for_no_reason_is_told() {
        assertBroken(job(2, started(1, WELL, 3), started(2, WELL, 6), completed(2, WELL, 7)), "nothing had happened");
        // What had been done long before is no reason, and what is done to another process is none either.
        JobHistory after = job(2, started(1, KILLED, 10), started(2, WELL, 12), completed(2, WELL, 13));
        assertBroken(after, "nothing had happened");
        assertBroken(
                job(2, started(1, KILLED, 1), completed(1, KILLED, 2), started(2, WELL, 12), completed(2, WELL, 13)),
                "nothing had happened");
    }

    @Test
    void two_executions_with_one_fence_are_told() {
        assertBroken(job(started(1, WELL, 1), started(1, KILLED, 2), completed(1, WELL, 3)), "two executions have");
    }

    @Test
    void an_old_fence_that_begins_after_a_new_one_is_told() {
        assertBroken(
                job(2, started(2, WELL, 1), failed(1, WELL, 2), completed(2, WELL, 3), started(1, WELL, 5)),
                "began after a greater one");
    }

    @Test
    void a_stale_write_that_took_effect_is_told() {
        FinalRow stale = new FinalRow(ID, "completed", 2, OptionalLong.of(1));
        List<Entry> entries =
                List.of(started(1, KILLED, 3), completed(1, KILLED, 8), started(2, WELL, 6), completed(2, WELL, 7));

        assertBroken(new JobHistory(1, true, Optional.of(ID), entries, Optional.of(stale)), "a stale write");
    }

    @Test
    void an_end_that_is_not_the_last_owner_s_is_told() {
        assertBroken(job(started(1, WELL, 1), failed(1, WELL, 2)), "whose handler did not end so");
        assertBroken(job(1, started(1, KILLED, 3), completed(1, KILLED, 4), started(2, WELL, 6)), "was executed as");
    }

    private static void assertBroken(JobHistory job, String what) {
        assertThat(Checker.check(job, List.of(KILL))).anyMatch(line -> line.contains(what));
    }

    private static JobHistory job(Entry... entries) {
        return job(1, entries);
    }

    private static JobHistory job(long fence, Entry... entries) {
        return new JobHistory(1, true, Optional.of(ID), List.of(entries), Optional.of(row(fence)));
    }

    private static FinalRow row(long fence) {
        return new FinalRow(ID, "completed", fence, OptionalLong.of(fence));
    }

    private static Entry started(long fence, long process, int second) {
        return new Entry(What.STARTED, 1, ID, fence, process, at(second), 0);
    }

    private static Entry completed(long fence, long process, int second) {
        return new Entry(What.COMPLETED, 1, ID, fence, process, at(second), 0);
    }

    private static Entry failed(long fence, long process, int second) {
        return new Entry(What.FAILED, 1, ID, fence, process, at(second), 0);
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }
}
