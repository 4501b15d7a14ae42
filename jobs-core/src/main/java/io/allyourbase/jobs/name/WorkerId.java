package io.allyourbase.jobs.name;

/** One engine in one process, for as long as it runs. One to 100 characters. */
public record WorkerId(String value) {
    /** @throws io.allyourbase.jobs.error.InvalidInput when the value is not a name */
    public WorkerId {
        Text.name("workerId", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
