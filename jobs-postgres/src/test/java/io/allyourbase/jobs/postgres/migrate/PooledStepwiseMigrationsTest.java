package io.allyourbase.jobs.postgres.migrate;

import io.allyourbase.jobs.postgres.testing.PgBouncer;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The same, behind a transaction-mode pooler. */
class PooledStepwiseMigrationsTest extends StepwiseMigrationsTest {
    private static final AtomicReference<PgBouncer> POOLER = new AtomicReference<>();

    @BeforeAll
    static void start() {
        POOLER.set(PgBouncer.started());
    }

    @AfterAll
    static void stop() {
        Optional.ofNullable(POOLER.get()).ifPresent(PgBouncer::close);
    }

    @Override
    TestDatabase open() {
        PgBouncer pooler = Objects.requireNonNull(POOLER.get());
        return TestDatabase.migrated("pooled " + UUID.randomUUID(), settings -> settings.setJdbcUrl(pooler.url()));
    }
}
