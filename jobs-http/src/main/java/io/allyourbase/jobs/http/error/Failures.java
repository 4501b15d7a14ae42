package io.allyourbase.jobs.http.error;

import io.allyourbase.jobs.error.AccessRefused;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.error.NotMigrated;
import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.http.json.InvalidJson;
import io.allyourbase.jobs.http.json.Shown;
import io.allyourbase.jobs.schedule.cron.InvalidCron;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a caller is told of an exception. What nobody expected goes to the log, and only its number to the caller. */
public final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger("io.allyourbase.jobs.http");

    private Failures() {}

    /** @param call what was asked for, for the log */
    public static ApiError of(Exception failure, String call) {
        if (failure instanceof ApiError error) {
            return error;
        }
        if (failure instanceof InvalidInput || failure instanceof InvalidJson) {
            return ApiError.of(400, String.valueOf(failure.getMessage()));
        }
        if (failure instanceof InvalidCron cron) {
            return ApiError.of(400, String.valueOf(cron.getMessage())).data(Map.of("detail", cron.detail()));
        }
        if (failure instanceof QueueUnavailable) {
            warn(failure, call);
            return ApiError.of(503, "the database is not available; try again").header("Retry-After", "1");
        }
        if (failure instanceof NotMigrated || failure instanceof AccessRefused) {
            warn(failure, call);
            return ApiError.of(503, String.valueOf(failure.getMessage()));
        }
        String id = UUID.randomUUID().toString();
        LOG.error("{}: internal error {}\n{}", Shown.of(call), id, Trace.of(failure));
        return ApiError.of(500, "internal error").data(Map.of("id", id));
    }

    private static void warn(Exception failure, String call) {
        LOG.warn("{}: {}", Shown.of(call), Shown.of(String.valueOf(failure.getMessage())));
    }
}
