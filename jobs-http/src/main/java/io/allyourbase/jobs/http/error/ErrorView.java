package io.allyourbase.jobs.http.error;

import java.util.Optional;

/** The body of every refusal. */
public record ErrorView(int code, String message, Optional<Object> data) {}
