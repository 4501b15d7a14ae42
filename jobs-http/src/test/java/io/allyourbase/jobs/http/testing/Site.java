package io.allyourbase.jobs.http.testing;

import io.allyourbase.jobs.host.Jobs;
import io.allyourbase.jobs.http.AdminOptions;
import io.allyourbase.jobs.http.AdminServer;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.lifecycle.Event;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.ScheduleId;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.port.Outcomes;
import io.allyourbase.jobs.port.Presence;
import io.allyourbase.jobs.port.ScheduleTicks;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import io.allyourbase.jobs.schedule.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** An admin server on a real Postgres, empty before each test, and a worker that does what it is told. */
public final class Site implements BeforeEachCallback, AfterAllCallback {
    public static final String TOKEN = "a-token-for-tests";
    public static final String PASSWORD = "a password for tests";
    public static final JobType TYPE = new JobType("mail");

    private final TestDatabase database = TestDatabase.migrated();
    private final PostgresJobs jobs = PostgresJobs.builder(database.dataSource())
            .schema(database.schema())
            .build();
    private final Store.Work work = jobs.store().work();
    private final AdminServer server = AdminServer.start(jobs, options().build());
    private final Client client = Client.of(server.url(), TOKEN);

    /** Any free port, a token and a password. */
    public static AdminOptions.Builder options() {
        return AdminOptions.builder().port(0).token(TOKEN).password(PASSWORD);
    }

    public Client client() {
        return client;
    }

    public AdminServer server() {
        return server;
    }

    /** The address of a page of the dashboard, of which the empty one is the first. */
    public String dashboard(String page) {
        return server.url() + "/api/admin/dashboard/index.html" + page;
    }

    public Jobs jobs() {
        return jobs;
    }

    public Store store() {
        return jobs.store();
    }

    public JobId enqueue() {
        return enqueue(NewJob.builder(TYPE));
    }

    public JobId enqueue(NewJob.Builder job) {
        return store().queue().enqueue(job.build()).id();
    }

    /** Claims the one job that is due. */
    public Job claim() {
        return claim(Duration.ofMinutes(5));
    }

    public Job claim(Duration lease) {
        Claims.Request request =
                new Claims.Request(new WorkerId("worker-1"), QueueName.DEFAULT, Set.of(TYPE), 1, lease);
        return work.claims().claim(request).get(0);
    }

    /** Makes it known that a worker is there. */
    public void present(Presence.Worker worker) {
        work.presence().beat(worker);
    }

    /** Makes a schedule overdue since then. */
    public void putOff(ScheduleId id, Instant since) {
        Schedule schedule = store().schedules().find(id).orElseThrow();
        work.ticks().fire(List.of(new ScheduleTicks.Advance(schedule, List.of(), Optional.of(since))));
    }

    /** Enqueues a job and takes it through a run that ends so. */
    public JobId ended(Ending ending) {
        enqueue();
        Job job = claim();
        work.outcomes().write(List.of(new Outcomes.RunOutcome(job.id(), ending.of(job))));
        return job.id();
    }

    public JobId failed() {
        return ended(job -> new Event.FailForGood(job.fence(), "no such mailbox"));
    }

    public JobId completed() {
        return ended(job -> new Event.Complete(job.fence(), "sent"));
    }

    /** What a run's owner says of it. */
    @FunctionalInterface
    public interface Ending {
        Event.ByOwner of(Job job);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        database.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        server.close();
        work.wakeups().close();
        jobs.close();
        database.close();
    }
}
