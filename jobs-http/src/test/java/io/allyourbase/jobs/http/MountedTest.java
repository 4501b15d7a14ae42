package io.allyourbase.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.http.testing.Client;
import io.allyourbase.jobs.http.testing.Reply;
import io.allyourbase.jobs.http.testing.Site;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The API in a host's own app, which may do with requests and answers what it likes. */
class MountedTest {
    private static final String NOBODY = "00000000-0000-7000-8000-000000000000";

    @RegisterExtension
    static final Site SITE = new Site();

    @Test
    void a_body_that_the_host_has_read_already_is_read_all_the_same() {
        withHost(
                host -> host.routes.before(context -> assertThat(context.body()).isNotNull()), "", client -> {
                    client.post("/jobs", "{\"type\":\"mail\"}").is(201);
                    client.post("/jobs", "{").refuses(400, "invalid JSON body");
                    client.post("/jobs", "").refuses(400, "invalid JSON body");
                });
    }

    @Test
    void a_body_that_the_host_has_read_may_not_be_larger_either() {
        String large = "{\"type\":\"m\",\"payload\":\"" + "x".repeat(1 << 20) + "\"}";

        withHost(
                host -> {
                    host.http.maxRequestSize = 4 << 20;
                    host.routes.before(context -> assertThat(context.body()).isNotNull());
                },
                "",
                client -> client.post("/jobs", large).refuses(413, "request body must be at most 1048576 bytes"));
    }

    @Test
    void the_hosts_own_error_pages_do_not_replace_the_apis() {
        withHost(
                host -> {
                    for (int status : new int[] {400, 401, 404, 405, 409}) {
                        host.routes.error(
                                status,
                                context -> context.html("<h1>the host's</h1>").status(200));
                    }
                },
                "",
                client -> {
                    client.get("/nowhere").refuses(404, "not found");
                    client.get("/jobs/" + NOBODY).refuses(404, "job not found");
                    client.get("/jobs/x").refuses(400, "invalid job id format");
                    client.send("PATCH", "/jobs", "{}").refuses(405, "method not allowed");
                    client.send("BREW", "/jobs", "").refuses(405, "method not allowed");
                    client.anonymous().get("/jobs").is(401);
                });
    }

    @Test
    void a_path_that_all_of_the_hosts_are_below_is_part_of_every_location() {
        withHost(host -> host.router.contextPath = "/app", "/app", client -> {
            Reply job = client.post("/jobs", "{\"type\":\"mail\"}").is(201);
            Reply schedule = client.post("/schedules", "{\"name\":\"n\",\"jobType\":\"m\",\"cronExpr\":\"@daily\"}")
                    .is(201);
            Reply run = client.post("/schedules/" + schedule.text("id") + "/run", "")
                    .is(201);

            assertThat(job.header("Location")).isEqualTo("/app/api/admin/jobs/" + job.text("id"));
            assertThat(schedule.header("Location")).isEqualTo("/app/api/admin/schedules/" + schedule.text("id"));
            assertThat(run.header("Location")).isEqualTo("/app/api/admin/jobs/" + run.text("id"));
        });
    }

    private static void withHost(Consumer<JavalinConfig> host, String below, Consumer<Client> calls) {
        Javalin app = Javalin.create(config -> {
                    AdminServer.mount(config, SITE.jobs(), Site.options().build());
                    host.accept(config);
                })
                .start("127.0.0.1", 0);
        try {
            calls.accept(Client.of("http://127.0.0.1:" + app.port() + below, Site.TOKEN));
        } finally {
            app.stop();
        }
    }
}
