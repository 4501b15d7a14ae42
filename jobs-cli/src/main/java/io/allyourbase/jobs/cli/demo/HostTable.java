package io.allyourbase.jobs.cli.demo;

import java.util.List;

/**
 * A table that a host application owns, filled for the demo.
 *
 * @param script makes and fills it
 * @param rows how many it has
 * @param expired how many of them a cleanup must remove
 */
record HostTable(String name, String script, long rows, long expired) {
    /** All six that the built-in jobs clean, with 115,000 rows. Every so-manieth row has expired. */
    static List<HostTable> all() {
        return List.of(
                table(
                        "_ayb_sessions",
                        40_000,
                        4,
                        "id bigint PRIMARY KEY, user_id uuid NOT NULL, ip text NOT NULL, expires_at timestamptz NOT NULL",
                        "gen_random_uuid(), '10.0.' || n % 256 || '.' || n % 251, "
                                + "now() + CASE WHEN expired THEN -interval '1 hour' ELSE interval '7 days' END"),
                table(
                        "_ayb_webhook_deliveries",
                        40_000,
                        5,
                        "id bigint PRIMARY KEY, url text NOT NULL, status integer NOT NULL, delivered_at timestamptz",
                        "'https://example.com/hooks/' || n % 50, 200, "
                                + "now() - CASE WHEN expired THEN interval '10 days' ELSE interval '2 days' END"),
                table(
                        "_ayb_oauth_tokens",
                        20_000,
                        4,
                        "id bigint PRIMARY KEY, token_hash text NOT NULL, expires_at timestamptz, revoked_at timestamptz",
                        "md5(n::text), now() + interval '1 hour', CASE WHEN expired THEN now() - interval '2 days' END"),
                table(
                        "_ayb_oauth_authorization_codes",
                        5_000,
                        2,
                        "id bigint PRIMARY KEY, code_hash text NOT NULL, expires_at timestamptz, used_at timestamptz",
                        "md5(n::text), now() + CASE WHEN expired THEN -interval '1 minute' ELSE interval '1 hour' END, NULL"),
                table(
                        "_ayb_magic_links",
                        5_000,
                        2,
                        "id bigint PRIMARY KEY, token_hash text NOT NULL, expires_at timestamptz",
                        "md5(n::text), now() + CASE WHEN expired THEN -interval '1 hour' ELSE interval '1 hour' END"),
                table(
                        "_ayb_password_resets",
                        5_000,
                        2,
                        "id bigint PRIMARY KEY, token_hash text NOT NULL, expires_at timestamptz",
                        "md5(n::text), now() + CASE WHEN expired THEN -interval '1 hour' ELSE interval '1 hour' END"));
    }

    private static HostTable table(String name, long rows, long everyNth, String columns, String values) {
        String script = "CREATE TABLE " + name + " (" + columns + "); INSERT INTO " + name + " SELECT n, " + values
                + " FROM (SELECT n, n % " + everyNth + " = 0 AS expired FROM generate_series(1, " + rows
                + ") AS n) AS rows";
        return new HostTable(name, script, rows, rows / everyNth);
    }
}
