package io.allyourbase.jobs.postgres.sql;

/**
 * A statement that is only as quick as its plan.
 *
 * @param what it does, as people say it
 */
public record Planned(String what, Sql sql) {}
