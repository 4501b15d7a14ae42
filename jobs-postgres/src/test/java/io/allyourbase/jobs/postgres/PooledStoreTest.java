package io.allyourbase.jobs.postgres;

import io.allyourbase.jobs.postgres.testing.PgBouncer;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Behind a transaction-mode pooler: no LISTEN, no session that lasts, no prepared statements. */
class PooledStoreTest extends StoreSetting {
    private @Nullable PgBouncer pooler;

    @Override
    TestDatabase open() {
        PgBouncer started = PgBouncer.started();
        pooler = started;
        return TestDatabase.migrated("pooled " + UUID.randomUUID(), settings -> settings.setJdbcUrl(started.url()));
    }

    @Override
    void closeServer() {
        if (pooler != null) {
            pooler.close();
        }
    }
}
