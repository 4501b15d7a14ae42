package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.testing.OpenStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A store, the nodes that work on it, and all that they share. */
final class Cluster {
    static final List<QueueName> QUEUES = List.of(QueueName.DEFAULT, new QueueName("slow"));
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Chance chance;
    private final World world;
    private final Clocks clocks;
    private final OpenStore store;
    private final Trace trace;
    private final Mutation mutation;
    private final Judge judge;
    private final Plans plans;
    private final Duration lease;
    private final List<Node> nodes = new ArrayList<>();
    private Faults faults;
    private boolean isCalm;
    private long outUntil;
    private int started;

    Cluster(long seed, Mutation mutation, boolean isTraced) {
        this.chance = new Chance(seed);
        this.mutation = mutation;
        this.judge = new Judge(this);
        this.world = new World(chance, judge::look);
        this.clocks = new Clocks(world::now);
        this.store = new OpenStore(clocks, chance.split());
        this.trace = isTraced ? Trace.kept(world::now) : Trace.forgotten(world::now);
        this.plans = new Plans(this);
        this.faults = Faults.of(chance);
        this.lease = Duration.ofSeconds(chance.pick(List.of(1, 3, 10, 30, 60)));
        trace.note("lease", lease.toString(), faults);
    }

    /** Starts a node, set up by chance. */
    Node start() {
        List<QueueName> queues = chance.oneIn(3) ? List.of(chance.pick(QUEUES)) : QUEUES;
        List<JobType> types = JobTypes.ALL.subList(0, chance.oneIn(3) ? 2 : 3);
        return start(new Node.Traits(config(), queues, types, chance.upTo(Duration.ofSeconds(5))));
    }

    /** Starts a node that can do all there is. */
    Node startComplete() {
        return start(new Node.Traits(config(), QUEUES, JobTypes.ALL, Duration.ZERO));
    }

    private Node start(Node.Traits traits) {
        started++;
        Node node = new Node(this, new WorkerId("worker-" + started), traits);
        nodes.add(node);
        trace.note(node, "starts", traits);
        return node;
    }

    private JobsConfig config() {
        Duration poll = chance.between(Duration.ofMillis(100), Duration.ofSeconds(3));
        Duration tick = chance.between(Duration.ofSeconds(1), MINUTE);
        return new JobsConfig(true, chance.between(1, 4), poll, lease, 3, true, tick);
    }

    /** Those that are neither dead nor closed. */
    List<Node> alive() {
        nodes.removeIf(Node::isGone);
        return nodes;
    }

    Optional<Node> alive(WorkerId worker) {
        return alive().stream().filter(node -> node.worker().equals(worker)).findFirst();
    }

    /** From now on nothing fails. */
    void calmDown() {
        faults = Faults.NONE;
        isCalm = true;
        outUntil = 0;
    }

    boolean isCalm() {
        return isCalm;
    }

    /** Nobody reaches the store for that long. */
    void out(Duration time) {
        outUntil = now() + time.toNanos();
    }

    boolean isOut() {
        return outUntil > now();
    }

    void sendHints() {
        nodes.forEach(node -> node.hints().send());
    }

    /** When something last kept this node from its work. */
    long hinderedAt(Node node) {
        long everybody = Math.max(world.stalledAt(), clocks.jumpedAt());
        return Math.max(everybody, node.health().hinderedAt(now()));
    }

    long now() {
        return world.now();
    }

    Chance chance() {
        return chance;
    }

    World world() {
        return world;
    }

    Clocks clocks() {
        return clocks;
    }

    OpenStore store() {
        return store;
    }

    Trace trace() {
        return trace;
    }

    Mutation mutation() {
        return mutation;
    }

    Judge judge() {
        return judge;
    }

    Plans plans() {
        return plans;
    }

    Faults faults() {
        return faults;
    }

    Duration lease() {
        return lease;
    }
}
