package io.allyourbase.jobs.cli.input;

import io.allyourbase.jobs.error.InvalidInput;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as users type them: RFC 3339, or so long from now, such as {@code 90s}, {@code 2h} or {@code 1d12h}. */
public final class Moments {
    private static final Pattern LENGTH = Pattern.compile("(?:\\d{1,9}[smhdw])+");
    private static final Pattern PART = Pattern.compile("(\\d+)([smhdw])");

    private Moments() {}

    /**
     * The time, or that long before now.
     *
     * @param option where the text stands, for the message
     * @throws InvalidInput when it is neither
     */
    public static Instant past(String option, String text, Instant now) {
        return LENGTH.matcher(text).matches() ? now.minus(length(text)) : time(option, text);
    }

    /** The time, or that long after now; otherwise as {@link #past}. */
    public static Instant future(String option, String text, Instant now) {
        return LENGTH.matcher(text).matches() ? now.plus(length(text)) : time(option, text);
    }

    /** A length of time, such as {@code 90s} or {@code 1h}. */
    public static Duration length(String option, String text) {
        if (!LENGTH.matcher(text).matches()) {
            throw new InvalidInput(
                    option, "\"" + text + "\" is not allowed; must be a length such as 90s, 15m, 2h, 3d or 1w");
        }
        return length(text);
    }

    private static Duration length(String text) {
        Duration sum = Duration.ZERO;
        Matcher parts = PART.matcher(text);
        while (parts.find()) {
            sum = sum.plus(part(Long.parseLong(parts.group(1)), parts.group(2).charAt(0)));
        }
        return sum;
    }

    private static Duration part(long count, char unit) {
        return switch (unit) {
            case 's' -> Duration.ofSeconds(count);
            case 'm' -> Duration.ofMinutes(count);
            case 'h' -> Duration.ofHours(count);
            case 'd' -> Duration.ofDays(count);
            default -> Duration.ofDays(7 * count);
        };
    }

    private static Instant time(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidInput(
                    option,
                    "\"" + text + "\" is not allowed; must be a time such as 2026-01-31T12:00:00Z,"
                            + " or a length such as 90s, 15m, 2h, 3d or 1w");
        }
    }
}
