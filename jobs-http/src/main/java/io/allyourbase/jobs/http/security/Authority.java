package io.allyourbase.jobs.http.security;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whom a request is for, in the caller's words: a name or an address, and perhaps a port. */
final class Authority {
    private static final Pattern URL = Pattern.compile("[^:]*://([^/?#]*).*", Pattern.DOTALL);

    private Authority() {}

    /**
     * The Host header, or else what the request's own address says, as over HTTP/2. Where neither says anything, which no
     * browser does, it is the address that the request came in by.
     */
    static String of(Context context) {
        return Optional.ofNullable(context.header("Host"))
                .filter(host -> !host.isEmpty())
                .orElseGet(() -> inUrl(context.req().getRequestURL().toString()));
    }

    private static String inUrl(String url) {
        Matcher parts = URL.matcher(url);
        return parts.matches() ? parts.group(1) : "";
    }
}
