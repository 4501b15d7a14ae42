package io.allyourbase.jobs.simulation;

/** A promise was broken. */
final class Broken extends AssertionError {
    private final transient Promise promise;

    Broken(Promise promise, String how) {
        super(promise + ": " + how);
        this.promise = promise;
    }

    Promise promise() {
        return promise;
    }
}
