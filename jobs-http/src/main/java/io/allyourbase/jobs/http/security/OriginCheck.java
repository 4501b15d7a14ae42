package io.allyourbase.jobs.http.security;

import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.http.json.Shown;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses that a page of another site changes anything by a visitor's browser. */
public final class OriginCheck {
    private static final Pattern SCHEME = Pattern.compile("^https?://", Pattern.CASE_INSENSITIVE);

    private OriginCheck() {}

    /** @throws ApiError 403 when an Origin header names another host than the Host header */
    public static void check(Context context) {
        Optional<String> origin = Optional.ofNullable(context.header("Origin"));
        String host = Optional.ofNullable(context.header("Host")).orElse("");
        if (origin.isPresent() && !SCHEME.matcher(origin.get()).replaceFirst("").equalsIgnoreCase(host)) {
            throw ApiError.of(
                    403, "origin " + Shown.quoted(origin.get()) + " is not allowed; only this server's own pages may");
        }
    }
}
