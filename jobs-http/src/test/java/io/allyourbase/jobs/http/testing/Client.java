package io.allyourbase.jobs.http.testing;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;

/** Calls an admin server, and holds every answer to the OpenAPI document. Safe for use by many threads. */
public final class Client {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String url;
    private final Optional<String> token;
    private final Set<String> exercised;

    private Client(String url, Optional<String> token, Set<String> exercised) {
        this.url = url;
        this.token = token;
        this.exercised = exercised;
    }

    public static Client of(String url, String token) {
        return new Client(url, Optional.of(token), new ConcurrentSkipListSet<>());
    }

    public Client anonymous() {
        return new Client(url, Optional.empty(), exercised);
    }

    public Client with(String token) {
        return new Client(url, Optional.of(token), exercised);
    }

    /** The operations that were called, with their statuses, as "getJob 200". */
    public Set<String> exercised() {
        return exercised;
    }

    public Reply get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    public Reply post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    public Reply put(String path, String json, String... headers) {
        return send("PUT", path, json, headers);
    }

    public Reply delete(String path, String... headers) {
        return send("DELETE", path, "", headers);
    }

    /** @param path from the root; what is below /api/admin may be given without it, as /jobs */
    public Reply send(String method, String path, String body, String... headers) {
        return send(method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    /** The same with any bytes. */
    public Reply send(String method, String path, byte[] body, String... headers) {
        boolean isWhole = path.startsWith("/api/") || path.startsWith("/health/") || path.equals("/metrics");
        String whole = isWhole ? path : "/api/admin" + path;
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + whole))
                .timeout(Duration.ofSeconds(60))
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        token.ifPresent(each -> request.header("Authorization", "Bearer " + each));
        if (headers.length > 0) {
            request.headers(headers);
        }
        Reply reply = reply(request.build());
        if (!method.equals("HEAD")) {
            OpenApi.DOCUMENT.check(method, whole, reply).ifPresent(exercised::add);
        }
        return reply;
    }

    /** Text that is not JSON as a text node. */
    private static JsonNode body(HttpResponse<String> response) throws IOException {
        if (response.body().isEmpty()) {
            return MissingNode.getInstance();
        }
        boolean isText = response.headers()
                .firstValue("Content-Type")
                .filter(type -> type.startsWith("text/"))
                .isPresent();
        return isText ? TextNode.valueOf(response.body()) : JSON.readTree(response.body());
    }

    private static Reply reply(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            return new Reply(response.statusCode(), body(response), response.headers());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
