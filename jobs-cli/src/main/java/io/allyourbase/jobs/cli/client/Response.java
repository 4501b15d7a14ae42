package io.allyourbase.jobs.cli.client;

import io.allyourbase.jobs.cli.client.Answer.Outcome;
import io.allyourbase.jobs.cli.json.JsonBody;
import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.json.JsonReader;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came back over HTTP, and what it means. */
final class Response {
    private final ServerUrl server;
    private final int status;
    private final String type;
    private final byte[] content;

    Response(ServerUrl server, int status, @Nullable String type, byte[] content) {
        this.server = server;
        this.status = status;
        this.type = type == null ? "no content type" : type;
        this.content = content;
    }

    /** @throws ServerRefused when the server did not do what was asked */
    Answer answer() {
        if (status == 204) {
            return new Answer(Outcome.DONE, new JsonBody().build());
        }
        JsonObject body = body().orElseThrow(this::notJson);
        if (status != 200 && status != 201) {
            throw refused(body.text("message").orElseThrow(this::notJson));
        }
        return new Answer(status == 201 ? Outcome.CREATED : Outcome.DONE, body);
    }

    private Optional<JsonObject> body() {
        if (!type.startsWith("application/json")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonReader.object(content));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private ServerRefused refused(String message) {
        String hint = status == 401
                ? "; pass the admin token by --admin-token, AYB_ADMIN_TOKEN or the file ~/.ayb/admin-token"
                : "";
        return new ServerRefused(status, message + hint);
    }

    private ServerRefused notJson() {
        return new ServerRefused(
                status,
                server.text() + " answers " + status + " with " + type
                        + ", not with the JSON of an admin server; is the address right, or a proxy in between?");
    }
}
