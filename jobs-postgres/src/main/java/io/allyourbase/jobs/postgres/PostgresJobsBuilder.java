package io.allyourbase.jobs.postgres;

import io.allyourbase.jobs.config.ConfigKey;
import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.engine.EngineOptions;
import io.allyourbase.jobs.event.JobEventListener;
import io.allyourbase.jobs.handler.Handler;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.handler.Interceptor;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.OutcomeHandler;
import io.allyourbase.jobs.handler.PayloadCodec;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.postgres.PostgresJobs.BuiltIns;
import io.allyourbase.jobs.postgres.PostgresJobs.Ownership;
import io.allyourbase.jobs.postgres.PostgresJobs.Schema;
import io.allyourbase.jobs.postgres.cleanup.BuiltInJobs;
import io.allyourbase.jobs.postgres.json.JacksonCodec;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Collects what a {@link PostgresJobs} is made of. Not safe for use by many threads. */
public final class PostgresJobsBuilder {
    private final DataSource dataSource;
    private final Ownership ownership;
    private final EngineOptions.Builder options = EngineOptions.builder();
    private final List<Consumer<Handlers.Builder>> handlers = new ArrayList<>();
    private SchemaName schema = SchemaName.PUBLIC;
    private JobsConfig config = JobsConfig.ENABLED;
    private PayloadCodec codec = new JacksonCodec();
    private BuiltIns builtIns = BuiltIns.OFF;
    private Schema migration = Schema.MIGRATED_AT_START;

    PostgresJobsBuilder(DataSource dataSource, Ownership ownership) {
        this.dataSource = dataSource;
        this.ownership = ownership;
    }

    /** The schema of the queue's tables; {@code public} unless told otherwise. */
    public PostgresJobsBuilder schema(SchemaName schema) {
        this.schema = schema;
        return this;
    }

    /**
     * The settings, all of them; {@link JobsConfig#ENABLED} unless told otherwise. With {@link JobsConfig#DEFAULT} jobs are
     * disabled, and {@code start} runs none.
     */
    public PostgresJobsBuilder config(JobsConfig config) {
        this.config = config;
        return this;
    }

    /**
     * How many jobs this process runs at once, 1 to 10,000; 4 unless told otherwise.
     *
     * @throws io.allyourbase.jobs.config.InvalidConfig when it is out of that range
     */
    public PostgresJobsBuilder concurrency(int jobs) {
        config = config.with(ConfigKey.WORKER_CONCURRENCY, Integer.toString(jobs));
        return this;
    }

    /** How payloads become JSON; by Jackson unless told otherwise. */
    public PostgresJobsBuilder codec(PayloadCodec codec) {
        this.codec = codec;
        return this;
    }

    /** Handles the type. */
    public <P> PostgresJobsBuilder handle(JobDefinition<P> definition, Handler<P> handler) {
        handlers.add(all -> all.handle(definition, handler));
        return this;
    }

    /** Handles the type with a handler that says how it ended. */
    public <P> PostgresJobsBuilder handleWithOutcome(JobDefinition<P> definition, OutcomeHandler<P> handler) {
        handlers.add(all -> all.handleWithOutcome(definition, handler));
        return this;
    }

    /**
     * Handles the type in transactions on connections of the data source: each run's effects there commit together with
     * its completion, and so happen exactly once.
     */
    public <P> PostgresJobsBuilder handleInTransaction(JobDefinition<P> definition, TransactionHandler<P> handler) {
        handlers.add(all -> all.handle(definition, new InTransaction<>(dataSource, schema, handler)));
        return this;
    }

    /** Goes around every handler's run; the first is the outermost. */
    public PostgresJobsBuilder around(Interceptor interceptor) {
        handlers.add(all -> all.around(interceptor));
        return this;
    }

    /** Is told what happens. */
    public PostgresJobsBuilder listener(JobEventListener listener) {
        options.listener(listener);
        return this;
    }

    /**
     * The queues to take jobs from; the default queue unless told otherwise. Schedules fire into the default queue, so one
     * of the processes has to name it too.
     */
    public PostgresJobsBuilder queues(String... names) {
        options.queues(Stream.of(names).map(QueueName::new).toList());
        return this;
    }

    /** How long finished jobs are kept, from a day to 100 years; 30 days unless told otherwise. */
    public PostgresJobsBuilder retention(Duration retention) {
        options.retention(retention);
        return this;
    }

    /** How long close waits for handlers, a year at most; 30 seconds unless told otherwise. */
    public PostgresJobsBuilder shutdownGrace(Duration grace) {
        options.shutdownGrace(grace);
        return this;
    }

    /** Handles and schedules the built-in cleanup jobs too. */
    public PostgresJobsBuilder withBuiltInJobs() {
        builtIns = BuiltIns.ON;
        return this;
    }

    /** Leaves the schema to the host's own migrations. Tables that this program can't work on refuse its start. */
    public PostgresJobsBuilder withoutMigration() {
        migration = Schema.MIGRATED_BY_HOST;
        return this;
    }

    /**
     * Makes the jobs. Opens no connection yet.
     *
     * @throws io.allyourbase.jobs.error.InvalidInput when a type has two handlers, or an option is out of its range
     */
    public PostgresJobs build() {
        Handlers.Builder all = Handlers.builder(codec);
        handlers.forEach(each -> each.accept(all));
        if (builtIns == BuiltIns.ON) {
            BuiltInJobs.handle(all, new Database(dataSource, schema));
        }
        PostgresJobs.Setting setting =
                new PostgresJobs.Setting(config, options.build(), ownership, builtIns, migration);
        return new PostgresJobs(dataSource, schema, codec, all.build(), setting);
    }
}
