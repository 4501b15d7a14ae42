package io.allyourbase.jobs.http.route;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.http.json.Shown;
import io.allyourbase.jobs.http.json.Times;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The parameters behind a question mark. An empty one counts as absent. Immutable. */
public final class Query {
    private final Map<String, String> parameters;

    private Query(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** @throws ApiError 400 when it is not UTF-8 in percent encoding, or names a parameter twice */
    static Query parse(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            if (!value.isEmpty() && parameters.put(name, value) != null) {
                throw new InvalidInput(Shown.of(name), "must be given once");
            }
        }
        return new Query(parameters);
    }

    public Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** @throws InvalidInput naming the parameter when it is not a whole number of at most 32 bits */
    public Optional<Integer> integer(String name) {
        return text(name).map(text -> integer(name, text));
    }

    /** @throws InvalidInput naming the parameter when it is not an RFC 3339 time */
    public Optional<Instant> time(String name) {
        return text(name).map(text -> Times.parse(name, text));
    }

    private static int integer(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new InvalidInput(name, Shown.quoted(text) + " is not allowed; must be a whole number");
        }
    }

    private static String decoded(String text) {
        return Percent.decode(text.replace('+', ' '))
                .orElseThrow(() -> ApiError.of(400, "invalid query string; must be UTF-8 in percent encoding"));
    }
}
