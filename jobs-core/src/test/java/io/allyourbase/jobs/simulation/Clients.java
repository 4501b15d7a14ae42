package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobIds;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.JobAdmin;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.schedule.CatchUp;
import io.allyourbase.jobs.schedule.NewSchedule;
import io.allyourbase.jobs.schedule.Overlap;
import io.allyourbase.jobs.schedule.Schedule;
import io.allyourbase.jobs.schedule.ScheduleChange;
import io.allyourbase.jobs.simulation.Statement.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Those who enqueue jobs, now and then twice, and operators who cancel, retry, run jobs now, and edit schedules. */
final class Clients extends Actor {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

    private final Cluster cluster;
    private final Chance chance;
    private final Store store;
    private final JobAdmin admin;
    private final JobIds ids;
    private final List<JobId> jobs = new ArrayList<>();
    private long actsAt;

    Clients(Cluster cluster) {
        this.cluster = cluster;
        this.chance = cluster.chance();
        this.store = cluster.store().store();
        this.admin = cluster.mutation().admin(cluster.store());
        // A client's clock is as wrong as any.
        this.ids = new JobIds(cluster.clocks().local(chance)::timeOfDay, chance.split());
        for (int i = chance.between(0, 3); i > 0; i--) {
            create(schedule("schedule-" + i));
        }
    }

    /** Those that were taken in. */
    List<JobId> jobs() {
        return jobs;
    }

    @Override
    long readyAt() {
        return actsAt;
    }

    @Override
    boolean isGone() {
        return cluster.isCalm();
    }

    @Override
    void act() {
        actsAt = cluster.now() + chance.upTo(LONGEST_PAUSE).toNanos();
        switch (chance.between(0, 9)) {
            case 0 -> cancel();
            case 1, 2 -> retry();
            case 3 -> edit();
            case 4 -> runNow();
            default -> enqueue();
        }
    }

    private <T> T say(Kind kind, Supplier<T> effect) {
        return cluster.judge().observe(Statement.client(kind), effect);
    }

    private void enqueue() {
        for (int i = chance.between(1, 4); i > 0; i--) {
            NewJob job = job();
            jobs.add(say(Kind.ENQUEUE, () -> store.queue().enqueue(job)).id());
            if (chance.oneIn(4)) {
                // The answer was lost, so it is said again.
                say(Kind.ENQUEUE, () -> store.queue().enqueue(job));
            }
        }
    }

    private NewJob job() {
        NewJob.Builder job = NewJob.builder(chance.pick(JobTypes.ALL))
                .payload(Payload.of("{}"))
                .queue(chance.pick(Cluster.QUEUES))
                .priority(chance.between(NewJob.MOST_URGENT, NewJob.LEAST_URGENT))
                .maxAttempts(chance.between(1, 4));
        JobId id = ids.next();
        job = chance.oneIn(2) ? job.id(id) : job.idempotencyKey(id.toString());
        return chance.oneIn(3) ? job.delay(chance.upTo(Duration.ofSeconds(20))).build() : job.build();
    }

    private void cancel() {
        if (!jobs.isEmpty()) {
            JobId id = chance.pick(jobs);
            say(Kind.CANCEL, () -> admin.cancel(id));
        }
    }

    private void retry() {
        List<JobId> failed = jobs.stream()
                .filter(id ->
                        cluster.store().find(id).orElseThrow().finishedAt().isPresent())
                .toList();
        if (!failed.isEmpty()) {
            JobId id = chance.pick(failed);
            say(Kind.RETRY, () -> admin.retry(id));
        }
    }

    private void runNow() {
        List<JobId> unfinished = jobs.stream()
                .filter(id ->
                        cluster.store().find(id).orElseThrow().finishedAt().isEmpty())
                .toList();
        if (!unfinished.isEmpty()) {
            JobId id = chance.pick(unfinished);
            say(Kind.RUN_NOW, () -> admin.runNow(id));
        }
    }

    private NewSchedule schedule(String name) {
        List<JobType> types = JobTypes.ALL;
        return NewSchedule.builder(name, chance.pick(types), "* * * * *")
                .payload(Payload.of("{}"))
                .maxAttempts(chance.between(1, 3))
                .catchUp(chance.pick(List.of(CatchUp.ONCE, CatchUp.SKIP, CatchUp.all(5), CatchUp.all(5))))
                .overlap(chance.pick(List.of(Overlap.ALLOW, Overlap.SKIP)))
                .build();
    }

    private void create(NewSchedule schedule) {
        store.schedules().create(schedule);
    }

    private void edit() {
        List<Schedule> all = store.schedules().list();
        if (!all.isEmpty()) {
            Schedule schedule = chance.pick(all);
            ScheduleChange change = schedule.enabled() ? ScheduleChange.NONE.disable() : ScheduleChange.NONE.enable();
            say(Kind.EDIT, () -> store.schedules().update(schedule.id(), change));
        }
    }

    /** So that no more jobs come. */
    void disableSchedules() {
        for (Schedule schedule : store.schedules().list()) {
            say(Kind.EDIT, () -> store.schedules().update(schedule.id(), ScheduleChange.NONE.disable()));
        }
    }

    /** @throws Broken when one was lost, or has not ended */
    void checkEnded() {
        for (JobId id : jobs) {
            if (cluster.store().find(id).isEmpty()) {
                throw new Broken(Promise.ALL_ENDS, id + " was taken in, and is not there");
            }
        }
        for (Job job : cluster.store().jobs()) {
            if (!job.state().terminal()) {
                throw new Broken(Promise.ALL_ENDS, job + " has not ended");
            }
        }
    }
}
