package io.allyourbase.jobs.http.server;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The web server of an admin server: small, and hard to keep busy with nothing. */
public final class JettySettings {
    private static final Logger LOG = LoggerFactory.getLogger("io.allyourbase.jobs.http");

    private static final int MAX_THREADS = 32;
    private static final int MIN_THREADS = 4;
    private static final int MAX_CONNECTIONS = 512;
    private static final int MAX_HEADER_BYTES = 8192;
    private static final long MAX_EAGER_BYTES = 1 << 16;
    private static final boolean WHOLE_OR_PART = false;
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofMinutes(2));
    private static final Duration SHUTDOWN_IDLE = Duration.ofMillis(100);
    private static final Duration STOP = Duration.ofSeconds(5);

    private JettySettings() {}

    /**
     * How long it waits for clients.
     *
     * @param idle how long a connection may be silent
     * @param headers how long it may go without a request, complete headers and all
     * @param exchange how long a request and its response may take
     */
    record Patience(Duration idle, Duration headers, Duration exchange) {}

    /** @param port zero for any free one */
    public static void apply(JavalinConfig config, String host, int port) {
        apply(config, host, port, PATIENCE);
    }

    static void apply(JavalinConfig config, String host, int port, Patience patience) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.threadPool = threads();
        config.jetty.modifyServer(JettySettings::server);
        config.jetty.modifyHttpConfiguration(JettySettings::http);
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector = connector(server, http, patience);
            connector.setHost(host);
            connector.setPort(port);
            return connector;
        });
    }

    /** Stops it: requests under way have 5 seconds to end, and are then cut off. */
    public static void stop(Javalin app) {
        try {
            app.stop();
        } catch (JavalinException e) {
            if (!(e.getCause() instanceof TimeoutException)) {
                throw e;
            }
            // It has stopped all the same, and only tells that it did not wait for all (Jetty, Server.doStop).
            LOG.warn(
                    "requests were cut off: {} seconds after the server was closed they had not ended",
                    STOP.toSeconds());
        }
    }

    private static QueuedThreadPool threads() {
        QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
        threads.setName("ayb-admin");
        // The host decides how long its process lives.
        threads.setDaemon(true);
        return threads;
    }

    private static void server(Server server) {
        server.setErrorHandler(new JsonErrors());
        server.setStopTimeout(STOP.toMillis());
        server.addBean(new NetworkConnectionLimit(MAX_CONNECTIONS, server));
        // No thread waits for a small body to arrive, which is all that callers without the token are waited for.
        server.insertHandler(
                new EagerContentHandler(new RetainedContentLoaderFactory(MAX_EAGER_BYTES, -1, WHOLE_OR_PART)));
    }

    private static void http(HttpConfiguration http) {
        http.setRequestHeaderSize(MAX_HEADER_BYTES);
        http.setSendServerVersion(false);
        http.setSendXPoweredBy(false);
        // Safe here: routes are matched on the path as it was sent, and the API's door refuses what can't be decoded.
        // Jetty would refuse it with the body unread, and a client that still sends would never hear why.
        http.setUriCompliance(UriCompliance.UNSAFE);
    }

    private static ServerConnector connector(Server server, HttpConfiguration http, Patience patience) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setIdleTimeout(patience.idle().toMillis());
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE.toMillis());
        StalledConnections stalled =
                new StalledConnections(connector.getScheduler(), patience.headers(), patience.exchange());
        http.addCustomizer(stalled);
        connector.addBean(stalled);
        return connector;
    }
}
