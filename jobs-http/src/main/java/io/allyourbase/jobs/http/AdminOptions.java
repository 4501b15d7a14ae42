package io.allyourbase.jobs.http;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.http.auth.Secret;
import io.allyourbase.jobs.http.route.Access;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an admin server listens, and whom it lets in. Immutable; its text never holds a secret. */
public final class AdminOptions {
    /** Every option at its default. */
    public static final AdminOptions DEFAULT = builder().build();

    private static final int MAX_PORT = 65_535;

    private final String host;
    private final int port;
    private final Optional<Secret> token;
    private final Optional<Secret> password;
    private final Set<String> allowedHosts;
    private final Path tokenFile;
    private final Access metrics;

    private AdminOptions(Builder builder) {
        this.host = builder.host;
        this.port = builder.port;
        this.token = Optional.ofNullable(builder.token);
        this.password = Optional.ofNullable(builder.password);
        this.allowedHosts = builder.allowedHosts;
        this.tokenFile = builder.tokenFile;
        this.metrics = builder.metrics;
    }

    public static Builder builder() {
        return new Builder();
    }

    public String host() {
        return host;
    }

    /** Zero for any free one. */
    public int port() {
        return port;
    }

    public Set<String> allowedHosts() {
        return allowedHosts;
    }

    /** Where a random token is left. */
    public Path tokenFile() {
        return tokenFile;
    }

    /** What those who read the metrics must show. */
    Access metrics() {
        return metrics;
    }

    Optional<Secret> token() {
        return token;
    }

    Optional<Secret> password() {
        return password;
    }

    /** Whether somebody chose who may come in. */
    boolean hasSecret() {
        return token.isPresent() || password.isPresent();
    }

    @Override
    public String toString() {
        return "AdminOptions[host=" + host + ", port=" + port + ", token=" + token + ", password=" + password
                + ", allowedHosts=" + allowedHosts + ", tokenFile=" + tokenFile + ", metrics=" + metrics + "]";
    }

    /** Collects options. Not safe for use by many threads. */
    public static final class Builder {
        private String host = "127.0.0.1";
        private int port = 8090;
        private Access metrics = Access.TOKEN;
        private @Nullable Secret token;
        private @Nullable Secret password;
        private Set<String> allowedHosts = Set.of();
        private Path tokenFile = Path.of(System.getProperty("user.home", "."), ".ayb", "admin-token");

        private Builder() {}

        /** The address, or its name, to listen on; the loopback interface unless told otherwise. */
        public Builder host(String host) {
            if (host.isBlank()) {
                throw new InvalidInput("host", "must be an address or a name, such as 127.0.0.1");
            }
            this.host = host;
            return this;
        }

        /** From 0, which means any free one, to 65535; 8090 unless told otherwise. */
        public Builder port(int port) {
            if (port < 0 || port > MAX_PORT) {
                throw new InvalidInput("port", port + " is not allowed; must be from 0 to " + MAX_PORT);
            }
            this.port = port;
            return this;
        }

        /** What callers must send; 1 to 512 visible ASCII characters. A random one unless told otherwise. */
        public Builder token(String token) {
            this.token = Secret.token(token);
            return this;
        }

        /** What callers may trade for the token; 1 to 512 characters. None unless told otherwise. */
        public Builder password(String password) {
            this.password = Secret.password(password);
            return this;
        }

        /** Names by which callers reach the server, beside localhost and {@link #host}. */
        public Builder allowedHosts(Collection<String> names) {
            this.allowedHosts = Set.copyOf(names);
            return this;
        }

        /** Where a random token is left for its owner to read; {@code ~/.ayb/admin-token} unless told otherwise. */
        public Builder tokenFile(Path file) {
            this.tokenFile = file;
            return this;
        }

        /** Lets anyone who can reach the server read its metrics; they hold numbers only. Else they need the token too. */
        public Builder openMetrics() {
            this.metrics = Access.OPEN;
            return this;
        }

        public AdminOptions build() {
            return new AdminOptions(this);
        }
    }
}
