package io.allyourbase.jobs.cli.server;

import io.allyourbase.jobs.host.Jobs;
import io.allyourbase.jobs.http.AdminOptions;
import io.allyourbase.jobs.http.AdminServer;
import io.allyourbase.jobs.http.auth.Secret;

/** A dashboard for as long as a command runs: on any free port of this machine, for whoever reads what it prints. */
public final class PassingDashboard implements AutoCloseable {
    private final AdminServer server;
    private final String token;

    private PassingDashboard(AdminServer server, String token) {
        this.server = server;
        this.token = token;
    }

    public static PassingDashboard of(Jobs jobs) {
        String token = Secret.random().reveal();
        AdminOptions options = AdminOptions.builder().port(0).token(token).build();
        return new PassingDashboard(AdminServer.start(jobs, options), token);
    }

    public String url() {
        return server.url();
    }

    /** What opens it. */
    public String token() {
        return token;
    }

    @Override
    public void close() {
        server.close();
    }
}
