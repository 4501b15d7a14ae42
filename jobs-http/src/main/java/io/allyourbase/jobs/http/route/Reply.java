package io.allyourbase.jobs.http.route;

import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.http.json.Json;
import io.allyourbase.jobs.http.limit.RequestBody;
import io.allyourbase.jobs.http.security.SecurityHeaders;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;

/** A response, ready to be sent. */
record Reply(int status, Optional<String> json, Map<String, String> headers, String outcome) {
    static Reply of(Answer answer) {
        String where = Optional.ofNullable(answer.headers().get("Location"))
                .map(location -> " " + location)
                .orElse("");
        String note = answer.note().isEmpty() ? "" : " " + answer.note();
        return new Reply(
                answer.status(), answer.body().map(Json::write), answer.headers(), answer.status() + where + note);
    }

    static Reply of(ApiError error) {
        String outcome = error.status() + " " + error.getMessage();
        return new Reply(error.status(), Optional.of(Json.write(error.view())), error.headers(), outcome);
    }

    void send(Context context) {
        SecurityHeaders.ALL.forEach(context::header);
        headers.forEach(context::header);
        if (!RequestBody.discard(context.req())) {
            context.header("Connection", "close");
        }
        context.status(status);
        if (json.isPresent()) {
            context.contentType("application/json").result(json.get());
        } else {
            // Javalin has set one already.
            context.res().setContentType(null);
        }
    }
}
