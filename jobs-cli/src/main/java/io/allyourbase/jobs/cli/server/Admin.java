package io.allyourbase.jobs.cli.server;

import io.allyourbase.jobs.cli.settings.AdminSettings;
import io.allyourbase.jobs.cli.settings.AdminSettings.Secret;
import io.allyourbase.jobs.host.Jobs;
import io.allyourbase.jobs.http.AdminOptions;
import io.allyourbase.jobs.http.AdminServer;

/** The admin server, as the settings want it. */
final class Admin {
    private Admin() {}

    /**
     * Starts it.
     *
     * @throws io.allyourbase.jobs.error.JobsException when it can't listen, or may not as the settings are
     */
    static AdminServer start(Jobs jobs, AdminSettings settings) {
        return AdminServer.start(jobs, options(settings));
    }

    private static AdminOptions options(AdminSettings settings) {
        AdminOptions.Builder options = AdminOptions.builder()
                .host(settings.host())
                .port(settings.port())
                .allowedHosts(settings.allowedHosts());
        settings.token().map(Secret::text).ifPresent(options::token);
        settings.password().map(Secret::text).ifPresent(options::password);
        if (settings.metrics() == AdminSettings.Metrics.OPEN) {
            options.openMetrics();
        }
        return options.build();
    }
}
