package io.allyourbase.jobs.cli.jobs.change;

import io.allyourbase.jobs.cli.client.Answer;
import io.allyourbase.jobs.cli.client.ClientOptions;
import io.allyourbase.jobs.cli.client.Route;
import io.allyourbase.jobs.cli.client.Session;
import io.allyourbase.jobs.cli.input.Moments;
import io.allyourbase.jobs.cli.input.PayloadText;
import io.allyourbase.jobs.cli.jobs.view.JobLayouts;
import io.allyourbase.jobs.cli.json.JsonBody;
import io.allyourbase.jobs.cli.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ayb jobs enqueue}. */
@Command(
        name = "enqueue",
        description = "Enqueue a job.",
        footer = {
            "  ayb jobs enqueue --type webhook_delivery_prune --payload '{\"retention_hours\": 24}'",
            "  ayb jobs enqueue --type mail --payload @mail.json --run-at 10m --idempotency-key order-7"
        })
public final class EnqueueCommand implements Runnable {
    @Mixin
    private ClientOptions client = new ClientOptions();

    @Option(names = "--type", paramLabel = "TYPE", required = true, description = "Its type.")
    private String type = "";

    @Option(
            names = "--payload",
            paramLabel = "JSON|@FILE|-",
            description = "Its input, as JSON, or from a file, or from the standard input; {} unless told otherwise.")
    private @Nullable String payload;

    @Option(
            names = "--run-at",
            paramLabel = "TIME",
            description = "When it is due: 2026-01-31T12:00:00Z, or 90s, 15m, 2h, 3d, 1w from now; now unless told"
                    + " otherwise.")
    private @Nullable String runAt;

    @Option(names = "--max-attempts", paramLabel = "N", description = "How many runs it gets before it is failed.")
    private @Nullable Integer maxAttempts;

    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description = "While a job has this key, another with it is not made.")
    private @Nullable String key;

    @Option(names = "--queue", paramLabel = "QUEUE", description = "Its queue.")
    private @Nullable String queue;

    @Option(names = "--priority", paramLabel = "N", description = "Its priority; smaller goes first.")
    private @Nullable Integer priority;

    @Override
    public void run() {
        Session session = client.session();
        Answer answer = session.server()
                .post(Route.of("jobs"), body(session.output().clock().instant()));
        JsonObject job = answer.body();
        String id = job.text("id").orElse("");
        session.output()
                .done(
                        switch (answer.outcome()) {
                            case CREATED -> "Job " + id + " enqueued";
                            case DONE -> "Job " + id + " has this key already; nothing enqueued";
                        },
                        job,
                        JobLayouts.JOB);
    }

    private JsonObject body(Instant now) {
        return new JsonBody()
                .text("type", Optional.of(type))
                .json("payload", Optional.ofNullable(payload).map(PayloadText::read))
                .text(
                        "runAt",
                        Optional.ofNullable(runAt)
                                .map(text ->
                                        Moments.future("--run-at", text, now).toString()))
                .number("maxAttempts", Optional.ofNullable(maxAttempts))
                .text("idempotencyKey", Optional.ofNullable(key))
                .text("queue", Optional.ofNullable(queue))
                .number("priority", Optional.ofNullable(priority))
                .build();
    }
}
