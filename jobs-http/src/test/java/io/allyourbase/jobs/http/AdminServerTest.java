package io.allyourbase.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.http.testing.Client;
import io.allyourbase.jobs.http.testing.Log;
import io.allyourbase.jobs.http.testing.Reply;
import io.allyourbase.jobs.http.testing.Site;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.migrate.Migrations;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import io.javalin.Javalin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdminServerTest {
    private static final List<String> CALLS = List.of(
            "GET /jobs",
            "POST /jobs",
            "GET /jobs/stats",
            "GET /jobs/x",
            "GET /jobs/x/explain",
            "POST /jobs/x/retry",
            "POST /jobs/x/run",
            "POST /jobs/x/cancel",
            "POST /jobs/retry",
            "POST /jobs/run",
            "POST /jobs/cancel",
            "GET /schedules",
            "POST /schedules",
            "GET /schedules/x",
            "PUT /schedules/x",
            "DELETE /schedules/x",
            "POST /schedules/x/enable",
            "POST /schedules/x/disable",
            "POST /schedules/x/run");

    @RegisterExtension
    static final Site SITE = new Site();

    @Test
    void a_server_says_where_it_listens_and_can_be_closed_twice() {
        AdminServer server = AdminServer.start(SITE.jobs(), Site.options().build());

        assertThat(server.port()).isPositive();
        assertThat(server.url()).isEqualTo("http://127.0.0.1:" + server.port());
        server.close();
        server.close();
    }

    @Test
    void an_ipv6_address_is_written_as_urls_have_it() {
        try (AdminServer server =
                AdminServer.start(SITE.jobs(), Site.options().host("::1").build())) {
            assertThat(server.url()).isEqualTo("http://[::1]:" + server.port());
            Client.of(server.url(), Site.TOKEN).get("/jobs").is(200);
        }
    }

    @Test
    void a_port_that_is_taken_stops_the_start_in_one_line() {
        AdminOptions options = Site.options().port(SITE.server().port()).build();

        assertThatThrownBy(() -> AdminServer.start(SITE.jobs(), options))
                .isInstanceOf(JobsException.class)
                .hasMessage("the admin server can't listen on 127.0.0.1:" + options.port()
                        + "; is the port in use? choose another, or 0 for any free one");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void a_port_out_of_range_is_refused(int port) {
        assertThatThrownBy(() -> AdminOptions.builder().port(port))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("port " + port + " is not allowed; must be from 0 to 65535");
    }

    @Test
    void an_app_of_the_hosts_own_serves_the_api_beside_its_routes() {
        Javalin app = Javalin.create(config -> {
                    config.routes.get("/hello", context -> context.result("hello"));
                    AdminServer.mount(config, SITE.jobs(), Site.options().build());
                })
                .start("127.0.0.1", 0);
        try {
            Client client = Client.of("http://127.0.0.1:" + app.port(), Site.TOKEN);

            client.post("/jobs", "{\"type\":\"mail\"}").is(201);
            client.anonymous().get("/jobs").is(401);
            client.get("/jobs/%20").refuses(400, "invalid job id format");
            client.get("/nowhere").refuses(404, "not found");
            client.send("PATCH", "/jobs", "{}").refuses(405, "method not allowed");
            client.get("/jobs/1%2f2").is(400);
        } finally {
            app.stop();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /jobs                | GET, HEAD, POST
            GET    | /jobs/stats          | GET, HEAD
            GET    | /jobs/{id}           | GET, HEAD
            GET    | /jobs/{id}/explain   | GET, HEAD
            POST   | /jobs/{id}/retry     | POST
            POST   | /jobs/{id}/run       | POST
            POST   | /jobs/{id}/cancel    | POST
            POST   | /jobs/retry          | POST
            POST   | /jobs/run            | POST
            POST   | /jobs/cancel         | POST
            GET    | /schedules           | GET, HEAD, POST
            DELETE | /schedules/{id}      | GET, HEAD, PUT, DELETE
            POST   | /schedules/{id}/run  | POST
            GET    | /workers             | GET, HEAD
            GET    | /openapi.json        | GET, HEAD
            POST   | /auth                | POST
            """)
    void another_method_on_a_known_path_is_told_which_are_allowed(String method, String path, String allow) {
        Reply reply = SITE.client().send("PATCH", path.replace("{id}", "1"), "{}");

        reply.refuses(405, "method not allowed");
        assertThat(reply.header("Allow")).isEqualTo(allow);
        assertThat(allow).contains(method);
        SITE.client().send("BREW", path.replace("{id}", "1"), "{}").refuses(405, "method not allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/admin", "/api/admin/", "/api/admin/jobs/1/2", "/api/admin/jobs/1/explain/x", "/health/dead"
            })
    void any_other_path_is_not_found(String path) {
        SITE.client().get(path).refuses(404, "not found");
    }

    @Test
    void a_head_request_is_answered_like_a_get_without_the_body() {
        Reply head = SITE.client().send("HEAD", "/jobs", "");

        assertThat(head.is(200).body().isMissingNode()).isTrue();
        assertThat(head.header("Content-Length"))
                .isEqualTo(SITE.client().get("/jobs").header("Content-Length"));
    }

    @Test
    void with_jobs_disabled_every_call_says_so_after_the_token() {
        try (TestDatabase database = TestDatabase.empty();
                PostgresJobs jobs = disabled(database);
                AdminServer server = AdminServer.start(jobs, Site.options().build())) {
            Client client = Client.of(server.url(), Site.TOKEN);

            for (String call : CALLS) {
                String[] parts = call.split(" ", 2);
                client.send(parts[0], parts[1], "{").refuses(503, "job queue is not enabled");
                client.anonymous().send(parts[0], parts[1], "{").is(401);
            }
            client.get("/openapi.json").is(200);
            client.get("/nowhere").is(404);
        }
    }

    @Test
    void a_server_without_its_database_says_so_and_lives() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:1/nowhere");
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(250);
        try (HikariDataSource away = new HikariDataSource(config);
                PostgresJobs jobs = PostgresJobs.builder(away).build();
                AdminServer server = AdminServer.start(jobs, Site.options().build());
                Log log = Log.of("io.allyourbase.jobs.http")) {
            Client client = Client.of(server.url(), Site.TOKEN);

            Reply refusal = client.get("/jobs").refuses(503, "the database is not available; try again");

            assertThat(refusal.header("Retry-After")).isEqualTo("1");
            assertThat(log.lines()).singleElement().asString().startsWith("GET /api/admin/jobs: the database");
            client.anonymous().get("/health/live").is(200);
            Reply ready = client.anonymous().get("/health/ready").is(503);
            assertThat(ready.text("status")).isEqualTo("unready");
            assertThat(ready.body().at("/checks/database").asText()).startsWith("the database is not available");
        }
    }

    @Test
    void a_server_whose_database_refuses_its_user_says_why() {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(TestDatabase.url().replaceAll("user=[^&]*", "user=nobody_such"));
        config.setInitializationFailTimeout(-1);
        config.setConnectionTimeout(250);
        try (HikariDataSource refused = new HikariDataSource(config);
                PostgresJobs jobs = PostgresJobs.builder(refused).build();
                AdminServer server = AdminServer.start(jobs, Site.options().build());
                Log log = Log.of("io.allyourbase.jobs.http")) {
            String message = "the database refused the connection: role \"nobody_such\" does not exist";

            Client client = Client.of(server.url(), Site.TOKEN);

            // A pool that was not refused yet when its caller's patience ends does not know why.
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> client.get("/jobs").refuses(503, message));

            assertThat(log.lines()).last().isEqualTo("GET /api/admin/jobs: " + message);
        }
    }

    @Test
    void a_server_whose_tables_are_missing_says_what_to_run_and_answers_once_they_are_there() {
        try (TestDatabase database = TestDatabase.empty();
                PostgresJobs jobs = enabled(database);
                AdminServer server = AdminServer.start(jobs, Site.options().build());
                Log log = Log.of("io.allyourbase.jobs.http")) {
            Client client = Client.of(server.url(), Site.TOKEN);
            String message = "the job tables in schema \"" + database.schema()
                    + "\" are missing or of another version; run: ayb migrate";

            for (String call : List.of("GET /jobs", "GET /jobs/stats", "GET /schedules", "GET /metrics")) {
                String[] parts = call.split(" ", 2);
                client.send(parts[0], parts[1], "").refuses(503, message);
            }
            client.post("/jobs", "{\"type\":\"mail\"}").refuses(503, message);
            client.post("/jobs/cancel", "{\"all\":true}").refuses(503, message);
            client.anonymous().get("/jobs").is(401);
            assertThat(log.lines()).hasSize(6).allMatch(line -> line.endsWith(message));
            assertThat(client.get("/health/ready")
                            .is(503)
                            .body()
                            .at("/checks/schema")
                            .asText())
                    .endsWith("run: ayb migrate --schema '" + database.schema() + "'");

            Migrations.of(database.dataSource(), database.schema()).migrate();
            client.get("/jobs").is(200);
        }
    }

    @Test
    void what_nobody_expected_is_logged_under_the_number_that_the_caller_gets() {
        try (TestDatabase database = TestDatabase.migrated();
                PostgresJobs jobs = enabled(database);
                AdminServer server = AdminServer.start(jobs, Site.options().build());
                Log log = Log.of("io.allyourbase.jobs.http")) {
            Client client = Client.of(server.url(), Site.TOKEN);
            client.post("/jobs", "{\"type\":\"mail\"}").is(201);
            database.execute("UPDATE ${schema}._ayb_jobs SET state = 'lost'");

            Reply refusal = client.get("/jobs").refuses(500, "internal error");

            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains(refusal.body().at("/data/id").asText(), "GET /api/admin/jobs");
        }
    }

    @Test
    void with_jobs_disabled_the_server_is_ready_all_the_same() {
        try (TestDatabase database = TestDatabase.empty();
                PostgresJobs jobs = disabled(database);
                AdminServer server = AdminServer.start(jobs, Site.options().build())) {
            Reply ready =
                    Client.of(server.url(), Site.TOKEN).get("/health/ready").is(200);

            assertThat(ready.body().at("/checks/engine").asText()).isEqualTo("disabled");
        }
    }

    private static PostgresJobs enabled(TestDatabase database) {
        return PostgresJobs.builder(database.dataSource())
                .schema(database.schema())
                .build();
    }

    private static PostgresJobs disabled(TestDatabase database) {
        return PostgresJobs.builder(database.dataSource())
                .schema(database.schema())
                .config(JobsConfig.DEFAULT)
                .build();
    }
}
