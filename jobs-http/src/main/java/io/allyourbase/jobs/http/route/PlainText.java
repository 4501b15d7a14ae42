package io.allyourbase.jobs.http.route;

/** A body that is not JSON, and goes out as it is. */
record PlainText(String contentType, String text) {}
