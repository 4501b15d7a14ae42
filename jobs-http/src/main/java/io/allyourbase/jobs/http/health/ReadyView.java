package io.allyourbase.jobs.http.health;

/** Whether the queue can be used, and for each part of it "ok" or one line of what is wrong. */
record ReadyView(String status, Checks checks) {
    record Checks(String database, String schema, String engine) {}
}
