package io.allyourbase.jobs.postgres.testing;

/**
 * All tables of a schema published, and with the history its partitions to come. To what Postgres refuses it is as one
 * FOR ALL TABLES, but that would be of the tests beside it too.
 */
public final class Publication {
    private Publication() {}

    /** Until the database is closed. */
    public static void of(TestDatabase database) {
        String tables = database.text("""
                SELECT string_agg(format('%I.%I', nspname, relname), ', ')
                FROM pg_class JOIN pg_namespace AS schema ON schema.oid = relnamespace
                WHERE relnamespace = '${schema}'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
                """);
        database.execute("CREATE PUBLICATION ${schema} FOR TABLE " + tables);
        database.onClose("DROP PUBLICATION ${schema}");
    }
}
