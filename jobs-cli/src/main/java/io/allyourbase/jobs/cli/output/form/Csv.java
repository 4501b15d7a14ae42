package io.allyourbase.jobs.cli.output.form;

import java.util.List;
import java.util.stream.Collectors;

/** Rows by RFC 4180, of cells that no spreadsheet takes for formulas. */
final class Csv {
    private static final String STARTS_OF_FORMULAS = "=+-@\t\r";

    private Csv() {}

    /** A row with its line break. */
    static String row(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String safe = isFormula(text) ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static boolean isFormula(String text) {
        return !text.isEmpty() && STARTS_OF_FORMULAS.indexOf(text.charAt(0)) >= 0 && !isNumber(text);
    }

    private static boolean isNumber(String text) {
        int start = text.charAt(0) == '-' ? 1 : 0;
        return text.length() > start && text.chars().skip(start).allMatch(c -> (c >= '0' && c <= '9') || c == '.');
    }
}
