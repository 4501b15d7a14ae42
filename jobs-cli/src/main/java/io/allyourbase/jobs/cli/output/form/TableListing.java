package io.allyourbase.jobs.cli.output.form;

import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.output.text.Cell;
import io.allyourbase.jobs.cli.output.text.Terminal;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;

/** A table; a line in its place when it has no rows. */
public final class TableListing implements Listing {
    private final PrintWriter out;
    private final Layout layout;
    private final Table table;
    private final Instant now;
    private boolean empty = true;

    public TableListing(PrintWriter out, Layout layout, Terminal terminal, Instant now) {
        this.out = out;
        this.layout = layout;
        this.table = new Table(layout.columns().stream().map(Column::title).toList(), terminal);
        this.now = now;
    }

    @Override
    public boolean page(List<JsonObject> rows) {
        List<List<Cell>> cells = rows.stream().map(this::cells).toList();
        if (!cells.isEmpty()) {
            (empty ? table.head(cells) : table.more(cells)).forEach(out::println);
            empty = false;
        }
        return !out.checkError();
    }

    private List<Cell> cells(JsonObject row) {
        return layout.columns().stream().map(column -> column.cell(row, now)).toList();
    }

    @Override
    public void close() {
        if (empty) {
            out.println(layout.whenEmpty());
        }
        out.flush();
    }
}
