package io.allyourbase.jobs.cli.faults.fault;

import io.allyourbase.jobs.cli.faults.cluster.Cluster;
import io.allyourbase.jobs.cli.faults.fault.Fault.Cure;
import io.allyourbase.jobs.cli.faults.fault.Fault.Struck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** All that can befall any cluster. */
public final class Faults {
    private Faults() {}

    public static List<Fault> all() {
        return Stream.of(WorkerFaults.all(), ServerFaults.all(), NetworkFaults.all())
                .flatMap(List::stream)
                .toList();
    }

    /** One of each kind, as the random numbers have it, all at once. */
    public static Fault mixed(RandomGenerator random) {
        List<Fault> parts = Stream.of(WorkerFaults.all(), ServerFaults.all(), NetworkFaults.all())
                .map(kind -> kind.get(random.nextInt(kind.size())))
                .toList();
        Duration longest =
                parts.stream().map(Fault::lasts).max(Duration::compareTo).orElseThrow();
        return new Fault("mixed", longest, (cluster, chance) -> strike(parts, cluster, chance));
    }

    private static Struck strike(List<Fault> parts, Cluster cluster, RandomGenerator random) throws Exception {
        boolean isAll = false;
        Set<Long> processes = new HashSet<>();
        List<Cure> cures = new ArrayList<>();
        for (Fault part : parts) {
            Struck struck = part.strike().at(cluster, random);
            isAll |= struck.processes().isEmpty();
            processes.addAll(struck.processes());
            cures.add(struck.cure());
        }
        Collections.reverse(cures);
        return new Struck(isAll ? Set.of() : processes, () -> {
            for (Cure cure : cures) {
                cure.heal();
            }
        });
    }
}
