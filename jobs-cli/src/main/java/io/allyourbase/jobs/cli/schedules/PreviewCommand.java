package io.allyourbase.jobs.cli.schedules;

import io.allyourbase.jobs.cli.json.JsonBody;
import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.output.Output;
import io.allyourbase.jobs.cli.output.OutputOptions;
import io.allyourbase.jobs.cli.output.form.Listing;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.schedule.cron.CronPreview;
import io.allyourbase.jobs.schedule.cron.CronPreview.Fire;
import io.allyourbase.jobs.schedule.cron.InvalidCron;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ayb schedules preview}. Asks no server. */
@Command(
        name = "preview",
        description = "Show when a cron expression fires next, clock changes included. Needs no server.",
        footer = {"  ayb schedules preview --cron \"30 2 * * *\" --timezone Europe/Berlin --count 5"})
final class PreviewCommand implements Runnable {
    private static final int MOST = 1_000;
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("EEE uuuu-MM-dd HH:mm xxx", Locale.ROOT);

    @Option(
            names = "--cron",
            paramLabel = "EXPR",
            required = true,
            description = "Five fields, such as \"0 3 * * MON-FRI\", or @daily.")
    private String cron = "";

    @Option(
            names = "--timezone",
            paramLabel = "ZONE",
            description = "The zone it is read in; UTC unless told otherwise.")
    private String timezone = "UTC";

    @Option(names = "--count", paramLabel = "N", description = "How many times to show; 10 unless told otherwise.")
    private int count = 10;

    @Mixin
    private OutputOptions options = new OutputOptions();

    @Override
    public void run() {
        if (count < 1 || count > MOST) {
            throw new InvalidInput("--count", count + " is not allowed; must be from 1 to " + MOST);
        }
        Output output = options.output();
        List<JsonObject> fires = preview().after(output.clock().instant(), count).stream()
                .map(PreviewCommand::row)
                .toList();
        try (Listing listing = output.listing(ScheduleLayouts.FIRES)) {
            listing.page(fires);
        }
    }

    private CronPreview preview() {
        try {
            return CronPreview.of(cron, timezone);
        } catch (InvalidCron e) {
            throw new InvalidInput("--cron or --timezone", "is not allowed: " + e.getMessage() + ": " + e.detail());
        }
    }

    private static JsonObject row(Fire fire) {
        return new JsonBody()
                .text("fireTime", Optional.of(fire.at().toInstant().toString()))
                .text("localTime", Optional.of(LOCAL.format(fire.at())))
                .text("note", note(fire))
                .build();
    }

    private static Optional<String> note(Fire fire) {
        return switch (fire.clock()) {
            case STEADY -> Optional.empty();
            case MOVED -> Optional.of("moved by the clock change");
            case TWICE -> Optional.of("this time occurs twice; fires at the first");
        };
    }
}
