package io.allyourbase.jobs.http.route;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a route answers when it does what it was asked for. Immutable.
 *
 * @param note what else the audit should say of it; may be empty
 */
public record Answer(int status, Optional<Object> body, Map<String, String> headers, String note) {
    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer of(int status, Object body) {
        return new Answer(status, Optional.of(body), Map.of(), "");
    }

    public static Answer ok(Object body) {
        return of(200, body);
    }

    /** What is not JSON. */
    public static Answer text(String contentType, String text) {
        return ok(new PlainText(contentType, text));
    }

    public static Answer noContent() {
        return new Answer(204, Optional.empty(), Map.of(), "");
    }

    /** Sends a browser to another path of this server. */
    public static Answer redirect(String path) {
        return new Answer(302, Optional.empty(), Map.of("Location", path), "");
    }

    /** With one more response header. */
    public Answer header(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Answer(status, body, more, note);
    }

    /** With more for the audit to say. */
    public Answer noted(String note) {
        return new Answer(status, body, headers, note);
    }
}
