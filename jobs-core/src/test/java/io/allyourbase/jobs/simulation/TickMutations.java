package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobBuilder;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.port.ScheduleTicks;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.schedule.Schedule;
import io.allyourbase.jobs.testing.OpenStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Schedules of a store that gets one thing wrong. */
final class TickMutations {
    private TickMutations() {}

    private interface Make {
        ScheduleTicks ticks(ScheduleTicks real, Cluster cluster, Node node);
    }

    private static Mutation of(Make make) {
        return new Mutation() {
            @Override
            Store.Work inStore(Store.Work work, Cluster cluster, Node node) {
                return new Store.Work(
                        work.claims(),
                        work.outcomes(),
                        work.leases(),
                        work.runs(),
                        make.ticks(work.ticks(), cluster, node),
                        work.retention(),
                        work.wakeups(),
                        work.presence());
            }
        };
    }

    static Mutation firesWithoutComparing() {
        return of((real, cluster, node) -> new LikeTicks(real) {
            @Override
            public Advanced fire(List<Advance> advances) {
                List<Fired> fired = new ArrayList<>();
                for (Advance advance : advances) {
                    advance.fires().forEach(time -> fired.add(insert(cluster.store(), advance.observed(), time)));
                    cluster.store()
                            .put(advance.observed()
                                    .advanced(
                                            advance.next(),
                                            advance.observed().lastRunAt(),
                                            cluster.store().now()));
                }
                return new Advanced(advances.size(), fired);
            }
        });
    }

    private static ScheduleTicks.Fired insert(OpenStore store, Schedule schedule, Instant fireTime) {
        NewJob newJob = NewJob.builder(schedule.jobType())
                .payload(schedule.payload())
                .maxAttempts(schedule.maxAttempts())
                .build();
        Job job = new JobBuilder(store.newId(), newJob, store.now())
                .scheduleId(schedule.id())
                .fireTime(fireTime)
                .build();
        store.put(job);
        return new ScheduleTicks.Fired(schedule, fireTime, job.id());
    }

    static Mutation firesTheLastAlone() {
        return of((real, cluster, node) -> new LikeTicks(real) {
            @Override
            public Advanced fire(List<Advance> advances) {
                return real.fire(advances.stream()
                        .map(each -> new Advance(each.observed(), last(each.fires()), each.next()))
                        .toList());
            }
        });
    }

    private static List<Instant> last(List<Instant> fires) {
        return fires.subList(Math.max(0, fires.size() - 1), fires.size());
    }

    static Mutation firesByTheLocalClock() {
        return of((real, cluster, node) -> new LikeTicks(real) {
            @Override
            public Due due(int limit) {
                return new Due(node.clock().timeOfDay(), real.due(limit).schedules());
            }
        });
    }
}
