package io.allyourbase.jobs.cli.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.cli.faults.server.PostgresServer;
import io.allyourbase.jobs.cli.faults.server.Standby;
import io.allyourbase.jobs.postgres.check.Doctor;
import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/** What the doctor finds on servers that are set up so. */
class DoctorIT {
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir
    private Path directory;

    @Test
    void a_server_that_may_lose_or_corrupt_what_is_committed_is_told_from_one_that_does_not() throws IOException {
        Map<String, String> risky = Map.of("fsync", "off", "full_page_writes", "off");
        try (PostgresServer server = new PostgresServer(directory.resolve("risky"), risky)) {
            server.start();

            assertThat(found(server, "durability"))
                    .allMatch(finding -> finding.severity() == Severity.WARNING)
                    .allMatch(finding -> finding.meaning().contains("corrupt the whole database"))
                    .extracting(Finding::what)
                    .containsExactly("fsync is off", "full_page_writes is off");
        }
        try (PostgresServer server = new PostgresServer(directory.resolve("safe"), Map.of())) {
            server.start();

            assertThat(found(server, "durability"))
                    .containsExactly(Finding.ok("durability", "what is committed survives a crash of the server"));
        }
    }

    @Test
    void a_standby_and_its_slot_are_told_while_they_hold_the_horizon_back() throws IOException, SQLException {
        try (PostgresServer primary = new PostgresServer(directory.resolve("data"), Map.of())) {
            primary.start();
            try (PostgresServer standby = Standby.of(primary, directory);
                    Connection reader = DriverManager.getConnection(standby.jdbcUrl())) {
                set(standby, "hot_standby_feedback = on", "wal_receiver_status_interval = '1s'");
                readFrom(reader);
                awaitFound(primary, "nobody keeps vacuum from removing dead rows for long");
                on(primary, "ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
                passManyTransactions(primary);

                Finding ofStandby = awaitFound(
                        primary, "standby walreceiver at 127.0.0.1 (hot_standby_feedback) holds the horizon");
                assertThat(ofStandby.severity()).isEqualTo(Severity.WARNING);
                assertThat(ofStandby.what()).matches(".* holds the horizon back, by 1\\d{5} transactions");
                assertThat(ofStandby.remedy()).isEqualTo("End the long query on the standby.");

                on(primary, "SELECT pg_create_physical_replication_slot('copy')");
                set(standby, "primary_slot_name = 'copy'");
                assertThat(awaitFound(primary, "replication slot copy (active) holds the horizon")
                                .remedy())
                        .isEqualTo("End the long query on its standby.");
            }

            Finding left = awaitFound(primary, "replication slot copy (inactive) holds the horizon");
            assertThat(left.severity()).isEqualTo(Severity.WARNING);
            assertThat(left.remedy()).isEqualTo("Start its standby, or SELECT pg_drop_replication_slot('copy').");
            on(primary, "SELECT pg_drop_replication_slot('copy')");
            awaitFound(primary, "nobody keeps vacuum from removing dead rows for long");
        }
    }

    /** It keeps old versions of catalogs, not of the queue's rows. */
    @Test
    void a_logical_slot_is_no_matter() throws IOException, SQLException {
        try (PostgresServer server = new PostgresServer(directory.resolve("data"), Map.of("wal_level", "logical"))) {
            server.start();
            on(server, "SELECT pg_create_logical_replication_slot('feed', 'pgoutput')");
            passManyTransactions(server);

            assertThat(found(server, "xmin-horizon"))
                    .extracting(Finding::severity)
                    .containsExactly(Severity.OK);
        }
    }

    private static void readFrom(Connection reader) throws SQLException {
        reader.setAutoCommit(false);
        reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (Statement statement = reader.createStatement()) {
            statement.execute("SELECT count(*) FROM pg_class");
        }
    }

    /** Each entry of the block is a transaction to the horizon. */
    private static void passManyTransactions(PostgresServer server) throws SQLException {
        on(server, "CREATE TABLE passed (n int)", """
                DO $$ BEGIN
                    FOR n IN 1..110000 LOOP
                        BEGIN INSERT INTO passed VALUES (n); EXCEPTION WHEN unique_violation THEN NULL; END;
                    END LOOP;
                END $$
                """);
    }

    private static void set(PostgresServer server, String... settings) throws SQLException {
        for (String setting : settings) {
            on(server, "ALTER SYSTEM SET " + setting);
        }
        on(server, "SELECT pg_reload_conf()");
    }

    private static void on(PostgresServer server, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private static Finding awaitFound(PostgresServer server, String start) {
        return await().atMost(PATIENCE)
                .until(
                        () -> found(server, "xmin-horizon"),
                        findings ->
                                findings.size() == 1 && findings.get(0).what().startsWith(start))
                .get(0);
    }

    private static List<Finding> found(PostgresServer server, String check) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(server.jdbcUrl());
        return Doctor.of(database, SchemaName.PUBLIC).run().stream()
                .filter(finding -> finding.check().equals(check))
                .toList();
    }
}
