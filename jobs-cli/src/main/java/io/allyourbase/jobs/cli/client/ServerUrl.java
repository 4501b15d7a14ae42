package io.allyourbase.jobs.cli.client;

import io.allyourbase.jobs.config.InvalidConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;

/** A server's address, with no slash at its end. */
record ServerUrl(String text) {
    private static final String DEFAULT = "http://127.0.0.1:8090";

    /**
     * The flag's, else the environment's, else the usual one.
     *
     * @throws InvalidConfig when it is no address; the message does not show one that may hold a password
     */
    static ServerUrl find(Optional<String> flag, Map<String, String> environment) {
        if (flag.isPresent()) {
            return parse(flag.get(), "--url");
        }
        String variable = environment.getOrDefault("AYB_URL", "");
        return variable.isEmpty() ? new ServerUrl(DEFAULT) : parse(variable, "AYB_URL");
    }

    private static ServerUrl parse(String text, String source) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            boolean bare = uri.getUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null;
            if (!http || !bare || uri.getHost() == null) {
                throw invalid(text, source);
            }
            return new ServerUrl(text.replaceAll("/+$", ""));
        } catch (URISyntaxException e) {
            throw invalid(text, source);
        }
    }

    private static InvalidConfig invalid(String text, String source) {
        String shown = text.contains("@") ? "the address" : "\"" + text + "\"";
        return new InvalidConfig(shown + " (from " + source + ") is not a server's address; must be like " + DEFAULT);
    }
}
