package io.allyourbase.jobs.cli.output;

import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.output.form.CsvListing;
import io.allyourbase.jobs.cli.output.form.FieldList;
import io.allyourbase.jobs.cli.output.form.JsonListing;
import io.allyourbase.jobs.cli.output.form.JsonText;
import io.allyourbase.jobs.cli.output.form.Layout;
import io.allyourbase.jobs.cli.output.form.Listing;
import io.allyourbase.jobs.cli.output.form.TableListing;
import io.allyourbase.jobs.cli.output.text.Printable;
import io.allyourbase.jobs.cli.output.text.Style;
import io.allyourbase.jobs.cli.output.text.Terminal;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.InstantSource;
import java.util.List;

/**
 * Where a command's result goes, and in what form.
 *
 * @param err for what is told beside the result
 */
public record Output(PrintWriter out, PrintWriter err, Format format, Terminal terminal, InstantSource clock) {
    /** The same as a block of many, printed elsewhere; what would be told beside each is not. */
    public Output block(PrintWriter block) {
        return new Output(block, new PrintWriter(Writer.nullWriter()), format, terminal, clock);
    }

    /** Starts a list. */
    public Listing listing(Layout layout) {
        return switch (format) {
            case TABLE -> new TableListing(out, layout, terminal, clock.instant());
            case JSON -> new JsonListing(out);
            case CSV -> new CsvListing(out, layout.fields());
        };
    }

    /** Prints an object: its fields one under the other, or as JSON, or as the one row of a CSV. */
    public void object(JsonObject object, Layout layout) {
        if (format == Format.TABLE) {
            new FieldList(terminal, clock.instant())
                    .lines(object, layout.columns())
                    .forEach(out::println);
            out.flush();
        } else {
            other(object, layout);
        }
    }

    /** Prints what was done to an object: a sentence for people, the object for programs. */
    public void done(String sentence, JsonObject object, Layout layout) {
        if (format == Format.TABLE) {
            sentence(sentence);
        } else {
            other(object, layout);
        }
    }

    /** Prints a sentence to people; programs do not see it. */
    public void sentence(String sentence) {
        if (format == Format.TABLE) {
            out.println(Printable.line(sentence));
            out.flush();
        }
    }

    /** Tells a person something that is not of the result: beside it, when that is for programs. */
    public void aside(String line) {
        if (format == Format.TABLE) {
            sentence(line);
        } else {
            beside(line);
        }
    }

    /**
     * Tells something that is not of the result: under a table at a terminal, else beside it, for a program may read the
     * table too.
     */
    public void note(String line) {
        if (format == Format.TABLE && terminal.interactive()) {
            out.println(terminal.colours() ? Style.FAINT.on(Printable.line(line)) : Printable.line(line));
            out.flush();
        } else {
            beside(line);
        }
    }

    private void beside(String line) {
        err.println(Printable.line(line));
        err.flush();
    }

    private void other(JsonObject object, Layout layout) {
        if (format == Format.JSON) {
            out.println(JsonText.of(object));
            out.flush();
        } else {
            try (Listing csv = new CsvListing(out, layout.fields())) {
                csv.page(List.of(object));
            }
        }
    }
}
