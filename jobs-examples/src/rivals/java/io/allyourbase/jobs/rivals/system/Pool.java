package io.allyourbase.jobs.rivals.system;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** A pool of connections, of the size that is the pool's own default unless told otherwise. */
final class Pool {
    private Pool() {}

    static HikariDataSource of(String jdbcUrl) {
        return of(jdbcUrl, 10);
    }

    static HikariDataSource of(String jdbcUrl, int connections) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl);
        config.setMaximumPoolSize(connections);
        return new HikariDataSource(config);
    }
}
