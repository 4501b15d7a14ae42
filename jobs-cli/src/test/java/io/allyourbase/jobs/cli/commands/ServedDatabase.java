package io.allyourbase.jobs.cli.commands;

import io.allyourbase.jobs.cli.Ayb;
import io.allyourbase.jobs.cli.process.JavaProcess;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An {@code ayb serve} on a database of its own, on any free port. No job comes of itself: its scheduler is off. */
final class ServedDatabase implements AutoCloseable {
    static final String TOKEN = "token-of-the-tests";

    private static final int HEAP = 256;
    private static final Pattern ADDRESS = Pattern.compile("admin on (http://127\\.0\\.0\\.1:\\d+)");

    private final TestDatabase database = TestDatabase.migrated();
    private final JavaProcess server;
    private final Cli cli;

    ServedDatabase() {
        this(Map.of("AYB_JOBS_ENABLED", "true"));
    }

    ServedDatabase(Map<String, String> environment) {
        this(HEAP, environment);
    }

    /** With that much heap, in megabytes. */
    ServedDatabase(int heap, Map<String, String> environment) {
        server = serve(heap, database, environment, "--port", "0");
        server.awaitOutput("admin on ");
        Matcher address = ADDRESS.matcher(server.output());
        if (!address.find()) {
            throw new AssertionError(server.output());
        }
        cli = new Cli(address.group(1), TOKEN);
    }

    /** A server that is not waited for. */
    static JavaProcess serve(TestDatabase database, Map<String, String> environment, String... options) {
        return serve(HEAP, database, environment, options);
    }

    private static JavaProcess serve(
            int heap, TestDatabase database, Map<String, String> environment, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "serve",
                "--database-url",
                TestDatabase.url(),
                "--schema",
                database.schema().value()));
        arguments.addAll(List.of(options));
        Map<String, String> all =
                new HashMap<>(Map.of("AYB_ADMIN_TOKEN", TOKEN, "AYB_JOBS_SCHEDULER_ENABLED", "false"));
        all.putAll(environment);
        return JavaProcess.start(heap, Ayb.class, all, arguments);
    }

    Cli cli() {
        return cli;
    }

    TestDatabase database() {
        return database;
    }

    JavaProcess server() {
        return server;
    }

    @Override
    public void close() {
        server.terminate();
        try {
            server.awaitExit();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        database.close();
    }
}
