package io.allyourbase.jobs.examples;

import io.allyourbase.jobs.http.AdminOptions;
import io.allyourbase.jobs.http.AdminServer;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.javalin.Javalin;

/** The admin API inside the host's own process: on a port of its own, or under the host's Javalin app. */
public final class EmbeddedAdmin {
    private EmbeddedAdmin() {}

    static AdminServer onItsOwnPort(PostgresJobs jobs, String token) {
        // tag::own[]
        AdminOptions options = AdminOptions.builder().port(0).token(token).build();
        AdminServer admin = AdminServer.start(jobs, options);
        // end::own[]
        System.out.println("admin on " + admin.url());
        return admin;
    }

    static Javalin underTheHostsApp(PostgresJobs jobs, String token) {
        AdminOptions options = AdminOptions.builder().token(token).build();
        // tag::mounted[]
        return Javalin.create(config -> {
                    config.routes.get("/", context -> context.result("the host's own page"));
                    AdminServer.mount(config, jobs, options);
                })
                .start(0);
        // end::mounted[]
    }
}
