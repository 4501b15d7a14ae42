package io.allyourbase.jobs.postgres;

import io.allyourbase.jobs.postgres.testing.Publication;
import io.allyourbase.jobs.postgres.testing.TestDatabase;

/** Replicated, as by Debezium or for an upgrade: Postgres refuses to delete a row that it can't tell from others. */
class PublishedStoreTest extends StoreSetting {
    @Override
    TestDatabase open() {
        TestDatabase database = TestDatabase.migrated();
        Publication.of(database);
        return database;
    }
}
