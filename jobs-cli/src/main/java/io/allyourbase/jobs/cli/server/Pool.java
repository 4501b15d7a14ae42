package io.allyourbase.jobs.cli.server;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.postgres.notify.PromptSockets;
import java.time.Duration;
import org.postgresql.PGProperty;

/** A command's connections. */
public final class Pool {
    /**
     * For how long after its use a connection is trusted, in milliseconds. By default half a second, so that each poll of
     * an idle process would ask twice. HikariCP has this setting as a system property only; loops try again by themselves
     * when a connection has died.
     */
    private static final String TRUST = "com.zaxxer.hikari.aliveBypassWindowMs";

    /** How long a caller waits for a connection, and the pool for the server's word while it makes one. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private Pool() {}

    /** So many at most. Opens none yet; a database that does not answer is given up after a few seconds. */
    public static HikariDataSource of(String jdbcUrl, int size) {
        if (System.getProperty(TRUST) == null) {
            System.setProperty(TRUST, "3000");
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setPoolName("ayb");
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(ANSWER.toMillis());
        config.setValidationTimeout(Duration.ofSeconds(1).toMillis());
        config.setInitializationFailTimeout(-1);
        config.addDataSourceProperty(PGProperty.APPLICATION_NAME.getName(), "ayb");
        config.addDataSourceProperty(PGProperty.TCP_KEEP_ALIVE.getName(), "true");
        // Nothing else ends a login that is never answered, and the pool waits for one before it tries another.
        config.addDataSourceProperty(PGProperty.LOGIN_TIMEOUT.getName(), Long.toString(ANSWER.toSeconds()));
        config.addDataSourceProperty(PGProperty.SOCKET_FACTORY.getName(), PromptSockets.class.getName());
        return new HikariDataSource(config);
    }
}
