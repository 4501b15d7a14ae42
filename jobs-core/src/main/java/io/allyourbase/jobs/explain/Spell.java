package io.allyourbase.jobs.explain;

import java.time.Duration;

/** A length of time as people say it. */
final class Spell {
    private Spell() {}

    /** Such as "0.4 s", "12 s", "4 min", "3 h" or "5 days": one unit, rounded down. */
    static String of(Duration length) {
        Duration some = length.abs();
        if (some.compareTo(Duration.ofSeconds(1)) < 0) {
            return "0." + some.toMillis() / 100 + " s";
        }
        if (some.compareTo(Duration.ofMinutes(2)) < 0) {
            return some.toSeconds() + " s";
        }
        if (some.compareTo(Duration.ofHours(2)) < 0) {
            return some.toMinutes() + " min";
        }
        return some.compareTo(Duration.ofDays(2)) < 0 ? some.toHours() + " h" : some.toDays() + " days";
    }
}
