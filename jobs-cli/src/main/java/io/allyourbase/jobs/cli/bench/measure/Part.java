package io.allyourbase.jobs.cli.bench.measure;

import io.allyourbase.jobs.cli.bench.figure.Figure;
import java.util.List;
import java.util.Locale;

/** What can be measured, in the order in which it is. */
public enum Part {
    SINGLE,
    BULK,
    DRAIN,
    MIXED,
    PICKUP,
    LISTS,
    PINNED_XMIN,
    IDLE,
    SLEEPING;

    /** Measures it, and checks that every job was executed exactly once. */
    public List<Figure> measure(Bench bench) throws Exception {
        return switch (this) {
            case SINGLE -> new Enqueue(bench).single();
            case BULK -> new Enqueue(bench).bulk();
            case DRAIN -> new Drain(bench).figures();
            case MIXED -> new Mixed(bench).figures();
            case PICKUP -> new Pickup(bench).figures();
            case LISTS -> new Lists(bench).figures();
            case PINNED_XMIN -> new PinnedXmin(bench).figures();
            case IDLE -> new Idle(bench).figures();
            case SLEEPING -> new Sleeping(bench).figures();
        };
    }

    /** Puts the history into the tables that every part finds there. */
    public static void prepare(Bench bench) throws Exception {
        if (bench.plan().history() > 0) {
            bench.progress().show("making the history");
            bench.plain().makeHistory();
        }
    }

    /** As it is named on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
