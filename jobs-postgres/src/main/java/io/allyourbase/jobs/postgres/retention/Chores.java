package io.allyourbase.jobs.postgres.retention;

import java.util.ArrayList;
import java.util.List;

/** What a sweep has to do, one after the other. Each is done whatever became of those before it. */
final class Chores {
    private Chores() {}

    /** Throws what failed first, with what else failed, once all are done; at once where the thread is to end. */
    static void all(List<Runnable> chores) {
        List<RuntimeException> failures = new ArrayList<>();
        for (Runnable chore : chores) {
            try {
                chore.run();
            } catch (RuntimeException e) {
                failures.add(e);
                if (Thread.currentThread().isInterrupted()) {
                    break;
                }
            }
        }
        if (!failures.isEmpty()) {
            RuntimeException first = failures.get(0);
            failures.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }
}
