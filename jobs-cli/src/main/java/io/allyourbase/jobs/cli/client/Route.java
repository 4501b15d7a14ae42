package io.allyourbase.jobs.cli.client;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A path of the admin API with its query. Immutable; what users typed is escaped. */
public final class Route {
    private final String path;

    private Route(String path) {
        this.path = path;
    }

    /** The path of these segments under {@code /api/admin}. */
    public static Route of(String... segments) {
        StringBuilder path = new StringBuilder("/api/admin");
        for (String segment : segments) {
            path.append('/').append(escaped(segment));
        }
        return new Route(path.toString());
    }

    /** With that in the query too; unchanged when the value is empty. */
    public Route with(String name, Optional<String> value) {
        return value.map(text -> new Route(path + (path.contains("?") ? "&" : "?") + name + "=" + escaped(text)))
                .orElse(this);
    }

    private static String escaped(String text) {
        String escaped = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        // A segment of dots alone would mean another path.
        return escaped.equals(".") || escaped.equals("..") ? escaped.replace(".", "%2E") : escaped;
    }

    @Override
    public String toString() {
        return path;
    }
}
