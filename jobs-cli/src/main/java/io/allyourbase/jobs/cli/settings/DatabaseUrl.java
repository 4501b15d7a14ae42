package io.allyourbase.jobs.cli.settings;

import io.allyourbase.jobs.config.InvalidConfig;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A database's address, as JDBC takes it. */
public record DatabaseUrl(String jdbc) {
    /**
     * Reads {@code jdbc:postgresql://…}, or the {@code postgres://user:password@host/name} of other tools.
     *
     * @param source where the text stands, for the message
     * @throws InvalidConfig when it is neither; the message does not show it, for it may hold a password
     */
    public static DatabaseUrl parse(String text, String source) {
        if (text.startsWith("jdbc:postgresql:")) {
            return new DatabaseUrl(text);
        }
        if (!text.startsWith("postgres://") && !text.startsWith("postgresql://")) {
            throw invalid(source);
        }
        try {
            return new DatabaseUrl(jdbc(new URI(text), source));
        } catch (URISyntaxException e) {
            throw invalid(source);
        }
    }

    private static String jdbc(URI uri, String source) {
        if (uri.getHost() == null) {
            throw invalid(source);
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        StringBuilder jdbc = new StringBuilder("jdbc:postgresql://" + uri.getHost() + port + uri.getRawPath());
        String separator = "?";
        if (uri.getUserInfo() != null) {
            String[] user = uri.getUserInfo().split(":", 2);
            jdbc.append(separator).append("user=").append(encoded(user[0]));
            separator = "&";
            if (user.length == 2) {
                jdbc.append("&password=").append(encoded(user[1]));
            }
        }
        if (uri.getRawQuery() != null) {
            jdbc.append(separator).append(uri.getRawQuery());
        }
        return jdbc.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static InvalidConfig invalid(String source) {
        return new InvalidConfig("database.url (from " + source
                + ") is not a database's address; must be like postgres://user:password@host:5432/name"
                + " or jdbc:postgresql://host:5432/name?user=…&password=…");
    }
}
