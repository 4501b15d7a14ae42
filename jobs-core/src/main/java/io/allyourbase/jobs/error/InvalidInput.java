package io.allyourbase.jobs.error;

/** A value that a caller passed is not allowed. The message names the field, the value and what is allowed. */
public final class InvalidInput extends JobsException {
    private final String field;

    /**
     * @param field the field as its caller knows it, such as {@code jobType}
     * @param problem what is wrong with it and what is allowed; the message is {@code field + " " + problem}
     */
    public InvalidInput(String field, String problem) {
        super(field + " " + problem);
        this.field = field;
    }

    /** The field as its caller knows it. */
    public String field() {
        return field;
    }
}
