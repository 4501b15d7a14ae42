package io.allyourbase.jobs.simulation;

/** What an engine and its store promise, whatever fails around them. */
enum Promise {
    LEGAL_MOVES("a job moves only as the state machine says, and a run's end is what its owner said of it"),
    ENDED_STAYS("a job that has ended changes only when it is retried"),
    FENCES_GROW("a fence grows by one with each claim, is never reused, and belongs to one worker that runs it once"),
    STALE_REFUSED("what a worker says of a run that is not its own any more changes nothing"),
    BATCHES_WHOLE("a batch of outcomes is written whole, or not at all"),
    ATTEMPTS_COUNTED(
            "each claim costs an attempt, only snoozing and giving back refund one, and none goes beyond the most"),
    STORE_TIME("when a job is due, and until when it is leased, is told by the store's clock"),
    LEASES_KEPT("a worker that nothing hinders keeps its leases, and only those that ran out are taken back"),
    OUTCOMES_KEPT("what a worker holds on the outcome of a run, it writes, unless the run is not its own any more"),
    HOLDINGS_KNOWN("a worker that nothing hinders soon gives back what it holds unknowingly"),
    DUE_RUNS("no due job waits for long while a worker that handles it has a free slot, and nothing hinders it"),
    FIRES_ONCE("each fire time makes one job, none before its time, and a schedule never goes back"),
    FIRES_CAUGHT_UP("a schedule that is to catch up with all fire times misses none of as many as it may"),
    CLOSING_LEAVES_NOTHING("a worker that closes, and nothing hinders it, holds no job after"),
    ALL_ENDS("once nothing fails any more, every job that was taken in ends");

    private final String text;

    Promise(String text) {
        this.text = text;
    }

    @Override
    public String toString() {
        return name() + " (" + text + ")";
    }
}
