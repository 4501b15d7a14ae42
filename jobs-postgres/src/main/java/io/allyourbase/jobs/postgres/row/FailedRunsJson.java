package io.allyourbase.jobs.postgres.row;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.allyourbase.jobs.error.JobsException;
import io.allyourbase.jobs.job.FailedRun;
import io.allyourbase.jobs.job.FailedRun.End;
import io.allyourbase.jobs.job.Fence;
import io.allyourbase.jobs.name.WorkerId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** A job's failed runs as the database writes them: in SQL, so that the times are its own. */
public final class FailedRunsJson {
    private static final String ONE_MORE = """
            (CASE WHEN jsonb_array_length(failed_runs) >= 100 THEN failed_runs - 0 ELSE failed_runs END
             || jsonb_build_object('fence', fence, 'attempt', attempts, 'worker', worker_id,
                                   'startedAt', last_run_at, 'endedAt', now(), 'error', error
            """;

    /** One more of them, over a running job's row and a column {@code error}. */
    public static final String APPENDED = ONE_MORE + "))";

    /** The same for a run that is taken back. */
    public static final String RECOVERED = ONE_MORE + ", 'recovered', true))";

    private static final ObjectMapper JSON = new ObjectMapper();

    private FailedRunsJson() {}

    static List<FailedRun> read(String json) {
        if (json.equals("[]")) {
            return List.of();
        }
        try {
            List<FailedRun> runs = new ArrayList<>();
            JSON.readTree(json).forEach(run -> runs.add(run(run)));
            return runs;
        } catch (JsonProcessingException e) {
            throw new JobsException("a job's failed runs can't be read", e);
        }
    }

    private static FailedRun run(JsonNode run) {
        return new FailedRun(
                new Fence(run.get("fence").longValue()),
                run.get("attempt").intValue(),
                new WorkerId(run.get("worker").textValue()),
                time(run.get("startedAt")),
                time(run.get("endedAt")),
                run.get("error").textValue(),
                run.path("recovered").booleanValue() ? End.BY_RECOVERY : End.BY_OWNER);
    }

    private static Instant time(JsonNode text) {
        return OffsetDateTime.parse(text.textValue()).toInstant();
    }
}
