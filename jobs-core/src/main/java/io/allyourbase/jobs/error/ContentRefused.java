package io.allyourbase.jobs.error;

/** What was to be stored can't be, for what it holds, and would be refused again. Nothing took effect. */
public final class ContentRefused extends JobsException {
    public ContentRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
