package io.allyourbase.jobs.http.security;

import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.http.json.Shown;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses that a page of another site changes anything by a visitor's browser. */
public final class OriginCheck {
    private static final Pattern ORIGIN = Pattern.compile("http(s?)://(.+)", Pattern.CASE_INSENSITIVE);

    private OriginCheck() {}

    /** @throws ApiError 403 when an Origin header names another host or port than the request does */
    public static void check(Context context) {
        Optional<String> origin = Optional.ofNullable(context.header("Origin"));
        if (origin.isPresent() && !isOf(origin.get(), Authority.of(context))) {
            throw ApiError.of(
                    403, "origin " + Shown.quoted(origin.get()) + " is not allowed; only this server's own pages may");
        }
    }

    /** By the origin's scheme: what the server itself is asked by may be a proxy's. */
    private static boolean isOf(String origin, String authority) {
        Matcher parts = ORIGIN.matcher(origin);
        if (!parts.matches()) {
            return false;
        }
        String port = parts.group(1).isEmpty() ? ":80" : ":443";
        return without(port, parts.group(2)).equalsIgnoreCase(without(port, authority));
    }

    /** Browsers leave a scheme's own port out, and proxies put it in. */
    private static String without(String port, String authority) {
        return authority.endsWith(port) ? authority.substring(0, authority.length() - port.length()) : authority;
    }
}
