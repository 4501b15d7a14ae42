package io.allyourbase.jobs.http.auth;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.http.limit.RateLimit;
import io.allyourbase.jobs.http.route.Access;
import io.allyourbase.jobs.http.route.Answer;
import io.allyourbase.jobs.http.route.Call;
import io.allyourbase.jobs.http.route.Route;
import java.util.List;
import java.util.function.LongSupplier;

/** Gives the token for the password. */
public final class AuthRoutes {
    /** Attempts from one address in a minute. */
    static final int LIMIT = 20;

    private final Credentials credentials;
    private final RateLimit attempts;

    private AuthRoutes(Credentials credentials, RateLimit attempts) {
        this.credentials = credentials;
        this.attempts = attempts;
    }

    /** @param nanoTime such as {@link System#nanoTime} */
    public static List<Route> of(Credentials credentials, LongSupplier nanoTime) {
        AuthRoutes routes = new AuthRoutes(credentials, new RateLimit(LIMIT, nanoTime));
        return List.of(Route.post("/auth", Access.OPEN, routes::login));
    }

    private Answer login(Call call) {
        attempts.take(call.caller().address()).ifPresent(wait -> {
            throw Bearer.tooMany(wait);
        });
        String guess = call.body().text("password").orElseThrow(() -> new InvalidInput("password", "is required"));
        if (credentials.password().filter(password -> password.is(guess)).isEmpty()) {
            throw ApiError.of(401, "wrong password");
        }
        return Answer.ok(new TokenView(credentials.token().reveal()));
    }
}
