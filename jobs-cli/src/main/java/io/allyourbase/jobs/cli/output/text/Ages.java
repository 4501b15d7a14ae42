package io.allyourbase.jobs.cli.output.text;

import java.time.Duration;
import java.time.Instant;

/** Times as people say them. */
public final class Ages {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final long YEAR = 365 * DAY;

    private Ages() {}

    /** How far the time is from now, in its largest unit: {@code 3 min ago}, {@code in 2 h}. */
    public static String of(Instant time, Instant now) {
        long seconds = Duration.between(time, now).toSeconds();
        if (seconds == 0) {
            return "now";
        }
        return seconds > 0 ? span(seconds) + " ago" : "in " + span(-seconds);
    }

    /** A length of time in its largest unit. */
    static String span(long seconds) {
        if (seconds < MINUTE) {
            return seconds + " s";
        }
        if (seconds < HOUR) {
            return seconds / MINUTE + " min";
        }
        if (seconds < 2 * DAY) {
            return seconds / HOUR + " h";
        }
        return seconds < 2 * YEAR ? seconds / DAY + " d" : seconds / YEAR + " y";
    }
}
