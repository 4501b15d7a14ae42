package io.allyourbase.jobs.cli.server;

import io.allyourbase.jobs.cli.settings.AdminSettings;
import io.allyourbase.jobs.cli.settings.AdminSettings.Secret;
import io.allyourbase.jobs.config.InvalidConfig;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.http.AdminOptions;
import io.allyourbase.jobs.http.AdminServer;
import java.util.Optional;
import java.util.function.Consumer;

/** How the admin server is to be, as the settings want it. */
final class Admin {
    private Admin() {}

    /**
     * Its options.
     *
     * @throws InvalidConfig when a secret is not allowed
     * @throws InvalidInput when it may not listen as the settings are
     */
    static AdminOptions options(AdminSettings settings) {
        AdminOptions.Builder builder = AdminOptions.builder()
                .host(settings.host())
                .port(settings.port())
                .allowedHosts(settings.allowedHosts());
        set(builder::token, settings.token());
        set(builder::password, settings.password());
        if (settings.metrics() == AdminSettings.Metrics.OPEN) {
            builder.openMetrics();
        }
        AdminOptions options = builder.build();
        AdminServer.check(options);
        return options;
    }

    private static void set(Consumer<String> option, Optional<Secret> secret) {
        secret.ifPresent(set -> {
            try {
                option.accept(set.text());
            } catch (InvalidInput e) {
                throw new InvalidConfig("admin." + e.getMessage() + " (from " + set.source() + ")");
            }
        });
    }
}
