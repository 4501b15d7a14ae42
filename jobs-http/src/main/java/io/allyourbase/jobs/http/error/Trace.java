package io.allyourbase.jobs.http.error;

import io.allyourbase.jobs.http.json.Shown;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A stack trace in which no message, which may hold what a caller sent, can look like a line of the log. */
final class Trace {
    private Trace() {}

    static String of(Throwable failure) {
        StringBuilder lines = new StringBuilder();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (@Nullable Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
            lines.append("\tcaused by ").append(Shown.of(each.toString())).append('\n');
            for (StackTraceElement frame : each.getStackTrace()) {
                lines.append("\t\tat ").append(frame).append('\n');
            }
        }
        return lines.toString().stripTrailing();
    }
}
