package io.allyourbase.jobs.postgres.testing;

/** How many entries of an index were read, by a database of one session. */
public final class EntriesRead {
    private EntriesRead() {}

    /** What that reads of an index of the schema. */
    public static long by(TestDatabase database, String index, Runnable look) {
        long before = soFar(database, index);
        look.run();
        return soFar(database, index) - before;
    }

    private static long soFar(TestDatabase database, String index) {
        database.text("SELECT pg_stat_force_next_flush()");
        return Long.parseLong(database.text("SELECT idx_tup_read FROM pg_stat_all_indexes"
                + " WHERE indexrelid = '${schema}." + index + "'::regclass"));
    }
}
