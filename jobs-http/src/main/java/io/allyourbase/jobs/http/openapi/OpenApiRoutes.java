package io.allyourbase.jobs.http.openapi;

import io.allyourbase.jobs.http.json.RawJson;
import io.allyourbase.jobs.http.route.Access;
import io.allyourbase.jobs.http.route.Answer;
import io.allyourbase.jobs.http.route.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Describes the API to programs, as OpenAPI 3.1. */
public final class OpenApiRoutes {
    private OpenApiRoutes() {}

    public static List<Route> of() {
        RawJson document = new RawJson(document());
        return List.of(Route.get("/openapi.json", Access.TOKEN, call -> Answer.ok(document)));
    }

    private static String document() {
        try (InputStream file = Objects.requireNonNull(OpenApiRoutes.class.getResourceAsStream("openapi.json"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
