package io.allyourbase.jobs.rivals.system;

/** What a job carries, as JSON. */
public record Payload(int number) {}
