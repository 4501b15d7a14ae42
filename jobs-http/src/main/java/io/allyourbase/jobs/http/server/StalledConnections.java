package io.allyourbase.jobs.http.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections on which a request's headers, or a whole exchange, takes too long. An idle timeout alone would let
 * a client that sends, or reads, a byte every few seconds keep its connection for ever.
 */
final class StalledConnections implements Connection.Listener, HttpConfiguration.Customizer {
    private final Scheduler scheduler;
    private final Duration headers;
    private final Duration exchange;
    private final Map<Connection, Long> deadlines = new ConcurrentHashMap<>();

    StalledConnections(Scheduler scheduler, Duration headers, Duration exchange) {
        this.scheduler = scheduler;
        this.headers = headers;
        this.exchange = exchange;
    }

    @Override
    public void onOpened(Connection connection) {
        deadlines.put(connection, System.nanoTime() + headers.toNanos());
        schedule(connection, headers.toNanos());
    }

    @Override
    public void onClosed(Connection connection) {
        deadlines.remove(connection);
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        Connection connection = request.getConnectionMetaData().getConnection();
        extend(connection, exchange);
        Request.addCompletionListener(request, failure -> extend(connection, headers));
        return request;
    }

    private void extend(Connection connection, Duration time) {
        deadlines.computeIfPresent(connection, (open, before) -> System.nanoTime() + time.toNanos());
    }

    private void schedule(Connection connection, long nanos) {
        scheduler.schedule(() -> check(connection), nanos, TimeUnit.NANOSECONDS);
    }

    private void check(Connection connection) {
        Long deadline = deadlines.get(connection);
        if (deadline == null) {
            return;
        }
        long left = deadline - System.nanoTime();
        if (left > 0) {
            schedule(connection, left);
        } else {
            connection.getEndPoint().close(new TimeoutException("stalled"));
        }
    }
}
