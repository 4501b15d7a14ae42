package io.allyourbase.jobs.http.health;

/** That the process answers. */
record LiveView(String status) {}
