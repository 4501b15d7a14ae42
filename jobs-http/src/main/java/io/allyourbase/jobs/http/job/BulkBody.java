package io.allyourbase.jobs.http.job;

import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.http.json.Fields;
import io.allyourbase.jobs.http.json.Shown;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.Text;
import io.allyourbase.jobs.port.BulkActions;
import io.allyourbase.jobs.port.JobFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which jobs to act on at once, and how many of them. */
record BulkBody(JobFilter filter, Mode mode, int limit) {
    private static final int DEFAULT_LIMIT = 1000;

    /** Whether anything is to change. */
    enum Mode {
        REAL,
        DRY_RUN
    }

    /** @throws ApiError 400 when nothing is named that would narrow the jobs down, unless all are asked for */
    static BulkBody parse(Fields body) {
        JobFilter filter = filter(body.object("filter"));
        if (filter.isOfAll() && !body.truth("all").orElse(false)) {
            throw ApiError.of(
                    400,
                    "filter is required; name at least one of type, queue, createdAfter, createdBefore, error, "
                            + "or say \"all\": true");
        }
        int limit = BulkActions.checkLimit(body.integer("limit").orElse(DEFAULT_LIMIT));
        return new BulkBody(filter, body.truth("dryRun").orElse(false) ? Mode.DRY_RUN : Mode.REAL, limit);
    }

    /** What narrows the jobs down, for the audit. */
    String inWords() {
        List<String> parts = new ArrayList<>();
        filter.type().ifPresent(type -> parts.add("type " + Shown.quoted(type.value())));
        filter.queue().ifPresent(queue -> parts.add("queue " + Shown.quoted(queue.value())));
        filter.createdAfter().ifPresent(time -> parts.add("createdAfter " + time));
        filter.createdBefore().ifPresent(time -> parts.add("createdBefore " + time));
        filter.error().ifPresent(error -> parts.add("error " + Shown.quoted(error)));
        return parts.isEmpty() ? "" : ", with " + String.join(", ", parts);
    }

    private static JobFilter filter(Fields filter) {
        return new JobFilter(
                Optional.empty(),
                filter.text("type").map(type -> new JobType(Text.name("type", type))),
                filter.text("queue").map(QueueName::new),
                filter.time("createdAfter"),
                filter.time("createdBefore"),
                filter.text("error"));
    }
}
