package io.allyourbase.jobs.cli.settings;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that the admin server is set up by. Its secrets have none, for other users could read them. */
public final class AdminFlags {
    @Option(
            names = "--host",
            paramLabel = "HOST",
            description = "The address that the admin server listens on; or AYB_ADMIN_HOST, else 127.0.0.1.")
    private @Nullable String host;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Its port, 0 for any free one; or AYB_ADMIN_PORT, else 8090.")
    private @Nullable String port;

    /**
     * The settings with what the flags say.
     *
     * @throws io.allyourbase.jobs.config.InvalidConfig when one is not allowed
     */
    public AdminSettings applyTo(AdminSettings settings) {
        AdminSettings result = host == null ? settings : settings.host(host);
        return port == null ? result : result.port(port, "--port");
    }
}
