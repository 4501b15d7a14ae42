package io.allyourbase.jobs.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.http.testing.RawSocket;
import io.javalin.Javalin;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nothing ever times out here: whoever waits for the silent waits until the test's own patience ends. */
class JettySettingsTest {
    private static final Duration NEVER = Duration.ofMinutes(10);

    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch end = new CountDownLatch(1);

    private final Javalin server = Javalin.create(config -> {
                JettySettings.apply(config, "127.0.0.1", 0, new JettySettings.Patience(NEVER, NEVER, NEVER));
                config.routes.post("/", context -> context.result("read " + context.body()));
                config.routes.get("/endless", context -> {
                    begun.countDown();
                    end.await();
                });
            })
            .start();

    private final List<RawSocket> silent = new ArrayList<>();

    @AfterEach
    void stop() throws IOException {
        for (RawSocket each : silent) {
            each.close();
        }
        end.countDown();
        JettySettings.stop(server);
    }

    @Test
    void bodies_that_never_arrive_hold_up_nobody() throws IOException {
        // More than the server has threads.
        for (int i = 0; i < 50; i++) {
            silent.add(RawSocket.to(server.port()).send(post(1000) + "{"));
        }

        try (RawSocket socket = RawSocket.to(server.port())) {
            assertThat(socket.send(post(2) + "{}").receive()).endsWith("read {}");
        }
    }

    @Test
    void a_request_that_does_not_end_keeps_it_from_stopping_for_a_while_only() throws Exception {
        int port = server.port();
        silent.add(RawSocket.to(port).send("GET /endless HTTP/1.1\nHost: localhost\n\n"));
        begun.await();

        JettySettings.stop(server);

        assertThatThrownBy(() -> RawSocket.to(port)).isInstanceOf(ConnectException.class);
    }

    private static String post(int length) {
        return "POST / HTTP/1.1\nHost: localhost\nConnection: close\nContent-Length: " + length + "\n\n";
    }
}
