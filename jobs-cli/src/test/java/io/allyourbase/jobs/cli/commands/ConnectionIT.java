package io.allyourbase.jobs.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.cli.commands.Cli.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands between a command and its server. */
class ConnectionIT {
    @Test
    void a_server_that_is_not_there_is_one_line_with_its_address_and_what_to_do() {
        Result result = new Cli("http://127.0.0.1:1", "s3cret-token").run("jobs", "list");

        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .isEqualTo("ayb: no server answers at http://127.0.0.1:1 (Connection refused);"
                        + " start one with \"ayb serve\", or name another by --url or AYB_URL\n");
    }

    @ParameterizedTest
    @CsvSource({
        "502, text/html, <html>Bad gateway</html>",
        "200, text/html, <html>",
        "200, application/json, [1",
        "302, text/plain, x"
    })
    void an_answer_that_is_no_admin_server_s_is_said_to_be_none(int status, String type, String body) {
        try (StandIn proxy = new StandIn(0, status, type, body)) {
            Result result = proxy.cli().run("jobs", "list");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .isEqualTo("ayb: " + proxy.cli().url() + " answers " + status + " with " + type
                            + ", not with the JSON of an admin server; is the address right, or a proxy in between?\n");
            assertThat(proxy.requests()).containsExactly("GET /api/admin/jobs?limit=50");
        }
    }

    @Test
    void a_refused_token_is_not_shown_and_the_line_says_how_to_pass_one() {
        try (StandIn server = new StandIn(0, 401, "application/json", "{\"code\":401,\"message\":\"no\"}")) {
            Result result = server.cli().run("jobs", "enqueue", "--type", "t");

            assertThat(result.exitCode()).isEqualTo(1);
            assertThat(result.err())
                    .isEqualTo("ayb: no; pass the admin token by --admin-token, AYB_ADMIN_TOKEN or the file"
                            + " ~/.ayb/admin-token\n");
            assertThat(server.requests()).containsExactly("POST /api/admin/jobs");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--admin-token=s3cret token",
                "--admin-tokn=s3cret",
                "--url=http://u:s3cret@h",
                "--admin-tokn s3cret"
            })
    void a_secret_in_the_wrong_place_is_not_shown(String option) {
        Result result = new Cli("http://127.0.0.1:1", "t")
                .run(("jobs|get|" + option.replace(" s3cret", "|s3cret") + "|1").split("\\|", -1));

        assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
        assertThat(result.err()).startsWith("ayb: ").hasLineCount(1).doesNotContain("s3cret");
    }

    @Test
    void a_message_can_not_drive_the_terminal() {
        String body = "{\"code\":409,\"message\":\"a\\u001b[2J\\nb\"}";
        try (StandIn server = new StandIn(0, 409, "application/json", body)) {
            assertThat(server.cli().run("jobs", "retry", "1").err()).isEqualTo("ayb: a\\u001b[2J b\n");
        }
    }

    @Test
    void ids_and_filters_are_escaped() {
        try (StandIn server = new StandIn(0, 200, "application/json", "{\"items\":[]}")) {
            server.cli().run("jobs", "get", "a/b?c#d");
            server.cli().run("jobs", "list", "--type", "a&b=c d", "--error", "100%", "--cursor", "x+y");

            assertThat(server.requests())
                    .containsExactly(
                            "GET /api/admin/jobs/a%2Fb%3Fc%23d",
                            "GET /api/admin/jobs?type=a%26b%3Dc%20d&error=100%25&limit=50&cursor=x%2By");
        }
    }
}
