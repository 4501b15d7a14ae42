package io.allyourbase.jobs.http.server;

import io.javalin.config.JavalinConfig;
import java.time.Duration;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The web server of an admin server: small, and hard to keep busy with nothing. */
public final class JettySettings {
    private static final int MAX_THREADS = 32;
    private static final int MIN_THREADS = 4;
    private static final int MAX_CONNECTIONS = 512;
    private static final int MAX_HEADER_BYTES = 8192;
    private static final long MAX_EAGER_BYTES = 1 << 16;
    private static final boolean WHOLE_OR_PART = false;
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final Duration HEADERS = Duration.ofSeconds(20);
    private static final Duration EXCHANGE = Duration.ofMinutes(2);
    private static final Duration SHUTDOWN_IDLE = Duration.ofMillis(100);
    private static final Duration STOP = Duration.ofSeconds(5);

    private JettySettings() {}

    /** @param port zero for any free one */
    public static void apply(JavalinConfig config, String host, int port) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.jetty.threadPool = threads();
        config.jetty.modifyServer(JettySettings::server);
        config.jetty.modifyHttpConfiguration(JettySettings::http);
        config.jetty.addConnector((server, http) -> connector(server, http, host, port));
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
        http.setIdleTimeout(IDLE.toMillis());
        http.setUriCompliance(UriCompliance.RFC3986);
    }

    private static Connector connector(Server server, HttpConfiguration http, String host, int port) {
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE.toMillis());
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE.toMillis());
        StalledConnections stalled = new StalledConnections(connector.getScheduler(), HEADERS, EXCHANGE);
        http.addCustomizer(stalled);
        connector.addBean(stalled);
        return connector;
    }
}
