package io.allyourbase.jobs.postgres.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.postgres.migrate.Migrations;
import io.allyourbase.jobs.postgres.testing.ServerKey;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PromptSocketsTest {
    private static final String DRIVERS_PROPERTY = "socketFactory";

    @Test
    void it_waits_for_nothing_where_the_driver_asks_whether_there_is_anything() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new PromptSockets().createSocket(server.getInetAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            client.setSoTimeout(1);
            assertThatThrownBy(() -> client.getInputStream().read())
                    .isInstanceOf(SocketTimeoutException.class)
                    .hasMessage("nothing to read");

            accepted.getOutputStream().write('A');
            client.setSoTimeout(0);
            assertThat(client.getInputStream().read()).isEqualTo('A');

            accepted.getOutputStream().write("BC".getBytes(StandardCharsets.US_ASCII));
            await().until(() -> client.getInputStream().available() == 2);
            client.setSoTimeout(1);
            assertThat(client.getInputStream().read()).isEqualTo('B');
            assertThat(client.getInputStream().read()).isEqualTo('C');
        }
    }

    @Test
    void a_worker_hears_of_every_queue_through_them() {
        try (TestDatabase database = TestDatabase.migrated(
                "prompt",
                settings -> settings.addDataSourceProperty(DRIVERS_PROPERTY, PromptSockets.class.getName()))) {
            Hearing.assertEveryQueueIsHeard(database);
        }
    }

    @Test
    void a_worker_hears_of_every_queue_through_them_when_what_they_carry_is_encrypted(@TempDir Path directory)
            throws IOException, InterruptedException {
        ServerKey key = ServerKey.makeIn(directory);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .setServerConfig("ssl", "on")
                        .setServerConfig("ssl_cert_file", key.certificate().toString())
                        .setServerConfig("ssl_key_file", key.secret().toString())
                        .start();
                TestDatabase database = TestDatabase.empty(server.getJdbcUrl("postgres", "postgres")
                        + "&sslmode=require&" + DRIVERS_PROPERTY + "=" + PromptSockets.class.getName())) {
            Migrations.of(database.dataSource(), database.schema()).migrate();
            assertThat(database.text("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"))
                    .isEqualTo("t");

            Hearing.assertEveryQueueIsHeard(database);
        }
    }
}
