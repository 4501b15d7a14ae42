package io.allyourbase.jobs.cli.output.text;

/** What stands in a place of a table: one line of printable text. */
public record Cell(String text, Style style) {
    public Cell {
        text = Printable.line(text);
    }

    public static Cell plain(String text) {
        return new Cell(text, Style.PLAIN);
    }

    public int width() {
        return DisplayWidth.of(text);
    }
}
