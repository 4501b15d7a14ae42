package io.allyourbase.jobs.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.http.testing.Client;
import io.allyourbase.jobs.http.testing.Reply;
import io.allyourbase.jobs.http.testing.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthTest {
    @RegisterExtension
    static final Site SITE = new Site();

    // Of its own, for each test: attempts are counted by server.
    private AdminServer server = AdminServer.start(SITE.jobs(), Site.options().build());
    private final Client client = Client.of(server.url(), Site.TOKEN);

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GET,/jobs",
        "POST,/jobs",
        "GET,/jobs/stats",
        "GET,/jobs/1",
        "GET,/jobs/1/explain",
        "POST,/jobs/1/retry",
        "POST,/jobs/1/run",
        "POST,/jobs/1/cancel",
        "POST,/jobs/retry",
        "POST,/jobs/run",
        "POST,/jobs/cancel",
        "GET,/schedules",
        "POST,/schedules",
        "GET,/schedules/1",
        "PUT,/schedules/1",
        "DELETE,/schedules/1",
        "POST,/schedules/1/enable",
        "POST,/schedules/1/disable",
        "POST,/schedules/1/run",
        "GET,/openapi.json",
        "GET,/nowhere",
        "PATCH,/jobs"
    })
    void nothing_is_told_without_the_token(String method, String path) {
        Reply missing = client.anonymous().send(method, path, "{");
        Reply wrong = client.with("wrong").send(method, path, "{");

        missing.refuses(401, "admin token is required; send it as Authorization: Bearer <token>");
        wrong.refuses(401, "admin token is wrong");
        assertThat(missing.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic YTpi", "Bearer", "Bearer ", "a-token-for-tests", "Bearer a-token-for-tests x"})
    void only_a_bearer_token_counts(String authorization) {
        client.anonymous().get("/jobs", "Authorization", authorization).is(401);
    }

    @Test
    void the_scheme_is_read_in_any_case() {
        client.anonymous().get("/jobs", "Authorization", "bearer " + Site.TOKEN).is(200);
    }

    @Test
    void the_password_is_traded_for_the_token() {
        Client anonymous = client.anonymous();

        assertThat(anonymous
                        .post("/auth", "{\"password\":\"" + Site.PASSWORD + "\"}")
                        .is(200)
                        .text("token"))
                .isEqualTo(Site.TOKEN);
        anonymous.post("/auth", "{\"password\":\"guess\"}").refuses(401, "wrong password");
        anonymous.post("/auth", "{}").refuses(400, "password is required");
        anonymous.post("/auth", "{\"password\":1}").refuses(400, "password must be a string");
        anonymous.post("/auth", "password").refuses(400, "invalid JSON body");
        anonymous.get("/auth").refuses(405, "method not allowed");
    }

    @Test
    void the_twenty_first_password_of_a_minute_is_refused_even_when_it_is_right() {
        for (int i = 0; i < 20; i++) {
            client.post("/auth", "{\"password\":\"guess\"}").is(401);
        }

        Reply refusal = client.post("/auth", "{\"password\":\"" + Site.PASSWORD + "\"}");

        refusal.refuses(429, "too many attempts; try again later");
        assertThat(Integer.parseInt(refusal.header("Retry-After"))).isBetween(1, 61);
        client.get("/jobs").is(200);
    }

    @Test
    void many_wrong_tokens_are_refused_and_the_right_one_never_is() {
        for (int i = 0; i < 100; i++) {
            client.with("guess-" + i).get("/jobs").is(401);
        }

        client.with("guess").get("/jobs").refuses(429, "too many attempts; try again later");
        client.get("/jobs").is(200);
    }

    @Test
    void without_a_secret_a_random_token_is_left_for_the_owner_alone(@TempDir Path home) throws IOException {
        Path file = home.resolve("made").resolve("admin-token");
        restart(AdminOptions.builder().port(0).tokenFile(file).build());

        String token = Files.readString(file).strip();

        assertThat(token).hasSize(43);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**/.admin-token*");
        Client.of(server.url(), token).get("/jobs").is(200);
        Client.of(server.url(), token).post("/auth", "{\"password\":\"x\"}").refuses(401, "wrong password");

        restart(AdminOptions.builder().port(0).tokenFile(file).build());
        assertThat(Files.readString(file).strip()).isNotEqualTo(token);
        Client.of(server.url(), token).get("/jobs").is(401);
    }

    @Test
    void a_host_that_may_still_fail_leaves_the_token_once_it_is_up(@TempDir Path home) throws IOException {
        Path file = Files.writeString(home.resolve("admin-token"), "another-server-s");
        AdminOptions options = AdminOptions.builder().port(0).tokenFile(file).build();
        try (AdminServer listening = AdminServer.listen(SITE.jobs(), options)) {
            assertThat(file).hasContent("another-server-s");

            listening.leaveToken();

            String token = Files.readString(file).strip();
            Client.of(listening.url(), token).get("/jobs").is(200);
        }
    }

    @Test
    void with_a_secret_no_file_is_written(@TempDir Path home) {
        Path file = home.resolve("admin-token");
        restart(AdminOptions.builder().port(0).password("pw").tokenFile(file).build());

        String token = Client.of(server.url(), "")
                .anonymous()
                .post("/auth", "{\"password\":\"pw\"}")
                .is(200)
                .text("token");

        Client.of(server.url(), token).get("/jobs").is(200);
        assertThat(file).doesNotExist();
    }

    @Test
    void a_token_file_that_cannot_be_written_stops_the_start(@TempDir Path home) throws IOException {
        Path file = Files.createFile(home.resolve("taken")).resolve("admin-token");
        AdminOptions options = AdminOptions.builder().port(0).tokenFile(file).build();

        assertThatThrownBy(() -> AdminServer.start(SITE.jobs(), options))
                .isInstanceOf(JobsException.class)
                .hasMessage("the admin token can't be written to " + file + "; configure a token instead");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::"})
    void other_machines_are_not_let_near_without_a_secret(String host) {
        AdminOptions options = AdminOptions.builder().host(host).port(0).build();

        assertThatThrownBy(() -> AdminServer.start(SITE.jobs(), options))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("host " + host + " can be reached from other machines; configure an admin token or "
                        + "password, or listen on 127.0.0.1");
        restart(Site.options().host(host).build());
        Client.of("http://127.0.0.1:" + server.port(), Site.TOKEN).get("/jobs").is(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "with space", "new\nline", "überlang"})
    void a_token_that_a_header_cannot_carry_is_refused(String token) {
        assertThatThrownBy(() -> AdminOptions.builder().token(token))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("token must be 1 to 512 visible ASCII characters, without spaces");
    }

    @Test
    void an_empty_password_is_refused() {
        assertThatThrownBy(() -> AdminOptions.builder().password(" "))
                .isInstanceOf(InvalidInput.class)
                .hasMessage("password must be 1 to 512 characters, not all of them spaces");
    }

    @Test
    void options_never_show_a_secret() {
        assertThat(Site.options().build().toString())
                .contains("127.0.0.1", "***")
                .doesNotContain(Site.TOKEN)
                .doesNotContain(Site.PASSWORD);
    }

    private void restart(AdminOptions options) {
        server.close();
        server = AdminServer.start(SITE.jobs(), options);
    }
}
