package io.allyourbase.jobs.name;

/** What a job is: the name that binds it to its handler. One to 100 characters. */
public record JobType(String value) {
    /** @throws io.allyourbase.jobs.error.InvalidInput when the value is not a name */
    public JobType {
        Text.name("jobType", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
