package io.allyourbase.jobs.http.route;

import io.allyourbase.jobs.http.error.ApiError;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Gives a Javalin app the routes under a path, and with them an answer for every other request under it. */
public final class Routes {
    /** The path that the admin API is below. */
    public static final String ADMIN = "/api/admin";

    private final JavalinConfig config;
    private final Gate gate;

    public Routes(JavalinConfig config, Gate gate) {
        this.config = config;
        this.gate = gate;
    }

    /**
     * Adds routes; of two whose paths match, the first answers.
     *
     * @param base what their paths are below, such as {@link #ADMIN}
     * @param elsewhere who is told that there is nothing at any other path below it
     */
    public void add(String base, List<Route> routes, Access elsewhere) {
        config.routes.before(base + "/*", gate.door());
        config.routes.after(base + "/*", gate.exit());
        byPath(routes).forEach((path, ofPath) -> addPath(base + path, ofPath));
        Endpoint notFound = call -> {
            throw ApiError.of(404, "not found");
        };
        for (HandlerType method : Door.METHODS) {
            config.routes.addHttpHandler(method, base + "/*", gate.handler(elsewhere, notFound));
        }
    }

    private void addPath(String path, List<Route> routes) {
        Access access = routes.get(0).access() == Access.OPEN ? Access.OPEN : Access.TOKEN;
        Endpoint refusal = notAllowed(routes);
        for (HandlerType method : Door.METHODS) {
            Optional<Route> route =
                    routes.stream().filter(each -> serves(each, method)).findFirst();
            config.routes.addHttpHandler(
                    method,
                    path,
                    route.map(each -> gate.handler(each.access(), each.endpoint()))
                            .orElseGet(() -> gate.handler(access, refusal)));
        }
    }

    private static boolean serves(Route route, HandlerType method) {
        return route.method().equals(method)
                || (method.equals(HandlerType.HEAD) && route.method().equals(HandlerType.GET));
    }

    private static Endpoint notAllowed(List<Route> routes) {
        String allow = Door.METHODS.stream()
                .filter(method -> routes.stream().anyMatch(route -> serves(route, method)))
                .map(HandlerType::name)
                .collect(Collectors.joining(", "));
        return call -> {
            throw ApiError.of(405, "method not allowed").header("Allow", allow);
        };
    }

    private static Map<String, List<Route>> byPath(List<Route> routes) {
        return routes.stream().collect(Collectors.groupingBy(Route::path, LinkedHashMap::new, Collectors.toList()));
    }
}
