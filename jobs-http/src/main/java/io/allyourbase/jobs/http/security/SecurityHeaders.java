package io.allyourbase.jobs.http.security;

import java.util.Map;

/** What every response says to browsers: keep nothing, guess nothing, run nothing, frame nothing, tell nobody. */
public final class SecurityHeaders {
    public static final Map<String, String> ALL = Map.of(
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer");

    private SecurityHeaders() {}
}
