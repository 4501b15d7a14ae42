package io.allyourbase.jobs.postgres.check.plan;

import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import io.allyourbase.jobs.postgres.sql.Database;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks once, beside whatever else starts, whether the engine's statements are served by their indexes, and warns. */
public final class PlanGuard implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PlanGuard.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Thread thread;

    private PlanGuard(Thread thread) {
        this.thread = thread;
    }

    /** Starts to look. Neither delays its caller nor fails. */
    public static PlanGuard start(Database database) {
        Thread thread = new Thread(() -> look(database), "ayb-jobs-plans");
        thread.setDaemon(true);
        thread.start();
        return new PlanGuard(thread);
    }

    private static void look(Database database) {
        try {
            List<Finding> findings = database.transaction(Database.Mode.UPKEEP, PlanCheck::of).stream()
                    .filter(finding -> finding.isAtLeast(Severity.WARNING))
                    .toList();
            if (!findings.isEmpty()) {
                LOG.warn(
                        "the queue in schema \"{}\" will be slow: {}",
                        database.schema(),
                        findings.stream().map(PlanGuard::line).collect(Collectors.joining(" ")));
            }
        } catch (JobsException e) {
            LOG.debug("the plans could not be looked at", e);
        }
    }

    private static String line(Finding finding) {
        String remedy = finding.remedy();
        return finding.what() + ". " + remedy + (remedy.endsWith(".") ? "" : ".");
    }

    /** Waits a little for a look that is under way, so that nobody uses the database afterwards. */
    @Override
    public void close() {
        try {
            thread.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
