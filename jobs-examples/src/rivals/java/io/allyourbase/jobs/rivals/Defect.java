package io.allyourbase.jobs.rivals;

/** A contestant did not do as told. */
final class Defect extends RuntimeException {
    Defect(String message) {
        super(message);
    }
}
