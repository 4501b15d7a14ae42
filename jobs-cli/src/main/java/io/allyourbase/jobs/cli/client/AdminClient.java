package io.allyourbase.jobs.cli.client;

import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.json.JsonWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * Calls an admin server. By {@link HttpURLConnection}, which is ready in a tenth of the time that the newer client
 * takes. Every call throws {@link ServerRefused} or {@link ServerUnreachable} unless the server did what was asked.
 */
public final class AdminClient {
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(30);

    static {
        // Else a POST whose connection breaks would be sent twice.
        System.setProperty("sun.net.http.retryPost", "false");
    }

    private final ServerUrl server;
    private final Optional<Token> token;

    AdminClient(ServerUrl server, Optional<Token> token) {
        this.server = server;
        this.token = token;
    }

    public JsonObject get(Route route) {
        return call("GET", route, Optional.empty()).body();
    }

    public Answer post(Route route) {
        return call("POST", route, Optional.empty());
    }

    public Answer post(Route route, JsonObject body) {
        return call("POST", route, Optional.of(body));
    }

    public JsonObject put(Route route, JsonObject body) {
        return call("PUT", route, Optional.of(body)).body();
    }

    public void delete(Route route) {
        call("DELETE", route, Optional.empty());
    }

    private Answer call(String method, Route route, Optional<JsonObject> body) {
        try {
            HttpURLConnection connection = open(method, route);
            if (body.isPresent()) {
                send(connection, JsonWriter.compact(body.get()));
            } else if (method.equals("POST")) {
                send(connection, "");
            }
            int status = connection.getResponseCode();
            return new Response(server, status, connection.getContentType(), content(connection, status)).answer();
        } catch (SocketTimeoutException e) {
            throw new ServerUnreachable(
                    "the server at " + server.text() + " does not answer in time; what was asked may still be done", e);
        } catch (IOException e) {
            throw new ServerUnreachable(
                    "no server answers at " + server.text() + " (" + reason(e)
                            + "); start one with \"ayb serve\", or name another by --url or AYB_URL",
                    e);
        }
    }

    private HttpURLConnection open(String method, Route route) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(server.text() + route).openConnection();
        connection.setRequestMethod(method);
        connection.setInstanceFollowRedirects(false);
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) ANSWER.toMillis());
        connection.setRequestProperty("Accept", "application/json");
        token.ifPresent(known -> connection.setRequestProperty("Authorization", known.header()));
        return connection;
    }

    private static void send(HttpURLConnection connection, String json) throws IOException {
        connection.setDoOutput(true);
        connection.setRequestProperty("Content-Type", "application/json");
        try (OutputStream out = connection.getOutputStream()) {
            out.write(json.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static byte[] content(HttpURLConnection connection, int status) throws IOException {
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    private static String reason(IOException failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }
}
