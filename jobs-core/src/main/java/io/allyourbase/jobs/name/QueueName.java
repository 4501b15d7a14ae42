package io.allyourbase.jobs.name;

/** The line a job waits in. One to 100 characters. */
public record QueueName(String value) {
    /** The queue of every job that names none. */
    public static final QueueName DEFAULT = new QueueName("default");

    /** @throws io.allyourbase.jobs.error.InvalidInput when the value is not a name */
    public QueueName {
        Text.name("queue", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
