package io.allyourbase.jobs.cli.output.form;

import io.allyourbase.jobs.cli.output.text.Cell;
import io.allyourbase.jobs.cli.output.text.DisplayWidth;
import io.allyourbase.jobs.cli.output.text.Style;
import io.allyourbase.jobs.cli.output.text.Terminal;
import java.util.ArrayList;
import java.util.List;

/** Aligns rows under their titles. Later pages keep at least the widths of the first. */
final class Table {
    private static final String GAP = "  ";

    private final List<String> titles;
    private final Terminal terminal;
    private final int[] widths;

    Table(List<String> titles, Terminal terminal) {
        this.titles = titles;
        this.terminal = terminal;
        this.widths = titles.stream().mapToInt(DisplayWidth::of).toArray();
    }

    /** The titles and the rows. */
    List<String> head(List<List<Cell>> rows) {
        widen(rows);
        List<String> lines = new ArrayList<>();
        lines.add(line(titles.stream().map(title -> new Cell(title, Style.BOLD)).toList()));
        rows.forEach(row -> lines.add(line(row)));
        return lines;
    }

    /** More rows, to go under the others. */
    List<String> more(List<List<Cell>> rows) {
        widen(rows);
        return rows.stream().map(this::line).toList();
    }

    private void widen(List<List<Cell>> rows) {
        for (List<Cell> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).width());
            }
        }
    }

    private String line(List<Cell> cells) {
        StringBuilder line = new StringBuilder();
        int left = terminal.columns() > 0 ? terminal.columns() : Integer.MAX_VALUE;
        for (int i = 0; i < cells.size() && left > 0; i++) {
            boolean last = i == cells.size() - 1;
            String text = fitted(cells.get(i).text(), left);
            left -= DisplayWidth.of(text);
            Style style = terminal.colours() ? cells.get(i).style() : Style.PLAIN;
            line.append(style.on(text));
            if (!last) {
                int gap = Math.min(left, widths[i] - DisplayWidth.of(text) + GAP.length());
                line.append(" ".repeat(Math.max(0, gap)));
                left -= gap;
            }
        }
        return line.toString().stripTrailing();
    }

    /** The text, shortened when there is less room. */
    private static String fitted(String text, int columns) {
        return DisplayWidth.of(text) <= columns ? text : DisplayWidth.beginning(text, columns - 1) + "…";
    }
}
