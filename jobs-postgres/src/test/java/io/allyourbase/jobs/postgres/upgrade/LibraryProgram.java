package io.allyourbase.jobs.postgres.upgrade;

import io.allyourbase.jobs.config.ConfigKey;
import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.PermanentFailure;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.host.Health;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.JobAdmin;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.JobStats;
import io.allyourbase.jobs.port.PageRequest;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.PostgresJobsBuilder;
import io.allyourbase.jobs.postgres.migrate.Migrations;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import io.allyourbase.jobs.retry.FixedBackoff;
import io.allyourbase.jobs.retry.RetryPolicy;
import io.allyourbase.jobs.schedule.CatchUp;
import io.allyourbase.jobs.schedule.NewSchedule;
import io.allyourbase.jobs.schedule.Schedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** A program of the release that its class loader finds. Names only what every release since the previous one has. */
public final class LibraryProgram implements Program {
    private static final RetryPolicy AT_ONCE = RetryPolicy.of(new FixedBackoff(Duration.ZERO));
    private static final JobsConfig CONFIG = JobsConfig.DEFAULT
            .with(ConfigKey.ENABLED, "true")
            .with(ConfigKey.POLL_INTERVAL_MS, "100")
            .with(ConfigKey.SCHEDULER_TICK_S, "1");

    private final DataSource dataSource;
    private final SchemaName schema;
    private final List<String> ran = new CopyOnWriteArrayList<>();
    private PostgresJobs jobs;

    /** Opens no connection yet. */
    public LibraryProgram(DataSource dataSource, String schema) {
        this.dataSource = dataSource;
        this.schema = new SchemaName(schema);
        this.jobs = builder().build();
    }

    private PostgresJobsBuilder builder() {
        return PostgresJobs.builder(dataSource).schema(schema).config(CONFIG).shutdownGrace(Duration.ofSeconds(5));
    }

    private static JobDefinition<String> definition(String type) {
        return JobDefinition.of(type, String.class).retryPolicy(AT_ONCE);
    }

    @Override
    public List<Integer> migrate() {
        return Migrations.of(dataSource, schema).migrate();
    }

    @Override
    public void start(Set<String> types) {
        PostgresJobsBuilder builder =
                builder().handle(definition(FLAKY), this::failOnce).handle(definition(HOPELESS), this::fail);
        types.forEach(type -> builder.handle(definition(type), this::note));
        jobs = builder.build().start();
    }

    private void note(String payload, Run run) {
        ran.add(run.id().toString());
    }

    private void failOnce(String payload, Run run) {
        note(payload, run);
        if (run.attempt() == 1) {
            throw new IllegalStateException("the first attempt fails");
        }
    }

    private void fail(String payload, Run run) {
        note(payload, run);
        throw new PermanentFailure("it never works");
    }

    @Override
    public Optional<String> problem() {
        Health health = jobs.health();
        return health.database().or(health::schema).or(health::engine);
    }

    @Override
    public String enqueue(String type) {
        return jobs.enqueue(definition(type), "payload").id().toString();
    }

    @Override
    public String enqueueOnce(String type, String key) {
        return jobs.enqueue(definition(type), "payload", job -> job.idempotencyKey(key))
                .id()
                .toString();
    }

    @Override
    public List<String> ran() {
        return List.copyOf(ran);
    }

    @Override
    public String claimAndDie(String type) {
        Claims.Request request = new Claims.Request(
                new WorkerId("dead"), QueueName.DEFAULT, Set.of(new JobType(type)), 1, Duration.ofMillis(1));
        List<Job> claimed = jobs.store().work().claims().claim(request);
        return claimed.get(0).id().toString();
    }

    @Override
    public void schedule(String name, String type) {
        NewSchedule schedule = NewSchedule.builder(name, new JobType(type), "0 0 1 1 *")
                .catchUp(CatchUp.all(10))
                .build();
        if (jobs.store().schedules().create(schedule).isEmpty()) {
            throw new IllegalStateException("there is a schedule " + name);
        }
    }

    @Override
    public List<String> schedules() {
        return jobs.store().schedules().list().stream().map(Schedule::name).toList();
    }

    @Override
    public List<String> list() {
        List<String> lines = new ArrayList<>();
        Optional<PageRequest> request = Optional.of(PageRequest.first(3));
        while (request.isPresent()) {
            JobAdmin.Page page = jobs.store().admin().list(JobFilter.ALL, request.get());
            page.jobs().forEach(job -> lines.add(line(job)));
            request = page.next().map(cursor -> new PageRequest(3, 0, Optional.of(cursor)));
        }
        return lines;
    }

    private static String line(Job job) {
        return job.id() + " " + job.type() + " " + job.state() + " "
                + job.attempts().used();
    }

    @Override
    public String find(String id) {
        Job job = jobs.store().admin().find(id(id)).orElseThrow();
        return job.state().word() + job.lastError().map(error -> ": " + error).orElse("");
    }

    @Override
    public void retry(String id) {
        jobs.store().admin().retry(id(id));
    }

    @Override
    public void cancel(String id) {
        jobs.store().admin().cancel(id(id));
    }

    @Override
    public String stats() {
        JobStats.Stats stats = jobs.store().stats().stats();
        return Stream.of(stats.queued(), stats.running(), stats.completed(), stats.failed(), stats.canceled())
                .map(String::valueOf)
                .collect(Collectors.joining(" "));
    }

    @Override
    public void sweep() {
        jobs.store().work().retention().sweep(Duration.ofDays(30));
    }

    private static JobId id(String text) {
        return new JobId(UUID.fromString(text));
    }

    @Override
    public void close() {
        jobs.close();
    }
}
