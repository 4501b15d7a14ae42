package io.allyourbase.jobs.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.config.InvalidConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which server is meant, and by what token. */
class ConnectionTest {
    @TempDir
    private Path home;

    @Test
    void the_flag_wins_over_the_environment_and_that_over_the_usual_address() {
        Map<String, String> environment = Map.of("AYB_URL", "https://jobs.example.com/ayb/");

        assertThat(ServerUrl.find(Optional.of("http://h:1"), environment).text())
                .isEqualTo("http://h:1");
        assertThat(ServerUrl.find(Optional.empty(), environment).text()).isEqualTo("https://jobs.example.com/ayb");
        assertThat(ServerUrl.find(Optional.empty(), Map.of("AYB_URL", "")).text())
                .isEqualTo("http://127.0.0.1:8090");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8090", "ftp://h", "http://", "http://h/?a=b", "http://h/#a", "http://a b"})
    void what_is_no_address_is_refused(String url) {
        assertThatThrownBy(() -> ServerUrl.find(Optional.of(url), Map.of()))
                .isInstanceOf(InvalidConfig.class)
                .hasMessage(
                        "\"" + url + "\" (from --url) is not a server's address; must be like http://127.0.0.1:8090");
    }

    @Test
    void an_address_with_a_password_is_refused_and_not_shown() {
        assertThatThrownBy(() -> ServerUrl.find(Optional.of("http://u:s3cret@h"), Map.of()))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void the_token_is_the_flag_s_else_the_environment_s_else_the_file_s() throws IOException {
        Path file = home.resolve(".ayb").resolve("admin-token");
        assertThat(Token.find(Optional.empty(), Map.of(), home)).isEmpty();
        Files.createDirectories(file.getParent());
        Files.writeString(file, "from-file\n");
        Map<String, String> environment = Map.of("AYB_ADMIN_TOKEN", "from-environment");

        assertThat(header(Optional.of("from-flag"), environment)).isEqualTo("Bearer from-flag");
        assertThat(header(Optional.empty(), environment)).isEqualTo("Bearer from-environment");
        assertThat(header(Optional.empty(), Map.of())).isEqualTo("Bearer from-file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s3cret\r\nX: y", "s3cret one", "s3cré"})
    void a_token_that_can_not_be_sent_is_refused_and_not_shown(String token) {
        assertThatThrownBy(() -> header(Optional.of(token), Map.of()))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("from --admin-token")
                .hasMessageNotContaining("s3cr");
    }

    @Test
    void what_users_type_is_escaped_in_paths_and_queries() {
        assertThat(Route.of("jobs", "a/b?c#d %")
                        .with("type", Optional.of("ä&b=c +"))
                        .toString())
                .isEqualTo("/api/admin/jobs/a%2Fb%3Fc%23d%20%25?type=%C3%A4%26b%3Dc%20%2B");
        assertThat(Route.of("jobs", "..").with("a", Optional.empty()).toString())
                .isEqualTo("/api/admin/jobs/%2E%2E");
    }

    private String header(Optional<String> flag, Map<String, String> environment) {
        return Token.find(flag, environment, home).orElseThrow().header();
    }
}
