package io.allyourbase.jobs.http.json;

import io.allyourbase.jobs.error.InvalidInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** Reads times. */
public final class Times {
    private static final Pattern RFC_3339 =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");
    // What RFC 3339 can spell in UTC; Postgres has other bounds, but these within them.
    private static final Instant EARLIEST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

    private Times() {}

    /** @throws InvalidInput naming the field when the text is not an RFC 3339 time of four-digit years in UTC */
    public static Instant parse(String field, String text) {
        try {
            if (RFC_3339.matcher(text).matches()) {
                Instant time = OffsetDateTime.parse(text).toInstant();
                if (!time.isBefore(EARLIEST) && !time.isAfter(LATEST)) {
                    return time;
                }
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
