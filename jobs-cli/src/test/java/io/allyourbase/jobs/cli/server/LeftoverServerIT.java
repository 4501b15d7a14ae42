package io.allyourbase.jobs.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which Postgres is taken for one that was left behind. One that was is stopped in AybIT. */
class LeftoverServerIT {
    @TempDir
    private Path directory;

    @Test
    void a_file_that_names_the_server_of_another_directory_does_not_stop_it() throws IOException, SQLException {
        Path mine = directory.resolve("mine");
        Path theirs = directory.resolve("theirs");
        try (EmbeddedDatabase other = EmbeddedDatabase.start(theirs)) {
            Path forged = Files.createDirectories(mine.resolve("postgres")).resolve("postmaster.pid");
            Files.copy(theirs.resolve("postgres").resolve("postmaster.pid"), forged);

            assertThat(EmbeddedDatabase.stopLeftover(mine)).isTrue();

            assertThat(forged).doesNotExist();
            try (Connection connection = DriverManager.getConnection(other.jdbcUrl())) {
                assertThat(connection.isValid(30)).isTrue();
            }
        }
    }
}
