package io.allyourbase.jobs.http.json;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** A view that is JSON already, and goes out as it is. */
public record RawJson(@JsonValue @JsonRawValue String text) {}
