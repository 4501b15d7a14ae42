package io.allyourbase.jobs.http.json;

import io.allyourbase.jobs.error.InvalidInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Reads times. */
public final class Times {
    // Years of four digits: more than RFC 3339 allows is also more than Postgres takes.
    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

    private Times() {}

    /** @throws InvalidInput naming the field when the text is not an RFC 3339 time from year 1 to 9999 */
    public static Instant parse(String field, String text) {
        try {
            if (RFC_3339.matcher(text).matches() && !text.startsWith("0000")) {
                return OffsetDateTime.parse(text).toInstant();
            }
        } catch (DateTimeException e) {
            throw invalid(field, text);
        }
        throw invalid(field, text);
    }

    private static InvalidInput invalid(String field, String text) {
        return new InvalidInput(
                field, Shown.quoted(text) + " is not allowed; must be an RFC 3339 time such as 2026-01-31T12:00:00Z");
    }
}
