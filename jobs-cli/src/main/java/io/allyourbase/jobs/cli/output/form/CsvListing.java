package io.allyourbase.jobs.cli.output.form;

import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.output.text.Printable;
import java.io.PrintWriter;
import java.util.List;

/** A header, then a row for each object, with the values as they are on the wire but for what could drive a terminal. */
public final class CsvListing implements Listing {
    private final PrintWriter out;
    private final List<String> fields;

    public CsvListing(PrintWriter out, List<String> fields) {
        this.out = out;
        this.fields = fields;
        out.print(Csv.row(fields));
    }

    @Override
    public boolean page(List<JsonObject> rows) {
        for (JsonObject row : rows) {
            out.print(Csv.row(fields.stream()
                    .map(field -> Printable.lines(row.compact(field).orElse("")))
                    .toList()));
        }
        return !out.checkError();
    }

    @Override
    public void close() {
        out.flush();
    }
}
