package io.allyourbase.jobs.http.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.payload.Payload;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The fields of a JSON object that a caller sent. A field that is null counts as absent. Every method throws
 * {@link InvalidInput}, which names the field, when it is of another type.
 */
public final class Fields {
    private final JsonNode object;
    private final String path;

    private Fields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** @throws InvalidJson when the body is not one JSON object */
    public static Fields parse(ByteBuffer body) {
        JsonNode node = Json.read(body);
        if (!node.isObject()) {
            throw new InvalidJson();
        }
        return new Fields(node, "");
    }

    public Optional<String> text(String field) {
        return find(field, JsonNode::isTextual, "a string").map(JsonNode::textValue);
    }

    public Optional<Boolean> truth(String field) {
        return find(field, JsonNode::isBoolean, "true or false").map(JsonNode::booleanValue);
    }

    public Optional<Integer> integer(String field) {
        return find(field, Fields::isInteger, "a whole number of at most 32 bits")
                .map(JsonNode::intValue);
    }

    public Optional<Instant> time(String field) {
        return text(field).map(text -> Times.parse(path + field, text));
    }

    /** Any JSON value. */
    public Optional<Payload> payload(String field) {
        return find(field, node -> true, "").map(Json::write).map(Payload::of);
    }

    /** The fields of an object within this one; none when it is absent. */
    public Fields object(String field) {
        JsonNode node = find(field, JsonNode::isObject, "an object").orElseGet(JsonNodeFactory.instance::objectNode);
        return new Fields(node, path + field + ".");
    }

    private Optional<JsonNode> find(String field, Predicate<JsonNode> type, String expected) {
        JsonNode node = object.path(field);
        if (node.isMissingNode() || node.isNull()) {
            return Optional.empty();
        }
        if (!type.test(node)) {
            throw new InvalidInput(path + field, "must be " + expected);
        }
        return Optional.of(node);
    }

    private static boolean isInteger(JsonNode node) {
        return node.isNumber() && node.canConvertToExactIntegral() && node.canConvertToInt();
    }
}
