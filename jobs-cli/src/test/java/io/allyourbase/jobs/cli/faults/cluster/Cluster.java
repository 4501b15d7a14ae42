package io.allyourbase.jobs.cli.faults.cluster;

import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.cli.faults.load.Load;
import io.allyourbase.jobs.cli.faults.proxy.FaultProxy;
import io.allyourbase.jobs.cli.faults.server.PostgresServer;
import io.allyourbase.jobs.cli.faults.worker.Fleet;
import io.allyourbase.jobs.cli.server.Pool;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.migrate.Migrations;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A server, a proxy that leads to it, workers and an enqueuer that know the proxy's address only, and the journals of the
 * workers. Not safe for use by many threads.
 */
public final class Cluster implements AutoCloseable {
    static final SchemaName SCHEMA = new SchemaName("faults");

    private static final int ENQUEUER_CONNECTIONS = 2;

    private final FaultProxy proxy;
    private final HikariDataSource enqueuer;
    private final PostgresJobs jobs;
    private final Load load;
    private final Fleet fleet;
    private final Records records;
    private final Path directory;
    private final Path journals;
    private final Size size;
    private PostgresServer server;

    /**
     * How large, and how busy.
     *
     * @param perSecond jobs enqueued
     * @param longest how many milliseconds a handler takes at most
     */
    public record Size(int workers, int concurrency, int connections, int leaseSeconds, int perSecond, int longest) {}

    /**
     * Where the proxy leads.
     *
     * @param parameters that those who enter there add to their JDBC address; each begins with {@code &}
     */
    public record Entrance(int port, String parameters) {
        /** The server itself. */
        public static Entrance to(PostgresServer server) {
            return new Entrance(server.port(), "");
        }
    }

    private Cluster(Path directory, PostgresServer server, Entrance entrance, Size size, RandomGenerator random)
            throws IOException {
        this.directory = directory;
        this.server = server;
        this.size = size;
        journals = Files.createDirectories(directory.resolve("journals"));
        proxy = FaultProxy.to(entrance.port());
        String url = PostgresServer.jdbcUrl(proxy.port()) + entrance.parameters();
        enqueuer = Pool.of(url, ENQUEUER_CONNECTIONS);
        Migrations.of(enqueuer, SCHEMA).migrate();
        jobs = PostgresJobs.builder(enqueuer).schema(SCHEMA).build();
        load = Load.start(jobs, random, size.longest());
        fleet = Fleet.start(new Fleet.Plan(
                url,
                SCHEMA.value(),
                size.workers(),
                size.concurrency(),
                size.connections(),
                size.leaseSeconds(),
                journals));
        records = new Records(journals, load.ledger(), new Direct(this::server));
        load.rate(size.perSecond());
    }

    /** Starts everything on a fresh server in that directory. */
    public static Cluster start(Path directory, Size size, RandomGenerator random) throws IOException {
        PostgresServer server = new PostgresServer(directory.resolve("data"), Map.of());
        server.start();
        return on(server, Entrance.to(server), directory, size, random);
    }

    /** Starts everything on that server, which is closed with it. */
    public static Cluster on(
            PostgresServer server, Entrance entrance, Path directory, Size size, RandomGenerator random)
            throws IOException {
        try {
            return new Cluster(directory, server, entrance, size, random);
        } catch (IOException | RuntimeException | Error e) {
            server.close();
            throw e;
        }
    }

    public Size size() {
        return size;
    }

    public PostgresServer server() {
        return server;
    }

    /** From now on the proxy leads to that server, and it is closed with this. */
    public void moveTo(PostgresServer other) {
        server = other;
        proxy.lead(other.port());
    }

    public FaultProxy proxy() {
        return proxy;
    }

    public Fleet fleet() {
        return fleet;
    }

    public Load load() {
        return load;
    }

    public Records records() {
        return records;
    }

    /** Where the workers keep their journals. */
    public Path journals() {
        return journals;
    }

    /** A directory that nobody else has. */
    public Path directory(String name) throws IOException {
        return Files.createTempDirectory(directory, name);
    }

    /** The database, not through the proxy. */
    public Direct direct() {
        return new Direct(this::server);
    }

    /** Waits until nothing is queued or running of all jobs up to that number, which have been asked for. */
    public void awaitFinished(long number, Duration atMost) {
        Instant now = Instant.now();
        await().atMost(atMost).ignoreExceptions().until(() -> direct().unfinished(number, now) == 0);
    }

    @Override
    public void close() throws IOException {
        load.close();
        fleet.close();
        jobs.close();
        enqueuer.close();
        proxy.close();
        server.close();
    }
}
