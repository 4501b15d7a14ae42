package io.allyourbase.jobs.postgres.check;

import io.allyourbase.jobs.error.AccessRefused;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.error.NotMigrated;
import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.check.plan.PlanCheck;
import io.allyourbase.jobs.postgres.check.probe.HostPool;
import io.allyourbase.jobs.postgres.check.probe.Listening;
import io.allyourbase.jobs.postgres.check.probe.Probe;
import io.allyourbase.jobs.postgres.check.probe.Probes;
import io.allyourbase.jobs.postgres.migrate.Migrations;
import io.allyourbase.jobs.postgres.sql.Contended;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.Database.Mode;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;

/**
 * Looks for what makes a queue slow, unsafe or idle though nothing in it is wrong: the server, its settings, other
 * sessions, plans, missing workers. Changes nothing. Safe for use by many threads.
 */
public final class Doctor {
    private final DataSource dataSource;
    private final Database database;
    private final Migrations migrations;
    private final InstantSource clock;

    private Doctor(DataSource dataSource, SchemaName schema, InstantSource clock) {
        this.dataSource = dataSource;
        this.database = new Database(dataSource, schema);
        this.migrations = Migrations.of(dataSource, schema);
        this.clock = clock;
    }

    /** For the queue in that schema. Uses two connections at once, and opens none yet. */
    public static Doctor of(DataSource dataSource, SchemaName schema) {
        return new Doctor(dataSource, schema, InstantSource.system());
    }

    /**
     * What was found, also where all is well. What its user may not see is a {@link Severity#NOTE}.
     *
     * @throws QueueUnavailable when the database can't be reached
     */
    public List<Finding> run() {
        Optional<Finding> version = version();
        List<Finding> findings = new ArrayList<>();
        Probes.ofServer(clock).forEach(probe -> findings.addAll(look(probe)));
        findings.add(Listening.of(database));
        HostPool.of(dataSource).ifPresent(findings::add);
        if (version.isPresent()) {
            findings.add(version.get());
            return findings;
        }
        findings.addAll(seen("plans", () -> database.transaction(Mode.UPKEEP, PlanCheck::of)));
        Probes.ofTables().forEach(probe -> findings.addAll(look(probe)));
        return findings;
    }

    private Optional<Finding> version() {
        try {
            return migrations
                    .problem()
                    .map(problem -> Finding.of(Severity.PROBLEM, "schema-version", problem)
                            .advice("No job runs.", "Run `ayb migrate`, or use the program of the tables' version."));
        } catch (Contended e) {
            return Optional.of(notInTime("schema-version", e));
        } catch (QueueUnavailable e) {
            throw e;
        } catch (JobsException e) {
            // Which right it lacks, each look tells for itself.
            return Optional.empty();
        }
    }

    private List<Finding> look(Probe probe) {
        return seen(probe.name(), () -> database.transaction(Mode.SURVEY, probe::look));
    }

    private static List<Finding> seen(String name, Supplier<List<Finding>> look) {
        try {
            return look.get();
        } catch (AccessRefused | NotMigrated e) {
            return List.of(notSeen(name, e)
                    .advice("Nothing is known of it.", "Grant this user the right, or ask as the queue's own user."));
        } catch (Contended e) {
            return List.of(notInTime(name, e));
        } catch (QueueUnavailable e) {
            throw e;
        } catch (JobsException e) {
            return List.of(notSeen(name, e).advice("Nothing is known of it.", "The server's log may say why."));
        }
    }

    private static Finding notSeen(String name, JobsException why) {
        return Finding.of(Severity.NOTE, name, "could not be looked at: " + why.getMessage());
    }

    private static Finding notInTime(String name, Contended why) {
        return Finding.of(
                        Severity.PROBLEM,
                        name,
                        "could not be looked at in time: locked, or too slow (" + why.getMessage() + ")")
                .advice(
                        "Nothing is known of it; what waits for the same lock stands still.",
                        "See who holds it, in pg_locks with pg_stat_activity: the oldest xact_start first.");
    }
}
