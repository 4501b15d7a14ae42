package io.allyourbase.jobs.http.route;

/** Answers one kind of call. Throws what it refuses; called by many threads. */
@FunctionalInterface
public interface Endpoint {
    Answer answer(Call call);
}
