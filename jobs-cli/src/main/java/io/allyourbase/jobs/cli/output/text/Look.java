package io.allyourbase.jobs.cli.output.text;

import io.allyourbase.jobs.cli.json.JsonObject;
import java.time.Instant;

/** How a table shows a field. */
public enum Look {
    TEXT,
    /** A job's state, in its colour. */
    STATE,
    /** How bad a finding is, in its colour. */
    SEVERITY,
    /** A time, as people say it. */
    AGE,
    /** How many attempts are used, of how many. */
    ATTEMPTS,
    /** A length of time in seconds, as people say it. */
    SECONDS,
    /** The first line only. */
    HEADLINE,
    /** An array of texts. */
    NAMES;

    public Cell cell(JsonObject row, String field, Instant now) {
        String text = row.compact(field).orElse("");
        return switch (this) {
            case TEXT -> Cell.plain(text);
            case STATE -> new Cell(text, Style.ofState(text));
            case SEVERITY -> new Cell(text, Style.ofSeverity(text));
            case AGE ->
                Cell.plain(row.time(field).map(time -> Ages.of(time, now)).orElse(text.isEmpty() ? "-" : text));
            case ATTEMPTS -> Cell.plain(text + "/" + row.text("maxAttempts").orElse("?"));
            case SECONDS -> Cell.plain(Ages.span(row.number(field)));
            case NAMES -> Cell.plain(String.join(", ", row.texts(field)));
            case HEADLINE -> Cell.plain(text.lines().findFirst().orElse(""));
        };
    }
}
