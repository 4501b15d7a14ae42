package io.allyourbase.jobs.cli.settings;

import io.allyourbase.jobs.config.InvalidConfig;
import java.util.List;
import java.util.Optional;

/**
 * How the admin server is set up. No {@link #toString} of it shows a secret.
 *
 * @param port 0 for any free one
 * @param token what admins show
 * @param password what admins get a token for
 * @param allowedHosts names, besides its own, that it may be called by
 * @param metrics who may read the metrics
 */
public record AdminSettings(
        String host,
        int port,
        Optional<Secret> token,
        Optional<Secret> password,
        List<String> allowedHosts,
        Metrics metrics) {
    /** On the loopback interface, with a token that the server makes. */
    public static final AdminSettings DEFAULT =
            new AdminSettings("127.0.0.1", 8090, Optional.empty(), Optional.empty(), List.of(), Metrics.WITH_TOKEN);

    private static final int HIGHEST_PORT = 65_535;

    /** Who may read the metrics. */
    public enum Metrics {
        /** Who has the token. */
        WITH_TOKEN,
        /** Whoever can reach the server. */
        OPEN
    }

    /** A text that is never shown, and where it stands. */
    public record Secret(String text, String source) {
        @Override
        public String toString() {
            return "***";
        }
    }

    AdminSettings host(String host) {
        return new AdminSettings(host, port, token, password, allowedHosts, metrics);
    }

    /** @throws InvalidConfig when the text is no port's number */
    AdminSettings port(String text, String source) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= HIGHEST_PORT) {
                return new AdminSettings(host, number, token, password, allowedHosts, metrics);
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new InvalidConfig("admin.port: \"" + text + "\" is not allowed; must be a whole number from 0 to "
                + HIGHEST_PORT + " (from " + source + ")");
    }

    AdminSettings token(String token, String source) {
        return new AdminSettings(host, port, Optional.of(new Secret(token, source)), password, allowedHosts, metrics);
    }

    AdminSettings password(String password, String source) {
        return new AdminSettings(host, port, token, Optional.of(new Secret(password, source)), allowedHosts, metrics);
    }

    AdminSettings allowedHosts(List<String> hosts) {
        return new AdminSettings(host, port, token, password, List.copyOf(hosts), metrics);
    }

    AdminSettings metrics(Metrics metrics) {
        return new AdminSettings(host, port, token, password, allowedHosts, metrics);
    }
}
