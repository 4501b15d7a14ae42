package io.allyourbase.jobs.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.cli.Ayb;
import io.allyourbase.jobs.cli.commands.Cli.Result;
import io.allyourbase.jobs.cli.process.JavaProcess;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How {@code ayb serve} sets up its admin server. */
class ServeIT {
    @Test
    void with_jobs_disabled_the_admin_server_runs_and_says_so() {
        try (ServedDatabase served = new ServedDatabase(Map.of("AYB_JOBS_ENABLED", "false"))) {
            Result result = served.cli().run("jobs", "list");

            assertThat(result).isEqualTo(new Result(1, "", "ayb: job queue is not enabled\n"));
            assertThat(served.server().output()).contains("jobs are disabled").doesNotContain(ServedDatabase.TOKEN);
        }
    }

    @Test
    void every_change_is_written_down_whatever_the_level_of_the_log() {
        try (ServedDatabase served = new ServedDatabase(Map.of("AYB_JOBS_ENABLED", "true"))) {
            served.cli().run("jobs", "enqueue", "--type", "mail");

            served.server().awaitOutput("admin POST /api/admin/jobs: 201");
        }
    }

    @Test
    void a_port_in_use_is_one_line() throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            refused(Map.of("AYB_ADMIN_PORT", Integer.toString(taken.getLocalPort())), 1, "is the port in use?");
        }
    }

    @Test
    void an_address_that_others_can_reach_needs_a_secret() throws InterruptedException {
        Map<String, String> environment = Map.of("AYB_ADMIN_HOST", "0.0.0.0", "AYB_ADMIN_TOKEN", "");

        refused(environment, 2, "0.0.0.0 can be reached from other machines; configure an admin token or password");
    }

    @Test
    void a_setting_that_is_not_allowed_is_one_line() throws InterruptedException {
        refused(Map.of("AYB_ADMIN_PORT", "65536"), 2, "admin.port: \"65536\" is not allowed; must be a whole number");
        refused(
                Map.of("AYB_ADMIN_TOKEN", "s3cret token"),
                2,
                "admin.token must be 1 to 512 visible ASCII characters, without spaces (from AYB_ADMIN_TOKEN)");
    }

    @Test
    void a_signal_is_heeded_while_others_keep_the_tables_from_being_migrated()
            throws SQLException, InterruptedException {
        try (TestDatabase database = TestDatabase.empty();
                Connection other = database.dataSource().getConnection();
                PreparedStatement turn =
                        other.prepareStatement("SELECT pg_advisory_lock(hashtext('ayb jobs'), hashtext(?))");
                JavaProcess server = ServedDatabase.serve(
                        database, Map.of("AYB_JOBS_ENABLED", "true", "AYB_LOG_LEVEL", "INFO"), "--port", "0")) {
            turn.setString(1, database.schema().value());
            turn.execute();
            server.awaitOutput("migration waits: ");

            server.terminate();

            assertThat(server.awaitExit()).as(server.output()).isZero();
            assertThat(server.output()).contains("stopped").doesNotContain("ready;", "admin on ");
            assertThat(isThere(database)).isFalse();
        }
    }

    @Test
    void one_that_does_not_get_its_database_leaves_the_token_of_the_one_that_runs(@TempDir Path home)
            throws IOException, InterruptedException {
        Path file = Files.createDirectory(home.resolve(".ayb")).resolve("admin-token");
        Files.writeString(file, "of-the-one-that-runs");
        Map<String, String> environment =
                Map.of("AYB_JOBS_ENABLED", "true", "AYB_ADMIN_TOKEN", "", "JAVA_TOOL_OPTIONS", "-Duser.home=" + home);
        List<String> arguments = List.of("serve", "--port", "0", "--database-url", "jdbc:postgresql://127.0.0.1:1/x");
        try (JavaProcess server = JavaProcess.start(Ayb.class, environment, arguments)) {
            assertThat(server.awaitExit()).as(server.output()).isEqualTo(3);
            assertThat(file).hasContent("of-the-one-that-runs");
        }
        try (TestDatabase database = TestDatabase.empty();
                JavaProcess server = ServedDatabase.serve(database, environment, "--port", "0")) {
            server.awaitOutput("admin on ");
            assertThat(Files.readString(file)).isNotEqualTo("of-the-one-that-runs");
        }
    }

    private static void refused(Map<String, String> environment, int exitCode, String line)
            throws InterruptedException {
        try (TestDatabase database = TestDatabase.empty();
                JavaProcess server = ServedDatabase.serve(database, environment)) {
            assertThat(server.awaitExit()).as(server.output()).isEqualTo(exitCode);
            assertThat(server.output().lines().filter(said -> said.startsWith("ayb: ")))
                    .singleElement()
                    .asString()
                    .contains(line)
                    .doesNotContain("s3cret");
            assertThat(server.output()).doesNotContain("\tat ", "Exception");
            assertThat(isThere(database)).as("whether its database was touched").isFalse();
        }
    }

    private static boolean isThere(TestDatabase database) {
        return !database.text("SELECT count(*) FROM pg_namespace WHERE nspname = '" + database.schema() + "'")
                .equals("0");
    }
}
