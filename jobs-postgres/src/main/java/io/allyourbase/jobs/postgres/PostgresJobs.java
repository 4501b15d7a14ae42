package io.allyourbase.jobs.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.allyourbase.jobs.config.ConfigKey;
import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.engine.Engine;
import io.allyourbase.jobs.engine.EngineOptions;
import io.allyourbase.jobs.enqueue.Enqueuer;
import io.allyourbase.jobs.enqueue.TypedEnqueuer;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.event.Activity;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.PayloadCodec;
import io.allyourbase.jobs.host.Health;
import io.allyourbase.jobs.host.Jobs;
import io.allyourbase.jobs.job.Enqueued;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.postgres.check.plan.PlanGuard;
import io.allyourbase.jobs.postgres.cleanup.DefaultSchedules;
import io.allyourbase.jobs.postgres.cleanup.LegacyTimer;
import io.allyourbase.jobs.postgres.migrate.Migrations;
import io.allyourbase.jobs.postgres.notify.PromptSockets;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The job queue of a host application: enqueues at any time, and between {@link #start} and {@link #close} runs jobs.
 * Safe for use by many threads.
 */
public final class PostgresJobs implements Jobs, Enqueuer, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresJobs.class);
    /** How long its own pool waits for a connection, and for the server's word while it makes one. */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final SchemaName schema;
    private final PostgresStore store;
    private final TypedEnqueuer typed;
    private final Handlers handlers;
    private final Setting setting;
    private final Activity activity = new Activity();
    /** What close has to close, the last first. */
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    private boolean started;
    private volatile @Nullable Engine engine;

    /** What the builder collected, beyond the handlers. */
    record Setting(JobsConfig config, EngineOptions options, Ownership ownership, BuiltIns builtIns, Schema schema) {}

    /** Whose the data source is. */
    enum Ownership {
        HOSTS,
        OURS
    }

    /** Whether the built-in jobs are handled and scheduled. */
    enum BuiltIns {
        ON,
        OFF
    }

    /** Who migrates. */
    enum Schema {
        MIGRATED_AT_START,
        MIGRATED_BY_HOST
    }

    PostgresJobs(DataSource dataSource, SchemaName schema, PayloadCodec codec, Handlers handlers, Setting setting) {
        this.dataSource = dataSource;
        this.schema = schema;
        this.store = PostgresStore.of(dataSource, schema);
        this.typed = new TypedEnqueuer(store.queue(), codec, setting.config().maxAttemptsDefault());
        this.handlers = handlers;
        this.setting = setting;
        if (setting.ownership() == Ownership.OURS && dataSource instanceof AutoCloseable own) {
            open.push(own);
        }
    }

    /** Jobs in the host's database, by its own data source, which stays the host's: it is never closed. */
    public static PostgresJobsBuilder builder(DataSource dataSource) {
        return new PostgresJobsBuilder(dataSource, Ownership.HOSTS);
    }

    /**
     * Jobs in the database of that JDBC address, by a pool of their own that is closed with them.
     *
     * @param url such as {@code jdbc:postgresql://localhost/app?user=app&password=…}
     */
    public static PostgresJobsBuilder builder(String url) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(url);
        pool.setPoolName("ayb-jobs");
        pool.setMinimumIdle(1);
        pool.addDataSourceProperty(PGProperty.SOCKET_FACTORY.getName(), PromptSockets.class.getName());
        // The pool opens on first use, so that a database that is away is told as such.
        pool.setInitializationFailTimeout(-1);
        pool.setConnectionTimeout(ANSWER.toMillis());
        // Nothing else ends a login that is never answered, and the pool waits for one before it tries another.
        pool.addDataSourceProperty(PGProperty.LOGIN_TIMEOUT.getName(), Long.toString(ANSWER.toSeconds()));
        pool.addDataSourceProperty(PGProperty.TCP_KEEP_ALIVE.getName(), "true");
        // Each connection that died silently costs a caller this long, and there may be a pool full of them.
        pool.setValidationTimeout(Duration.ofSeconds(1).toMillis());
        return new PostgresJobsBuilder(new HikariDataSource(pool), Ownership.OURS);
    }

    /**
     * Migrates the schema unless told not to, and starts to run jobs. When jobs are disabled, starts nothing but, with
     * the built-in jobs, the timer that prunes webhook deliveries. Returns itself.
     *
     * @throws JobsException when it was started before, or the tables can't be migrated or are none that this program
     *     can work on
     */
    public synchronized PostgresJobs start() {
        if (started) {
            throw new JobsException("these jobs were started before; build new ones to start again");
        }
        started = true;
        boolean builtIn = setting.builtIns() == BuiltIns.ON;
        JobsConfig config = setting.config();
        if (config.enabled()) {
            startEngine(builtIn);
        } else {
            LOG.info("jobs are disabled by the setting \"{}\": this process runs none", ConfigKey.ENABLED.key());
        }
        if (builtIn && !(config.enabled() && config.schedulerEnabled())) {
            open.push(LegacyTimer.start(new Database(dataSource, schema)));
        }
        return this;
    }

    private void startEngine(boolean builtIn) {
        if (setting.schema() == Schema.MIGRATED_AT_START) {
            Migrations.of(dataSource, schema).migrate();
        } else {
            checkSchema();
        }
        if (builtIn) {
            store.schedules().seed(DefaultSchedules.of(setting.config().maxAttemptsDefault()));
        }
        EngineOptions options = setting.options().with(activity);
        // In this order: an engine that can't be started closes itself, and one that is there can be closed.
        open.push(PlanGuard.start(new Database(dataSource, schema)));
        Engine running = Engine.start(store.work(), handlers, setting.config(), options);
        engine = running;
        open.push(running);
    }

    private void checkSchema() {
        try {
            Migrations.of(dataSource, schema).check();
        } catch (QueueUnavailable away) {
            LOG.warn("the job tables' version is not known: {}", away.getMessage());
        }
    }

    /**
     * Enqueues a job that is due now. Once this returns, it survives a crash of anything.
     *
     * @throws io.allyourbase.jobs.error.InvalidInput when the payload can't be written as JSON of at most 1 MiB
     * @throws io.allyourbase.jobs.error.QueueUnavailable when the database can't be reached
     */
    @Override
    public <P> Enqueued enqueue(JobDefinition<P> definition, P payload) {
        return typed.enqueue(definition, payload);
    }

    @Override
    public <P> Enqueued enqueue(JobDefinition<P> definition, P payload, UnaryOperator<NewJob.Builder> options) {
        return typed.enqueue(definition, payload, options);
    }

    /** Enqueues a job for each payload: all of them or none, in one transaction. The answers are in their order. */
    @Override
    public <P> List<Enqueued> enqueueAll(JobDefinition<P> definition, List<P> payloads) {
        return typed.enqueueAll(definition, payloads);
    }

    /** Enqueues in the transaction that the connection is in. */
    public TransactionalJobs in(Connection connection) {
        return new TransactionalJobs(store, connection, typed);
    }

    /** Where the jobs are: to look at them, retry, run and cancel them, and to edit schedules. */
    @Override
    public Store store() {
        return store;
    }

    @Override
    public JobsConfig config() {
        return setting.config();
    }

    @Override
    public Activity activity() {
        return activity;
    }

    @Override
    public Health health() {
        Engine running = engine;
        Optional<String> loops = running == null ? Optional.empty() : running.problem();
        try {
            // Nobody migrates while jobs are disabled; asking tells all the same whether the database answers.
            Optional<String> tables =
                    Migrations.of(dataSource, schema).problem().filter(problem -> config().enabled());
            return new Health(Optional.empty(), tables, loops);
        } catch (JobsException e) {
            return new Health(Optional.of(String.valueOf(e.getMessage())), Optional.empty(), loops);
        }
    }

    /**
     * Stops taking jobs, waits for those at work for the shutdown's grace, then interrupts them and gives back what did
     * not end. Takes little longer than the grace; where the database does not answer, some twenty seconds. Further calls
     * do nothing.
     */
    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            close(open.pop());
        }
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new JobsException("a part of the jobs could not be closed", e);
        }
    }
}
