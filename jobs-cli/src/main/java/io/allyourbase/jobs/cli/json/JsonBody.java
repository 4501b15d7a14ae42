package io.allyourbase.jobs.cli.json;

import io.allyourbase.jobs.payload.Payload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the fields of an object to send; an empty value leaves its field out. Not safe for use by many threads. */
public final class JsonBody {
    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** A text. */
    public JsonBody text(String field, Optional<String> value) {
        value.ifPresent(text -> fields.put(field, text));
        return this;
    }

    /** A whole number. */
    public JsonBody number(String field, Optional<Integer> value) {
        value.ifPresent(number -> fields.put(field, new JsonRaw(number.toString())));
        return this;
    }

    /** A count. */
    public JsonBody count(String field, long value) {
        fields.put(field, new JsonRaw(Long.toString(value)));
        return this;
    }

    /** Several texts. */
    public JsonBody texts(String field, List<String> values) {
        fields.put(field, List.copyOf(values));
        return this;
    }

    /** A truth. */
    public JsonBody truth(String field, Optional<Boolean> value) {
        value.ifPresent(truth -> fields.put(field, truth));
        return this;
    }

    /** JSON of the user's own, as it is. */
    public JsonBody json(String field, Optional<Payload> value) {
        // A payload is valid JSON, so its text can stand in the place of a value.
        value.ifPresent(payload -> fields.put(field, new JsonRaw(payload.json())));
        return this;
    }

    /** An object within. */
    public JsonBody object(String field, JsonObject value) {
        fields.put(field, value);
        return this;
    }

    /** Whether no field has a value. */
    public boolean isEmpty() {
        return fields.isEmpty();
    }

    /** The object. */
    public JsonObject build() {
        return new JsonObject(new LinkedHashMap<>(fields));
    }
}
