package io.allyourbase.jobs.config;

import java.util.Locale;
import java.util.Optional;

/** The settings of the {@code [jobs]} section, with their ranges. */
public enum ConfigKey {
    ENABLED,
    WORKER_CONCURRENCY(1, 10_000),
    POLL_INTERVAL_MS(100, 60_000),
    LEASE_DURATION_S(1, 86_400),
    MAX_RETRIES_DEFAULT(0, 100),
    SCHEDULER_ENABLED,
    SCHEDULER_TICK_S(1, 3_600);

    private final int min;
    private final int max;

    ConfigKey() {
        this(0, 0);
    }

    ConfigKey(int min, int max) {
        this.min = min;
        this.max = max;
    }

    /** Its name in the {@code [jobs]} section of the file. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The environment variable that overrides it. */
    public String variable() {
        return "AYB_JOBS_" + name();
    }

    /** What is allowed, in words. */
    public String allowed() {
        return max == 0 ? "must be true, false, 1 or 0" : "must be a whole number from " + min + " to " + max;
    }

    /** The key of that name; empty for any other. */
    public static Optional<ConfigKey> parse(String key) {
        for (ConfigKey candidate : values()) {
            if (candidate.key().equals(key)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    int number(String text, String source) {
        try {
            return number(Integer.parseInt(text), text, source);
        } catch (NumberFormatException e) {
            throw invalid(text, source);
        }
    }

    int number(int value) {
        return number(value, Integer.toString(value), "");
    }

    private int number(int value, String text, String source) {
        if (value < min || value > max) {
            throw invalid(text, source);
        }
        return value;
    }

    boolean truth(String text, String source) {
        return switch (text) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> throw invalid(text, source);
        };
    }

    private InvalidConfig invalid(String text, String source) {
        String where = source.isEmpty() ? "" : " (from " + source + ")";
        return new InvalidConfig("jobs." + key() + ": \"" + oneLine(text) + "\" is not allowed; " + allowed() + where);
    }

    private static String oneLine(String text) {
        String shown = text.replaceAll("\\p{Cntrl}", "?");
        return shown.length() <= 100 ? shown : shown.substring(0, 100) + "…";
    }
}
