package io.allyourbase.jobs.http.route;

import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.http.json.Json;
import io.allyourbase.jobs.http.limit.RequestBody;
import io.allyourbase.jobs.http.security.SecurityHeaders;
import io.javalin.http.Context;
import java.io.FilterInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A response, ready to be sent. */
record Reply(int status, Optional<PlainText> body, Map<String, String> headers, String outcome) {
    private static final String TAG = "ETag";

    static Reply of(Answer answer) {
        String where = Optional.ofNullable(answer.headers().get("Location"))
                .map(location -> " " + location)
                .orElse("");
        String note = answer.note().isEmpty() ? "" : " " + answer.note();
        return new Reply(
                answer.status(), answer.body().map(Reply::text), answer.headers(), answer.status() + where + note);
    }

    static Reply of(ApiError error) {
        String outcome = error.status() + " " + error.getMessage();
        return new Reply(error.status(), Optional.of(text(error.view())), error.headers(), outcome);
    }

    private static PlainText text(Object body) {
        return body instanceof PlainText text ? text : new PlainText("application/json", Json.write(body));
    }

    void send(Context context) {
        SecurityHeaders.ALL.forEach(context::header);
        headers.entrySet().stream()
                .filter(header -> !header.getKey().equals(TAG))
                .forEach(header -> context.header(header.getKey(), header.getValue()));
        Optional.ofNullable(headers.get("Location"))
                .ifPresent(path -> context.header("Location", context.contextPath() + path));
        if (!RequestBody.discard(context.req())) {
            context.header("Connection", "close");
        }
        context.status(status);
        if (body.isPresent()) {
            context.contentType(body.get().contentType()).result(body.get().text());
            Optional.ofNullable(headers.get(TAG)).ifPresent(tag -> tag(context, tag));
        } else {
            // Javalin has set one already.
            context.res().setContentType(null);
        }
    }

    /**
     * Sends the tag once the body is on its way. Javalin would compare it with If-None-Match before that, and answer 304:
     * to a POST too, and although a schedule's times change while its version does not.
     */
    private static void tag(Context context, String tag) {
        context.result(new FilterInputStream(Objects.requireNonNull(context.resultInputStream())) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                context.header(TAG, tag);
                return super.read(bytes, offset, length);
            }
        });
    }
}
