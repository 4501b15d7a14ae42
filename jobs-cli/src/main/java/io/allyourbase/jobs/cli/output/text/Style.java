package io.allyourbase.jobs.cli.output.text;

/** How a cell looks on a terminal that has colours. */
public enum Style {
    PLAIN(""),
    BOLD("1"),
    FAINT("2"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** The style that a job's state, by its word on the wire, is shown in. */
    static Style ofState(String state) {
        return switch (state) {
            case "queued" -> CYAN;
            case "running" -> YELLOW;
            case "completed" -> GREEN;
            case "failed" -> RED;
            case "canceled" -> FAINT;
            default -> PLAIN;
        };
    }

    /** The style that a finding's severity, by its word, is shown in. */
    static Style ofSeverity(String severity) {
        return switch (severity) {
            case "ok" -> GREEN;
            case "note" -> CYAN;
            case "warning" -> YELLOW;
            case "problem" -> RED;
            default -> PLAIN;
        };
    }

    public String on(String text) {
        return code.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
