package io.allyourbase.jobs.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** What happened, line by line; most lives are not written down, as nobody reads them. */
final class Trace {
    private final LongSupplier now;
    private final boolean isKept;
    private final List<String> lines = new ArrayList<>();

    private Trace(LongSupplier now, boolean isKept) {
        this.now = now;
        this.isKept = isKept;
    }

    static Trace kept(LongSupplier now) {
        return new Trace(now, true);
    }

    static Trace forgotten(LongSupplier now) {
        return new Trace(now, false);
    }

    void note(Object who, String what, Object of) {
        if (isKept) {
            lines.add(String.format(Locale.ROOT, "%12.6f %s: %s %s", now.getAsLong() / 1e9, who, what, of));
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }
}
