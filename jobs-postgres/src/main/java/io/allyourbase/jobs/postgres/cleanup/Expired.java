package io.allyourbase.jobs.postgres.cleanup;

import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.Sql;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * What may go from one of the host's tables.
 *
 * @param table its name, found by the connection's search_path
 * @param delete deletes a bounded number of rows; its parameters are the table's own and then, last, that number
 */
record Expired(String table, Sql delete, List<?> parameters) {
    private static final int BATCH = 5_000;

    // The host's tables, by the host's indexes. The condition stands twice: a row that was renewed after it was found
    // must stay.
    private static final Sql SESSIONS = Sql.of("""
            DELETE FROM _ayb_sessions WHERE expires_at < now() AND ctid = ANY(ARRAY(
                SELECT ctid FROM _ayb_sessions WHERE expires_at < now() LIMIT ?))
            """);

    private static final Sql DELIVERIES = Sql.of("""
            DELETE FROM _ayb_webhook_deliveries WHERE delivered_at < now() - ? * interval '1 hour' AND ctid = ANY(ARRAY(
                SELECT ctid FROM _ayb_webhook_deliveries WHERE delivered_at < now() - ? * interval '1 hour' LIMIT ?))
            """);

    private static final Sql TOKENS = Sql.of("""
            DELETE FROM _ayb_oauth_tokens
            WHERE (expires_at < now() - interval '1 day' OR revoked_at < now() - interval '1 day') AND ctid = ANY(ARRAY(
                SELECT ctid FROM _ayb_oauth_tokens
                WHERE expires_at < now() - interval '1 day' OR revoked_at < now() - interval '1 day' LIMIT ?))
            """);

    private static final Sql CODES = Sql.of("""
            DELETE FROM _ayb_oauth_authorization_codes
            WHERE (expires_at < now() OR used_at < now() - interval '1 day') AND ctid = ANY(ARRAY(
                SELECT ctid FROM _ayb_oauth_authorization_codes
                WHERE expires_at < now() OR used_at < now() - interval '1 day' LIMIT ?))
            """);

    private static final Sql LINKS = Sql.of("""
            DELETE FROM _ayb_magic_links WHERE expires_at < now() AND ctid = ANY(ARRAY(
                SELECT ctid FROM _ayb_magic_links WHERE expires_at < now() LIMIT ?))
            """);

    private static final Sql RESETS = Sql.of("""
            DELETE FROM _ayb_password_resets WHERE expires_at < now() AND ctid = ANY(ARRAY(
                SELECT ctid FROM _ayb_password_resets WHERE expires_at < now() LIMIT ?))
            """);

    static Expired sessions() {
        return new Expired("_ayb_sessions", SESSIONS, List.of(BATCH));
    }

    static Expired deliveries(long retentionHours) {
        return new Expired("_ayb_webhook_deliveries", DELIVERIES, List.of(retentionHours, retentionHours, BATCH));
    }

    static Expired tokens() {
        return new Expired("_ayb_oauth_tokens", TOKENS, List.of(BATCH));
    }

    static Expired codes() {
        return new Expired("_ayb_oauth_authorization_codes", CODES, List.of(BATCH));
    }

    static Expired magicLinks() {
        return new Expired("_ayb_magic_links", LINKS, List.of(BATCH));
    }

    static Expired passwordResets() {
        return new Expired("_ayb_password_resets", RESETS, List.of(BATCH));
    }

    private static final Sql EXISTS = Sql.of("SELECT to_regclass(?) IS NOT NULL AS found");

    boolean exists(Database database) {
        return database.statement(
                Mode.ENGINE,
                tx -> tx.first(EXISTS, List.of(table), row -> row.flag("found")).orElseThrow());
    }

    /**
     * Deletes in batches, each a transaction of its own, until fewer are left than a batch holds.
     *
     * @param mayGoOn asked before each batch
     */
    long deleteAll(Database database, BooleanSupplier mayGoOn) {
        long deleted = 0;
        int batch = BATCH;
        // More where the table is partitioned: a row's place is told within its own partition.
        while (batch >= BATCH && mayGoOn.getAsBoolean()) {
            batch = database.statement(Mode.HOSTS, tx -> tx.update(delete, parameters));
            deleted += batch;
        }
        return deleted;
    }
}
