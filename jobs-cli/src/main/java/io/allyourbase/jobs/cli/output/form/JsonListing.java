package io.allyourbase.jobs.cli.output.form;

import io.allyourbase.jobs.cli.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;

/** The bare array. */
public final class JsonListing implements Listing {
    private final PrintWriter out;
    private String separator = "[\n";

    public JsonListing(PrintWriter out) {
        this.out = out;
    }

    @Override
    public boolean page(List<JsonObject> rows) {
        for (JsonObject row : rows) {
            out.print(separator);
            out.print(JsonText.of(row));
            separator = ",\n";
        }
        return !out.checkError();
    }

    @Override
    public void close() {
        out.print(separator.startsWith("[") ? "[]\n" : "\n]\n");
        out.flush();
    }
}
