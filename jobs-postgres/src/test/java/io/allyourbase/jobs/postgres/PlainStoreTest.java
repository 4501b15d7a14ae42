package io.allyourbase.jobs.postgres;

import io.allyourbase.jobs.postgres.testing.TestDatabase;

class PlainStoreTest extends StoreSetting {
    @Override
    TestDatabase open() {
        return TestDatabase.migrated();
    }
}
