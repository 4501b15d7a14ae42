package io.allyourbase.jobs.http.security;

import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.http.json.Shown;
import io.javalin.http.Context;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets in requests that name this server. A web page whose own name was made to resolve to this machine (DNS rebinding)
 * is told by its name: it can't be an address, localhost, or one of ours.
 */
public final class HostCheck {
    private static final Pattern ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");
    private static final Pattern NAME_AND_PORT = Pattern.compile("([^:]*|\\[[^]]*]):\\d{0,5}");

    private final Set<String> names;

    /** @param names the names beside localhost that are this server's; a port counts for nothing, as in headers */
    public HostCheck(Set<String> names) {
        Set<String> all = new HashSet<>(Set.of("localhost"));
        names.forEach(name -> all.add(withoutPort(name).toLowerCase(Locale.ROOT)));
        this.names = Set.copyOf(all);
    }

    /** @throws ApiError 403 for another name; a request that names no host comes from no browser and passes */
    public void check(Context context) {
        String name = withoutPort(Authority.of(context));
        if (!isOurs(name.toLowerCase(Locale.ROOT))) {
            throw ApiError.of(
                    403, "host " + Shown.quoted(name) + " is not allowed; add it to the admin server's allowed hosts");
        }
    }

    private boolean isOurs(String name) {
        return ADDRESS.matcher(name).matches() || names.contains(name);
    }

    /** An IPv6 address without brackets has no port. */
    private static String withoutPort(String host) {
        Matcher parts = NAME_AND_PORT.matcher(host);
        return parts.matches() ? parts.group(1) : host;
    }
}
