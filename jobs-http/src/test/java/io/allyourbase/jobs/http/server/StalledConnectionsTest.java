package io.allyourbase.jobs.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.http.testing.RawSocket;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The idle timeout is long here: only the deadline can close these connections, which never fall silent. */
class StalledConnectionsTest {
    private static final Duration HEADERS = Duration.ofMillis(400);
    private static final Duration EXCHANGE = Duration.ofMillis(800);
    private static final Duration NEVER = Duration.ofMinutes(10);

    private final ScheduledExecutorService client = Executors.newSingleThreadScheduledExecutor();
    private final Server server = new Server();

    @BeforeEach
    void start() throws Exception {
        HttpConfiguration http = new HttpConfiguration();
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setIdleTimeout(NEVER.toMillis());
        StalledConnections stalled = new StalledConnections(connector.getScheduler(), HEADERS, EXCHANGE);
        http.addCustomizer(stalled);
        connector.addBean(stalled);
        server.addConnector(connector);
        server.setHandler(new Sink());
        server.start();
    }

    @AfterEach
    void stop() throws Exception {
        client.shutdownNow();
        server.stop();
    }

    @Test
    void headers_that_drip_are_cut_off() throws IOException {
        assertThat(drip("GET / HTTP/1.1\nHost: localhost\nX: ")).isEmpty();
    }

    @Test
    void a_second_request_that_drips_is_cut_off_too() throws IOException {
        String complete = "GET / HTTP/1.1\nHost: localhost\n\n";

        assertThat(drip(complete + complete + "GET")).containsPattern("(?s)HTTP/1.1 200 .*HTTP/1.1 200 ");
    }

    @Test
    void a_body_that_drips_is_cut_off() throws IOException {
        assertThat(drip("POST / HTTP/1.1\nHost: localhost\nContent-Length: 1000000\n\n"))
                .doesNotContain("200");
    }

    /** Sends the start and then a byte every now and then, until the server has closed. */
    private String drip(String start) throws IOException {
        try (RawSocket socket = RawSocket.to(((ServerConnector) server.getConnectors()[0]).getLocalPort())) {
            socket.send(start);
            client.scheduleAtFixedRate(() -> send(socket), 50, 50, TimeUnit.MILLISECONDS);
            return socket.receive();
        }
    }

    private static void send(RawSocket socket) {
        try {
            socket.send("x");
        } catch (IOException e) {
            // Closed by the server, which is what is waited for.
        }
    }

    /** Reads all there is, and then answers. */
    private static final class Sink extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            try (InputStream in = Request.asInputStream(request)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            response.write(true, ByteBuffer.allocate(0), callback);
            return true;
        }
    }
}
