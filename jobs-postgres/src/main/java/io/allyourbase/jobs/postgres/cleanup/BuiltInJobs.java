package io.allyourbase.jobs.postgres.cleanup;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.handler.PermanentFailure;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.postgres.sql.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The jobs that clear expired rows from the host's tables. Each reports how many it removed from which. */
public final class BuiltInJobs {
    // Enough for a large backlog, of which the next run does the rest. Without a limit, one that hangs would do so for
    // ever.
    private static final Duration TIMEOUT = Duration.ofHours(1);

    /** Expired sessions. */
    public static final JobDefinition<Map<?, ?>> SESSIONS = definition("stale_session_cleanup");
    /** Old webhook deliveries. */
    public static final JobDefinition<DeliveryRetention> DELIVERIES =
            JobDefinition.of("webhook_delivery_prune", DeliveryRetention.class).timeout(TIMEOUT);
    /** Expired or revoked OAuth tokens, expired or used authorization codes. */
    public static final JobDefinition<Map<?, ?>> OAUTH = definition("expired_oauth_cleanup");
    /** Expired magic links and password resets. */
    public static final JobDefinition<Map<?, ?>> AUTH = definition("expired_auth_cleanup");

    static final long DEFAULT_RETENTION_HOURS = 168;
    private static final long LONGEST_RETENTION_HOURS = 1_000_000;

    private BuiltInJobs() {}

    /** How long deliveries are kept; a week when absent, zero or less. */
    public record DeliveryRetention(
            @JsonProperty("retention_hours") @Nullable Long retentionHours) {
        long hours() {
            return retentionHours == null || retentionHours <= 0
                    ? DEFAULT_RETENTION_HOURS
                    : Math.min(retentionHours, LONGEST_RETENTION_HOURS);
        }
    }

    /** Handles all four. */
    public static void handle(Handlers.Builder handlers, Database database) {
        handlers.handleWithOutcome(SESSIONS, (payload, run) -> clean(database, run, Expired.sessions()));
        handlers.handleWithOutcome(
                DELIVERIES, (payload, run) -> clean(database, run, Expired.deliveries(payload.hours())));
        handlers.handleWithOutcome(OAUTH, (payload, run) -> clean(database, run, Expired.tokens(), Expired.codes()));
        handlers.handleWithOutcome(
                AUTH, (payload, run) -> clean(database, run, Expired.magicLinks(), Expired.passwordResets()));
    }

    private static Outcome clean(Database database, Run run, Expired... tables) {
        List<String> removed = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (Expired expired : tables) {
            if (expired.exists(database)) {
                removed.add(expired.deleteAll(database, () -> mayGoOn(run)) + " from " + expired.table());
            } else {
                missing.add(expired.table());
            }
        }
        if (run.cancelAsked()) {
            return Outcome.CANCELED;
        }
        String report = "rows removed: " + (removed.isEmpty() ? "none" : String.join(", ", removed));
        if (!missing.isEmpty()) {
            throw new PermanentFailure(
                    "the host's table " + String.join(" and ", missing) + " does not exist; " + report);
        }
        return Outcome.completed(report);
    }

    private static boolean mayGoOn(Run run) {
        run.checkOwner();
        return !run.cancelAsked();
    }

    @SuppressWarnings("unchecked") // A class literal can't name its type arguments.
    private static JobDefinition<Map<?, ?>> definition(String type) {
        return JobDefinition.of(type, (Class<Map<?, ?>>) (Class<?>) Map.class).timeout(TIMEOUT);
    }
}
