package io.allyourbase.jobs.cli.output;

/** What stands in a place of a table: one line of printable text. */
record Cell(String text, Style style) {
    Cell {
        text = Printable.line(text);
    }

    static Cell plain(String text) {
        return new Cell(text, Style.PLAIN);
    }

    int width() {
        return DisplayWidth.of(text);
    }
}
