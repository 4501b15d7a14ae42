package io.allyourbase.jobs.cli.json;

/** Text that is JSON already: a number as it was spelled, or a value of the user's own. */
record JsonRaw(String text) {
    @Override
    public String toString() {
        return text;
    }
}
