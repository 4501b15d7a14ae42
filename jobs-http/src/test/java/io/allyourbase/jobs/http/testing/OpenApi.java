package io.allyourbase.jobs.http.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.allyourbase.jobs.http.AdminServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The API's own description, as the judge of its answers: what an answer holds and the document does not is wrong. */
public final class OpenApi {
    public static final OpenApi DOCUMENT = new OpenApi();

    private final JsonNode document = read();
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    private OpenApi() {
        document.path("components").path("schemas").forEach(OpenApi::close);
    }

    public JsonNode document() {
        return document;
    }

    /** Every operation with each success status that it declares, as "getJob 200". */
    public Set<String> successes() {
        Set<String> all = new TreeSet<>();
        document.path("paths")
                .forEach(path -> path.forEach(operation -> operation
                        .path("responses")
                        .fieldNames()
                        .forEachRemaining(status -> {
                            if (status.startsWith("2")) {
                                all.add(operation.path("operationId").asText() + " " + status);
                            }
                        })));
        return all;
    }

    /** Checks a reply, and returns which operation and status it was; empty when the document has no such call. */
    Optional<String> check(String method, String path, Reply reply) {
        Optional<JsonNode> operation = operation(method, path);
        JsonNode responses = operation
                .map(each -> each.path("responses"))
                .orElse(document.at("/paths/~1health~1live/get/responses"));
        String status = Integer.toString(reply.status());
        JsonNode response =
                resolved(responses.path(responses.has(status) && operation.isPresent() ? status : "default"));
        JsonNode content = response.path("content");
        if (content.isMissingNode()) {
            assertThat(reply.body().isMissingNode())
                    .as("%s %s has no body", method, path)
                    .isTrue();
        } else if (content.has("text/plain")) {
            assertThat(reply.header("Content-Type")).startsWith("text/plain");
        } else {
            assertThat(reply.header("Content-Type")).isEqualTo("application/json");
            assertThat(problems(content.path("application/json").path("schema"), reply.body()))
                    .as("%s %s answered %s", method, path, reply.body())
                    .isEmpty();
        }
        response.path("headers")
                .fieldNames()
                .forEachRemaining(
                        header -> assertThat(reply.header(header)).as(header).isNotEmpty());
        return operation.map(each -> each.path("operationId").asText() + " " + status);
    }

    private List<Error> problems(JsonNode schema, JsonNode body) {
        return schemas.computeIfAbsent(schema, this::compiled)
                .validate(body, context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private Schema compiled(JsonNode schema) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.setAll((ObjectNode) schema);
        root.set("components", document.path("components"));
        return registry.getSchema(root);
    }

    private Optional<JsonNode> operation(String method, String path) {
        String plain = path.replaceFirst("\\?.*", "");
        JsonNode paths = document.path("paths");
        JsonNode exact = paths.path(plain);
        if (!exact.isMissingNode()) {
            return Optional.of(exact.path(method.toLowerCase(Locale.ROOT))).filter(JsonNode::isObject);
        }
        for (Map.Entry<String, JsonNode> each : paths.properties()) {
            if (plain.matches(each.getKey().replace("{id}", "[^/]+"))) {
                return Optional.of(each.getValue().path(method.toLowerCase(Locale.ROOT)))
                        .filter(JsonNode::isObject);
            }
        }
        return Optional.empty();
    }

    private JsonNode resolved(JsonNode node) {
        return node.has("$ref") ? document.at(node.path("$ref").asText().substring(1)) : node;
    }

    /** Forbids what is not described. */
    private static void close(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties")) {
            object.put("additionalProperties", false);
            object.path("properties").forEach(OpenApi::close);
        }
    }

    private static JsonNode read() {
        try (InputStream file = Objects.requireNonNull(AdminServer.class.getResourceAsStream("openapi/openapi.json"))) {
            return new ObjectMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
