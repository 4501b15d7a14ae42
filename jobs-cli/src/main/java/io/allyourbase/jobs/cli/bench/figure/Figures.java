package io.allyourbase.jobs.cli.bench.figure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.allyourbase.jobs.error.JobsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures as people and programs read them. */
public final class Figures {
    private static final List<String> HEAD = List.of("FIGURE", "VALUE", "UNIT", "LIMIT", "RATIO TO LIMIT");

    private Figures() {}

    /** A table, its columns aligned, numbers to the right. */
    public static String table(List<Figure> figures) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEAD);
        figures.forEach(figure -> rows.add(row(figure)));
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                line.append(String.format(Locale.ROOT, format(column, width(rows, column)), row.get(column)));
            }
            table.append(line.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }

    /** An array of objects, as {@code {"name","value","unit","limit","ratio"}}; the last two only where there is one. */
    public static String json(List<Figure> figures) {
        ObjectMapper mapper = new ObjectMapper();
        ArrayNode array = mapper.createArrayNode();
        for (Figure figure : figures) {
            ObjectNode object = array.addObject()
                    .put("name", figure.name())
                    .put("value", figure.value())
                    .put("unit", figure.unit());
            figure.limit().ifPresent(limit -> object.put("limit", limit));
            figure.ratio().ifPresent(ratio -> object.put("ratio", ratio));
        }
        try {
            return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(array);
        } catch (JsonProcessingException e) {
            throw new JobsException("the figures can't be written as JSON", e);
        }
    }

    private static List<String> row(Figure figure) {
        return List.of(
                figure.name(),
                number(figure.value()),
                figure.unit(),
                figure.limit().map(Figures::number).orElse(""),
                figure.ratio()
                        .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                        .orElse(""));
    }

    private static String format(int column, int width) {
        boolean isText = column == 0 || column == 2;
        return "%" + (isText ? "-" : "") + width + "s  ";
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(1);
    }

    /** Three digits that count; whole numbers from a hundred on. */
    private static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 || size == 0 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
