package io.allyourbase.jobs.cli.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.config.InvalidConfig;
import io.allyourbase.jobs.error.JobsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class SettingsTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "[jobs]~worker_concurrency = 0 | jobs.worker_concurrency: \"0\" is not allowed; must be a whole number from 1 to 10000",
                "[jobs]~worker_concurrency = 10001 | must be a whole number from 1 to 10000",
                "[jobs]~worker_concurrency = \"4\" | jobs.worker_concurrency: \"\"4\"\" is not allowed",
                "[jobs]~worker_concurrency = [4] | jobs.worker_concurrency: \"[4]\" is not allowed",
                "[jobs]~worker_concurrency = 4.5 | jobs.worker_concurrency: \"4.5\" is not allowed",
                "[jobs]~worker_concurrency = 99999999999 | \"99999999999\" is not allowed",
                "[jobs]~poll_interval_ms = 99 | must be a whole number from 100 to 60000",
                "[jobs]~lease_duration_s = 86401 | must be a whole number from 1 to 86400",
                "[jobs]~max_retries_default = -1 | must be a whole number from 0 to 100",
                "[jobs]~scheduler_tick_s = 3601 | must be a whole number from 1 to 3600",
                "[jobs]~enabled = \"yes\" | jobs.enabled: \"\"yes\"\" is not allowed; must be true, false, 1 or 0",
                "[jobs]~workers = 4 | jobs.workers is not a setting; the settings of [jobs] are enabled, worker_concurrency",
                "[job]~enabled = true | [job] is not a section; the sections are [jobs], [database], [server] and [admin]",
                "enabled = true | enabled is not allowed outside a section",
                "[jobs | not valid TOML",
                "[jobs]~enabled = | not valid TOML",
                "[jobs]~enabled = true~enabled = false | not valid TOML",
                "[database]~url = \"mysql://x\" | is not a database's address; must be like postgres://",
                "[database]~schema = \"pg_x\" | schema \"pg_x\" is not allowed",
                "[admin]~port = 65536 | admin.port: \"65536\" is not allowed; must be a whole number from 0 to 65535",
                "[admin]~port = \"80\" | is not allowed; must be a whole number from 0 to 65535",
                "[admin]~host = 1 | admin.host: 1 is not allowed; must be text",
                "[admin]~allowed_hosts = \"a\" | admin.allowed_hosts: \"a\" is not allowed; must be a list of texts",
                "[admin]~open_metrics = 1 | admin.open_metrics: 1 is not allowed; must be true or false",
                "[admin]~user = \"a\" | admin.user is not a setting; the settings of [admin] are host, port, token,",
                "[server]~data_dir = 3 | server.data_dir: 3 is not allowed; must be text",
            })
    void a_mistake_in_the_file_is_one_line_that_says_what_is_allowed(String toml, String line) {
        Path file = write(toml.replace('~', '\n'));

        assertThatThrownBy(() -> load(Map.of(), "--config", file.toString()))
                .isInstanceOf(JobsException.class)
                .hasMessageContaining(line)
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_mistake_in_the_environment_names_the_variable() {
        assertThatThrownBy(() -> load(Map.of("AYB_JOBS_ENABLED", "yes")))
                .isInstanceOf(InvalidConfig.class)
                .hasMessage(
                        "jobs.enabled: \"yes\" is not allowed; must be true, false, 1 or 0 (from AYB_JOBS_ENABLED)");
        assertThatThrownBy(() -> load(Map.of("AYB_DATABASE_URL", "secret")))
                .hasMessageContaining("from AYB_DATABASE_URL")
                .hasMessageNotContaining("secret");
    }

    @Test
    void a_named_file_must_exist() {
        assertThatThrownBy(() -> load(Map.of(), "--config", "no/such.toml"))
                .hasMessage("the configuration file no/such.toml does not exist");
    }

    @Test
    void flags_win_over_the_environment_and_that_over_the_file() {
        Path file = write("""
                [jobs]
                enabled = true
                worker_concurrency = 7
                poll_interval_ms = 200
                [database]
                url = "jdbc:postgresql://file/db"
                schema = "from_file"
                """);
        Map<String, String> environment = Map.of(
                "AYB_JOBS_WORKER_CONCURRENCY",
                "9",
                "AYB_DATABASE_URL",
                "postgres://u%40x:p%26w@host:5433/db?sslmode=require");

        Settings settings = load(environment, "--config", file.toString(), "--schema", "from_flag");

        assertThat(settings.jobs().enabled()).isTrue();
        assertThat(settings.jobs().workerConcurrency()).isEqualTo(9);
        assertThat(settings.jobs().pollInterval()).hasMillis(200);
        assertThat(settings.jobs().leaseDuration()).hasSeconds(300);
        assertThat(settings.schema().value()).isEqualTo("from_flag");
        assertThat(settings.databaseUrl().orElseThrow().jdbc())
                .isEqualTo("jdbc:postgresql://host:5433/db?user=u%40x&password=p%26w&sslmode=require");
    }

    @Test
    void the_admin_server_is_set_up_by_file_and_environment_and_its_secrets_are_never_shown() {
        Path file = write("""
                [admin]
                host = "::1"
                port = 1
                token = "s3cret-token"
                password = "s3cret-word"
                allowed_hosts = ["jobs.example.com"]
                open_metrics = true
                """);

        AdminSettings admin = load(
                        Map.of("AYB_ADMIN_PORT", "2", "AYB_ADMIN_TOKEN", "s3cret-other"), "--config", file.toString())
                .admin();

        assertThat(admin.host()).isEqualTo("::1");
        assertThat(admin.port()).isEqualTo(2);
        assertThat(admin.token().orElseThrow().text()).isEqualTo("s3cret-other");
        assertThat(admin.password().orElseThrow().text()).isEqualTo("s3cret-word");
        assertThat(admin.allowedHosts()).containsExactly("jobs.example.com");
        assertThat(admin.metrics()).isEqualTo(AdminSettings.Metrics.OPEN);
        assertThat(admin.toString()).doesNotContain("s3cret");
        assertThatThrownBy(() -> load(
                        Map.of(),
                        "--config",
                        write("[admin]\ntoken = [\"s3cret\"]").toString()))
                .isInstanceOf(InvalidConfig.class)
                .hasMessageContaining("admin.token is not allowed; must be text")
                .hasMessageNotContaining("s3cret");
    }

    private Path write(String toml) {
        try {
            return Files.writeString(directory.resolve("ayb.toml"), toml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Settings load(Map<String, String> environment, String... flags) {
        SettingsOptions options = new SettingsOptions();
        CommandLine.populateCommand(options, flags);
        return options.load(environment);
    }
}
