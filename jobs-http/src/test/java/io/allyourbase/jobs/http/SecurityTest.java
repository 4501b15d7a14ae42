package io.allyourbase.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.http.testing.Client;
import io.allyourbase.jobs.http.testing.Log;
import io.allyourbase.jobs.http.testing.RawSocket;
import io.allyourbase.jobs.http.testing.Reply;
import io.allyourbase.jobs.http.testing.Site;
import io.allyourbase.jobs.name.JobId;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityTest {
    private static final String JOB = "Content-Length: 15\n\n{\"type\":\"mail\"}";
    private static final String AUTHORIZED = "Authorization: Bearer " + Site.TOKEN + "\nConnection: close\n";

    @RegisterExtension
    static final Site SITE = new Site();

    private final Client client = SITE.client();

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:1", "127.0.0.1", "192.168.7.9:80", "[::1]:8090", "[fe80::1]"})
    void the_names_of_this_server_are_let_in(String host) throws IOException {
        assertThat(raw("GET /api/admin/jobs HTTP/1.1\nHost: " + host + "\n" + AUTHORIZED + "\n"))
                .startsWith("HTTP/1.1 200 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8090", "localhost.evil.example", "127.0.0.1.evil.example"})
    void a_forged_host_is_refused_on_every_path(String host) throws IOException {
        for (String path : List.of("/api/admin/jobs", "/api/admin/auth", "/health/ready", "/", "/nowhere")) {
            assertThat(raw("GET " + path + " HTTP/1.1\nHost: " + host + "\n" + AUTHORIZED + "\n"))
                    .startsWith("HTTP/1.1 403 ")
                    .endsWith("{\"code\":403,\"message\":\"host \\\"" + host.replace(":8090", "")
                            + "\\\" is not allowed; add it to the admin server's allowed hosts\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs.Example.com", "jobs.example.com:8090"})
    void a_host_that_was_allowed_is_let_in_whatever_the_port(String allowed) throws IOException {
        AdminOptions options = Site.options().allowedHosts(List.of(allowed)).build();
        try (AdminServer server = AdminServer.start(SITE.jobs(), options);
                RawSocket socket = RawSocket.to(server.port())) {
            socket.send("GET /api/admin/jobs HTTP/1.1\nHost: Jobs.example.com:443\n" + AUTHORIZED + "\n");

            assertThat(socket.receive()).startsWith("HTTP/1.1 200 ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example", "http://localhost", "http://127.0.0.1:1", "null"})
    void a_page_of_another_site_changes_nothing(String origin) {
        client.post("/jobs", "{\"type\":\"mail\"}", "Origin", origin)
                .refuses(403, "origin \"" + origin + "\" is not allowed; only this server's own pages may");
        client.get("/jobs", "Origin", origin).is(200);
        assertThat(SITE.store().stats().stats().queued()).isZero();
    }

    @Test
    void the_servers_own_page_may_change_something() {
        client.post("/jobs", "{\"type\":\"mail\"}", "Origin", SITE.server().url())
                .is(201);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:80, localhost, 201",
        "https://localhost, localhost:443, 201",
        "https://localhost:443, LOCALHOST, 201",
        "http://[::1], [::1]:80, 201",
        "https://localhost:8443, localhost:8443, 201",
        "https://localhost, localhost:80, 403",
        "http://localhost, localhost:443, 403",
        "https://localhost:8443, localhost, 403",
        "http://localhost:8080, localhost:80, 403",
        "http://evil.example:80, localhost:80, 403",
        "http://localhost.evil.example, localhost, 403",
        "http://localhost:80:80, localhost:80, 403",
        "localhost, localhost, 403",
        "ftp://localhost:80, localhost, 403",
        "null, localhost, 403",
        "'', localhost, 403"
    })
    void a_default_port_may_be_named_or_not_and_any_other_is_another_sites(String origin, String host, int status)
            throws IOException {
        assertThat(raw("POST /api/admin/jobs HTTP/1.1\nHost: " + host + "\nOrigin: " + origin + "\n" + AUTHORIZED
                        + JOB))
                .startsWith("HTTP/1.1 " + status + " ");
    }

    /** As over HTTP/2, which has the authority in the address, and no Host header. */
    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, http://localhost:8080, 201",
        "http://localhost, https://localhost, 201",
        "http://localhost:443, https://localhost, 201",
        "https://[::1]:8443, https://[::1]:8443, 201",
        "http://localhost:8080, http://localhost, 403",
        "http://localhost:8080, http://evil.example:8080, 403",
        "http://evil.example, http://evil.example, 403",
        "http://evil.example, http://localhost, 403"
    })
    void without_a_host_header_the_address_says_whom_it_is_for(String address, String origin, int status)
            throws IOException {
        assertThat(raw("POST " + address + "/api/admin/jobs HTTP/1.0\nOrigin: " + origin + "\n" + AUTHORIZED + JOB))
                .startsWith("HTTP/1.1 " + status + " ");
    }

    @Test
    void a_caller_that_names_no_host_at_all_is_no_browser() throws IOException {
        assertThat(raw("GET /api/admin/jobs HTTP/1.0\n" + AUTHORIZED + "\n")).startsWith("HTTP/1.1 200 ");
        assertThat(raw("GET http://evil.example/api/admin/jobs HTTP/1.0\n" + AUTHORIZED + "\n"))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void every_answer_tells_browsers_to_be_careful_and_lets_no_other_site_read_it() {
        List<Reply> replies = List.of(
                client.get("/jobs", "Origin", "https://evil.example"),
                client.get("/nowhere"),
                client.anonymous().get("/jobs"),
                client.get("/jobs/%2e%2e"),
                client.send("OPTIONS", "/jobs", "", "Origin", "https://evil.example"),
                client.anonymous().get("/health/live"));

        assertThat(replies).allSatisfy(reply -> {
            assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
            assertThat(reply.header("Content-Security-Policy")).isEqualTo("default-src 'none'; frame-ancestors 'none'");
            assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(reply.headers().map().keySet())
                    .noneMatch(name ->
                            name.toLowerCase(Locale.ROOT).matches("server|x-powered-by|set-cookie|access-control-.*"));
        });
    }

    @Test
    void a_header_does_not_stand_in_for_the_method() {
        JobId id = SITE.enqueue();

        client.get("/jobs/" + id + "/cancel", "X-HTTP-Method-Override", "POST")
                .refuses(400, "X-HTTP-Method-Override is not allowed; use the method itself");
        assertThat(SITE.store().stats().stats().queued()).isEqualTo(1);
    }

    @Test
    void every_change_is_written_down_with_who_what_outcome_and_from_where() {
        try (Log audit = Log.of("io.allyourbase.jobs.audit")) {
            JobId id = SITE.failed();
            client.post("/jobs/" + id + "/retry", "").is(200);
            client.post("/jobs/" + id + "/retry", "").is(409);
            String created = client.post("/jobs", "{\"type\":\"mail\"}").text("id");
            client.anonymous().post("/auth", "{\"password\":\"guess\"}").is(401);
            client.get("/jobs").is(200);

            String retry = "admin POST /api/admin/jobs/" + id + "/retry: ";
            assertThat(audit.lines())
                    .containsExactly(
                            retry + "200, from 127.0.0.1",
                            retry + "409 job " + id + " is not in failed state, from 127.0.0.1",
                            "admin POST /api/admin/jobs: 201 /api/admin/jobs/" + created + ", from 127.0.0.1",
                            "anonymous POST /api/admin/auth: 401 wrong password, from 127.0.0.1");
        }
    }

    @Test
    void a_change_to_many_jobs_is_written_down_with_which_and_how_many() {
        try (Log audit = Log.of("io.allyourbase.jobs.audit")) {
            SITE.failed();
            client.post("/jobs/retry", "{\"filter\":{\"type\":\"mail\",\"error\":\"mail\"}}")
                    .is(200);
            client.post("/jobs/cancel", "{\"all\":true,\"dryRun\":true}").is(200);

            assertThat(audit.lines())
                    .containsExactly(
                            "admin POST /api/admin/jobs/retry: 200 1 of 1 failed jobs changed, with type \"mail\", "
                                    + "error \"mail\", from 127.0.0.1",
                            "admin POST /api/admin/jobs/cancel: 200 1 queued jobs counted, from 127.0.0.1");
        }
    }

    @Test
    void no_line_of_the_log_can_be_forged_and_no_secret_is_in_it() {
        try (Log log = Log.of("io.allyourbase.jobs")) {
            client.post("/jobs/%0Aadmin%20POST/retry", "").is(400);
            client.post(
                            "/schedules",
                            "{\"name\":\"n\",\"jobType\":\"m\",\"cronExpr\":\"@daily\",\"catchUp\":\"x\\nforged\"}")
                    .is(400);
            client.with("wrong-secret").post("/jobs", "{}").is(401);
            client.post("/auth", "{\"password\":\"" + Site.PASSWORD + "\"}");

            assertThat(log.lines())
                    .isNotEmpty()
                    .allSatisfy(line ->
                            assertThat(line).doesNotContain("\n", "\r", "wrong-secret", Site.TOKEN, Site.PASSWORD));
        }
    }

    @Test
    void a_body_that_is_too_large_is_refused_however_it_is_sent() throws IOException {
        String large = "{\"type\":\"m\",\"payload\":\"" + "x".repeat(1 << 20) + "\"}";
        client.post("/jobs", large).refuses(413, "request body must be at most 1048576 bytes");

        String chunk = "10000\n" + "x".repeat(0x10000) + "\n";
        assertThat(raw("POST /api/admin/jobs HTTP/1.1\nHost: localhost\n" + AUTHORIZED
                        + "Transfer-Encoding: chunked\n\n" + chunk.repeat(17) + "0\n\n"))
                .startsWith("HTTP/1.1 413 ")
                .endsWith("{\"code\":413,\"message\":\"request body must be at most 1048576 bytes\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GARBAGE\n\n",
                "GET /api/admin/jobs HTTP/1.1\n\n",
                "GET /api/admin/%zz HTTP/1.1\nHost: localhost\n\n",
                "GET http://evil.example/api/admin/jobs HTTP/1.1\nHost: localhost\n\n",
                "POST /api/admin/auth HTTP/1.1\nHost: localhost\nTransfer-Encoding: chunked\n\nzz\n",
                "POST /api/admin/auth HTTP/1.1\nHost: localhost\nContent-Length: 3\nContent-Length: 4\n\n{}  ",
                "POST /api/admin/auth HTTP/1.1\nHost: localhost\nContent-Length: 3\nTransfer-Encoding: chunked\n\n0\n\n"
            })
    void what_is_no_request_is_refused_in_the_same_shape(String request) throws IOException {
        assertThat(raw(request.replaceFirst("(?<=\n)(?=\n)", "Connection: close\n")))
                .startsWith("HTTP/1.1 400 ")
                .contains("X-Content-Type-Options: nosniff")
                .containsPattern("\\{\"code\":400,\"message\":\"[^\"]+\"}$");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/admin//jobs, 404",
        "//api/admin/jobs, 404",
        "/api/admin/jobs/../jobs, 404",
        "/api/admin/jobs/%2e%2e/jobs, 404",
        "/api/admin/jobs%2fstats, 404",
        "/api/admin/jobs;x=1, 404",
        "/api/admin/jobs/%2e%2e, 400",
        "/api/admin/jobs/a%00b, 400",
        "/api/admin/jobs/%zz, 400",
        "/api/admin/jobs/%ff, 400",
        "/api/admin/jobs/%c0%ae, 400",
        "/api/admin/jobs/\u00ff\u00fe, 400"
    })
    void a_path_that_plays_tricks_leads_nowhere(String path, int status) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\nHost: localhost\n" + AUTHORIZED + "\n"))
                .startsWith("HTTP/1.1 " + status + " ")
                .containsPattern("\\{\"code\":" + status + ",\"message\":\"[^\"]+\"}$");
    }

    @Test
    void headers_that_are_too_large_are_refused() throws IOException {
        assertThat(raw("GET /api/admin/jobs HTTP/1.1\nHost: localhost\nX: " + "x".repeat(9000) + "\n\n"))
                .startsWith("HTTP/1.1 431 ")
                .endsWith("{\"code\":431,\"message\":\"request header fields too large\"}");
    }

    private static String raw(String request) throws IOException {
        try (RawSocket socket = RawSocket.to(SITE.server().port())) {
            return socket.send(request).receive();
        }
    }
}
