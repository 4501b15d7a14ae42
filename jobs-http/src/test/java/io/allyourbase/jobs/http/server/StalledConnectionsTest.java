package io.allyourbase.jobs.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.http.testing.RawSocket;
import io.javalin.Javalin;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The idle timeout is long here: only the deadline can close these connections, which never fall silent. */
class StalledConnectionsTest {
    private static final Duration NEVER = Duration.ofMinutes(10);

    private final ScheduledExecutorService client = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        client.shutdownNow();
    }

    @Test
    void headers_that_drip_are_cut_off() throws IOException {
        JettySettings.Patience patience = new JettySettings.Patience(NEVER, Duration.ofMillis(400), NEVER);

        assertThat(drip(patience, "GET / HTTP/1.1\nHost: localhost\nX: ")).isEmpty();
    }

    @Test
    void a_second_request_that_drips_is_cut_off_too() throws IOException {
        // Enough for a slow machine to answer what is complete.
        JettySettings.Patience patience = new JettySettings.Patience(NEVER, Duration.ofSeconds(5), NEVER);
        String complete = "GET / HTTP/1.1\nHost: localhost\n\n";

        assertThat(drip(patience, complete + complete + "GET")).containsPattern("(?s)HTTP/1.1 200 .*HTTP/1.1 200 ");
    }

    @Test
    void a_body_that_drips_is_cut_off() throws IOException {
        JettySettings.Patience patience =
                new JettySettings.Patience(NEVER, Duration.ofMillis(400), Duration.ofMillis(800));

        assertThat(drip(patience, "POST / HTTP/1.1\nHost: localhost\nContent-Length: 1000000\n\n"))
                .doesNotContain("read");
    }

    /** Sends the start and then a byte every now and then, until the server has closed. */
    private String drip(JettySettings.Patience patience, String start) throws IOException {
        Javalin server = server(patience);
        try (RawSocket socket = RawSocket.to(server.port())) {
            socket.send(start);
            ScheduledFuture<?> dripping = client.scheduleAtFixedRate(() -> send(socket), 50, 50, TimeUnit.MILLISECONDS);
            String received = socket.receive();
            dripping.cancel(true);
            return received;
        } finally {
            server.stop();
        }
    }

    private static Javalin server(JettySettings.Patience patience) {
        return Javalin.create(config -> {
                    JettySettings.apply(config, "127.0.0.1", 0, patience);
                    config.routes.get("/", context -> context.result("read"));
                    config.routes.post(
                            "/",
                            context -> context.result("read " + context.body().length()));
                })
                .start();
    }

    private static void send(RawSocket socket) {
        try {
            socket.send("x");
        } catch (IOException e) {
            // Closed by the server, which is what is waited for.
        }
    }
}
