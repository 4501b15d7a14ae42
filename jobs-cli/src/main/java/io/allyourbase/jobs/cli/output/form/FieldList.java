package io.allyourbase.jobs.cli.output.form;

import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.output.text.Cell;
import io.allyourbase.jobs.cli.output.text.Look;
import io.allyourbase.jobs.cli.output.text.Printable;
import io.allyourbase.jobs.cli.output.text.Style;
import io.allyourbase.jobs.cli.output.text.Terminal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An object as a list of its fields, one under the other; those that it has not are left out. */
public final class FieldList {
    private static final int GAP = 2;

    private final Terminal terminal;
    private final Instant now;

    public FieldList(Terminal terminal, Instant now) {
        this.terminal = terminal;
        this.now = now;
    }

    public List<String> lines(JsonObject object, List<Column> fields) {
        List<Column> present = fields.stream()
                .filter(field -> object.compact(field.field()).isPresent())
                .toList();
        int width =
                present.stream().mapToInt(field -> field.title().length()).max().orElse(0) + GAP;
        List<String> lines = new ArrayList<>();
        for (Column field : present) {
            String title = field.title() + " ".repeat(width - field.title().length());
            String label = terminal.colours() ? Style.FAINT.on(title) : title;
            for (String line : value(object, field).split("\n", -1)) {
                lines.add(label + line);
                label = " ".repeat(width);
            }
        }
        return lines;
    }

    private String value(JsonObject object, Column field) {
        String text = object.compact(field.field()).orElse("");
        if (field.look() == Look.TEXT) {
            return Printable.lines(text.stripTrailing());
        }
        Cell cell = field.cell(object, now);
        if (field.look() == Look.AGE) {
            return Printable.line(text) + " (" + cell.text() + ")";
        }
        return terminal.colours() ? cell.style().on(cell.text()) : cell.text();
    }
}
