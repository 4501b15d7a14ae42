package io.allyourbase.jobs.cli.json;

/** JSON's null. */
enum JsonNull {
    NULL;

    @Override
    public String toString() {
        return "null";
    }
}
