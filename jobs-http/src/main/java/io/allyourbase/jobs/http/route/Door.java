package io.allyourbase.jobs.http.route;

import io.allyourbase.jobs.http.error.ApiError;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;

/** Refuses what the router would stumble over, before it looks at the request. */
final class Door {
    /** Every method that the router is given a handler for. */
    static final List<HandlerType> METHODS = List.of(
            HandlerType.GET,
            HandlerType.HEAD,
            HandlerType.POST,
            HandlerType.PUT,
            HandlerType.DELETE,
            HandlerType.PATCH,
            HandlerType.OPTIONS,
            HandlerType.TRACE,
            HandlerType.CONNECT,
            HandlerType.QUERY);

    private Door() {}

    /** @throws ApiError 400 or 405 */
    static void check(Context context) {
        // Javalin obeys this header, and would let a GET that passed a proxy's rules delete.
        if (context.header("X-HTTP-Method-Override") != null) {
            throw ApiError.of(400, "X-HTTP-Method-Override is not allowed; use the method itself");
        }
        if (!METHODS.contains(context.method())) {
            throw ApiError.of(405, "method not allowed").header("Allow", "GET, HEAD, POST, PUT, DELETE");
        }
        if (Percent.decode(context.path()).isEmpty()) {
            throw ApiError.of(400, "invalid path; must be UTF-8 in percent encoding");
        }
    }
}
