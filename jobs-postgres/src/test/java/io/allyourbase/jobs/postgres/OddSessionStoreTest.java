package io.allyourbase.jobs.postgres;

import io.allyourbase.jobs.postgres.testing.TestDatabase;

/** A host's pool that commits by hand, lives in another zone, writes dates its own way and looks into another schema. */
class OddSessionStoreTest extends StoreSetting {
    @Override
    TestDatabase open() {
        return TestDatabase.migrated("Odd \"schema\"-1 é", settings -> {
            settings.setAutoCommit(false);
            settings.setConnectionInitSql("SET TIME ZONE 'Asia/Kolkata'; SET search_path TO pg_catalog; "
                    + "SET DateStyle TO 'ISO, DMY'; SET IntervalStyle TO 'sql_standard'");
        });
    }
}
