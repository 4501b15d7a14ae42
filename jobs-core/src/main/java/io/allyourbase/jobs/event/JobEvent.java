package io.allyourbase.jobs.event;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.ScheduleId;
import java.time.Instant;

/** What an engine tells of its work, as it happens: the one seam for logs, metrics, traces and tests. */
public sealed interface JobEvent {
    /** A handler is about to be called. */
    record RunStarted(Job job) implements JobEvent {}

    /**
     * A handler is about to be called for a job whose run before was taken back: what that one had done may be done
     * again. Told after {@link RunStarted}.
     */
    record RunRepeated(Job job) implements JobEvent {}

    /**
     * A handler threw, or its payload could not be read, or it returned null: here is why, with its stack. What that made
     * of its job {@link RunWritten} tells, unless something else had ended the run before.
     */
    record RunThrew(Job job, Throwable cause) implements JobEvent {}

    /** An operator asked for the job of a run at work to be canceled; its handler has been told and interrupted. */
    record CancelAsked(Job job) implements JobEvent {}

    /** A run's outcome has been written, and left its job, told as it was claimed, in that state. */
    record RunWritten(Job job, Event.ByOwner outcome, JobState state) implements JobEvent {
        /** What the run came to. */
        public RunEnd end() {
            return RunEnd.of(outcome, state);
        }
    }

    /** A run's outcome was refused: the fence was old. Nothing changed. */
    record StaleWriteRefused(Job job, Event.ByOwner outcome) implements JobEvent {}

    /** A run's outcome can't be stored, however it is told, while others can: the job is left to its lease. */
    record OutcomeUnstorable(Job job, Event.ByOwner outcome) implements JobEvent {}

    /** A run's lease could not be kept; its handler has been told and interrupted, or is not called at all. */
    record RunLeaseLost(RunId run) implements JobEvent {}

    /** A job whose lease had expired was taken back, and now is in that state. */
    record JobRecovered(RunId run, JobState state) implements JobEvent {}

    /** A fire time made its job. */
    record ScheduleFired(ScheduleId schedule, Instant fireTime, JobId job) implements JobEvent {}

    /** A schedule that can't be read was disabled. */
    record ScheduleDisabled(ScheduleId schedule, String problem) implements JobEvent {}

    /** A part of the engine failed and will try again; {@code failures} counts those in a row, from 1. */
    record LoopFailed(String loop, int failures, Throwable cause) implements JobEvent {}

    /** A part of the engine works again after failures. */
    record LoopRecovered(String loop) implements JobEvent {}
}
