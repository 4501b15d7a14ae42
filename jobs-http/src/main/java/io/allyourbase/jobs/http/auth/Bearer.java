package io.allyourbase.jobs.http.auth;

import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.http.json.Shown;
import io.allyourbase.jobs.http.limit.RateLimit;
import io.allyourbase.jobs.http.route.Authentication;
import io.allyourbase.jobs.http.route.Caller;
import io.javalin.http.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets in whoever has the token. Wrong tokens are limited per address; the right one is let in all the same, for behind
 * a proxy everybody has one address, and nobody may lock the others out.
 */
public final class Bearer implements Authentication {
    private static final Logger LOG = LoggerFactory.getLogger("io.allyourbase.jobs.http");

    /** Wrong tokens from one address in a minute. */
    static final int LIMIT = 100;

    private static final Pattern SCHEME = Pattern.compile("bearer +(\\S+) *", Pattern.CASE_INSENSITIVE);

    private final Secret token;
    private final RateLimit failures;

    /** @param nanoTime such as {@link System#nanoTime} */
    public Bearer(Secret token, LongSupplier nanoTime) {
        this.token = token;
        this.failures = new RateLimit(LIMIT, nanoTime);
    }

    @Override
    public void check(Context context, Caller caller) {
        Optional<String> given =
                Optional.ofNullable(context.header("Authorization")).flatMap(Bearer::token);
        if (given.isEmpty()) {
            throw unauthorized("admin token is required; send it as Authorization: Bearer <token>");
        }
        if (!token.is(given.get())) {
            failures.take(caller.address()).ifPresent(wait -> {
                LOG.warn("more than {} wrong admin tokens in a minute from {}", LIMIT, Shown.of(caller.ip()));
                throw tooMany(wait);
            });
            throw unauthorized("admin token is wrong");
        }
    }

    private static Optional<String> token(String authorization) {
        Matcher matcher = SCHEME.matcher(authorization);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private static ApiError unauthorized(String message) {
        return ApiError.of(401, message).header("WWW-Authenticate", "Bearer");
    }

    static ApiError tooMany(Duration wait) {
        return ApiError.of(429, "too many attempts; try again later")
                .header("Retry-After", Long.toString(wait.toSeconds() + 1));
    }
}
