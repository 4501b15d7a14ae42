package io.allyourbase.jobs.simulation;

import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.name.JobId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Compares the store after each statement with what it was before, and has the rules look at the difference. */
final class Judge {
    private final Cluster cluster;
    private final List<Rule> rules;
    private final Map<JobId, Job> known = new HashMap<>();
    private @Nullable Broken broken;

    Judge(Cluster cluster) {
        this.cluster = cluster;
        this.rules = List.of(
                new MovesRule(cluster),
                new OutcomesRule(cluster),
                new RunsRule(cluster),
                new LeasesRule(cluster),
                new HoldingsRule(cluster),
                new DueRule(cluster),
                new FiresRule(cluster));
    }

    /** Has the statement take effect. */
    <T> T observe(Statement statement, Supplier<T> effect) {
        try {
            return effect.get();
        } finally {
            List<Change> changes = changes();
            changes.forEach(change -> cluster.trace()
                    .note(
                            statement.by().map(Node::toString).orElse("client"),
                            statement.kind().name(),
                            change));
            judge(rule -> rule.changed(statement, changes));
            cluster.sendHints();
        }
    }

    private List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (Job job : cluster.store().jobs()) {
            @Nullable Job before = known.get(job.id());
            if (!Objects.equals(before, job)) {
                changes.add(new Change(Optional.ofNullable(before), job));
            }
        }
        changes.forEach(change -> known.put(change.after().id(), change.after()));
        return changes;
    }

    void told(Node node, List<Job> jobs) {
        judge(rule -> rule.told(node, jobs));
    }

    void heard(Node node, JobEvent event) {
        if (!node.isDead()) {
            cluster.trace().note(node, "says", event);
            judge(rule -> rule.heard(node, event));
        }
    }

    /** @throws Broken when a promise has been broken, be it in the middle of an engine that catches everything */
    void look() {
        judge(Rule::look);
        if (broken != null) {
            throw broken;
        }
    }

    private void judge(Consumer<Rule> question) {
        try {
            rules.forEach(question);
        } catch (Broken e) {
            broken(e);
        }
    }

    /** Ends this life at the next look; the first that is broken counts. */
    void broken(Broken how) {
        broken = broken == null ? how : broken;
    }
}
