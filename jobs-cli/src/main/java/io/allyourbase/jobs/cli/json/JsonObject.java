package io.allyourbase.jobs.cli.json;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An object with its fields in their order. Immutable. */
public final class JsonObject {
    private final Map<String, Object> fields;

    JsonObject(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** The field as text: a string's content, or how a number or truth is spelled. Empty when absent or null. */
    public Optional<String> text(String field) {
        Object value = fields.get(field);
        if (value == null || value instanceof JsonNull || isContainer(value)) {
            return Optional.empty();
        }
        return Optional.of(value.toString());
    }

    /** The field as compact JSON; a string without its quotes. Empty when absent or null. */
    public Optional<String> compact(String field) {
        Object value = fields.get(field);
        return value != null && isContainer(value) ? Optional.of(JsonWriter.compact(value)) : text(field);
    }

    /** The field as an instant; empty when it is not one. */
    public Optional<Instant> time(String field) {
        try {
            return text(field).map(Instant::parse);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The field as a number without what is behind its point; 0 when it is not one. */
    public long number(String field) {
        try {
            return text(field).map(BigDecimal::new).orElse(BigDecimal.ZERO).longValue();
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** The texts of a field that is an array. */
    public List<String> texts(String field) {
        return fields.get(field) instanceof List<?> items
                ? items.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    /** The objects of a field that is an array. */
    public List<JsonObject> objects(String field) {
        return fields.get(field) instanceof List<?> items
                ? items.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }

    Map<String, Object> fields() {
        return fields;
    }

    private static boolean isContainer(Object value) {
        return value instanceof JsonObject || value instanceof List;
    }
}
