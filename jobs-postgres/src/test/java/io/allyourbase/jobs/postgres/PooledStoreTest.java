package io.allyourbase.jobs.postgres;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.allyourbase.jobs.postgres.testing.PgBouncer;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Behind a transaction-mode pooler: no LISTEN, no session that lasts, no prepared statements. */
class PooledStoreTest extends StoreSetting {
    private @Nullable PgBouncer pooler;

    @Override
    TestDatabase open() {
        assumeTrue(PgBouncer.program().isPresent(), "pgbouncer is not installed");
        try {
            PgBouncer started = PgBouncer.start(PgBouncer.program().orElseThrow(), TestDatabase.url());
            pooler = started;
            return TestDatabase.migrated("pooled " + UUID.randomUUID(), settings -> settings.setJdbcUrl(started.url()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    void closeServer() {
        if (pooler != null) {
            pooler.close();
        }
    }
}
