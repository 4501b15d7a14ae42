package io.allyourbase.jobs.postgres.check.probe;

import java.time.Duration;

/** Lengths of time, as people say them. */
final class Spans {
    private Spans() {}

    static String of(Duration span) {
        if (span.toMinutes() == 0) {
            return span.toSeconds() == 0 ? span.toMillis() + " ms" : span.toSeconds() + " s";
        }
        if (span.toHours() == 0) {
            return span.toMinutes() + " min";
        }
        return span.toDays() < 2 ? span.toHours() + " h" : span.toDays() + " d";
    }
}
