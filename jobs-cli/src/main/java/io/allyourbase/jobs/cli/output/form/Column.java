package io.allyourbase.jobs.cli.output.form;

import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.output.text.Cell;
import io.allyourbase.jobs.cli.output.text.Look;
import java.time.Instant;

/** A column of a table: its title, the field it shows, and how. */
public record Column(String title, String field, Look look) {
    /** A field as it is. */
    public static Column of(String title, String field) {
        return new Column(title, field, Look.TEXT);
    }

    Cell cell(JsonObject row, Instant now) {
        return look.cell(row, field, now);
    }
}
