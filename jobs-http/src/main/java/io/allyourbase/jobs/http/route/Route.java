package io.allyourbase.jobs.http.route;

import io.javalin.http.HandlerType;

/**
 * One call of the API.
 *
 * @param path below the API's base, with parameters in braces
 */
public record Route(HandlerType method, String path, Access access, Endpoint endpoint) {
    public static Route get(String path, Access access, Endpoint endpoint) {
        return new Route(HandlerType.GET, path, access, endpoint);
    }

    public static Route post(String path, Access access, Endpoint endpoint) {
        return new Route(HandlerType.POST, path, access, endpoint);
    }

    public static Route put(String path, Access access, Endpoint endpoint) {
        return new Route(HandlerType.PUT, path, access, endpoint);
    }

    public static Route delete(String path, Access access, Endpoint endpoint) {
        return new Route(HandlerType.DELETE, path, access, endpoint);
    }
}
