package io.allyourbase.jobs.cli.check;

import io.allyourbase.jobs.cli.json.JsonBody;
import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.output.ExitCode;
import io.allyourbase.jobs.cli.output.Format;
import io.allyourbase.jobs.cli.output.Output;
import io.allyourbase.jobs.cli.output.form.Column;
import io.allyourbase.jobs.cli.output.form.Layout;
import io.allyourbase.jobs.cli.output.form.Listing;
import io.allyourbase.jobs.cli.output.text.Look;
import io.allyourbase.jobs.postgres.check.finding.Finding;
import io.allyourbase.jobs.postgres.check.finding.Severity;
import java.util.List;
import java.util.Optional;

/** Prints what was found: all of it at a glance, then what to do about each. */
final class Findings {
    private static final List<String> FIELDS =
            List.of("severity", "check", "what", "meaning", "remedy", "count", "examples");

    private static final Layout OVERVIEW = new Layout(
            List.of(
                    new Column("SEVERITY", "severity", Look.SEVERITY),
                    Column.of("CHECK", "check"),
                    Column.of("FOUND", "what")),
            FIELDS,
            "Nothing is wrong.");

    private static final Layout DETAIL = new Layout(
            List.of(
                    new Column("severity", "severity", Look.SEVERITY),
                    Column.of("check", "check"),
                    Column.of("found", "what"),
                    Column.of("where", "where"),
                    Column.of("means", "meaning"),
                    Column.of("to do", "remedy")),
            FIELDS,
            "");

    private Findings() {}

    /** Prints them; the exit code says whether one is as bad as that. */
    static int print(Output output, List<Finding> findings, Severity bad) {
        try (Listing listing = output.listing(OVERVIEW)) {
            listing.page(findings.stream().map(Findings::row).toList());
        }
        if (output.format() == Format.TABLE) {
            findings.stream().filter(each -> !each.remedy().isEmpty()).forEach(each -> {
                output.out().println();
                output.object(detail(each), DETAIL);
            });
        }
        boolean isBad = findings.stream().anyMatch(finding -> finding.isAtLeast(bad));
        return (isBad ? ExitCode.FOUND : ExitCode.DONE).code();
    }

    private static JsonObject row(Finding finding) {
        return texts(finding)
                .count("count", finding.count())
                .texts("examples", finding.examples())
                .build();
    }

    private static JsonObject detail(Finding finding) {
        return texts(finding)
                .text("where", some(String.join(", ", finding.examples())))
                .build();
    }

    private static JsonBody texts(Finding finding) {
        return new JsonBody()
                .text("severity", Optional.of(finding.severity().word()))
                .text("check", Optional.of(finding.check()))
                .text("what", Optional.of(finding.what()))
                .text("meaning", some(finding.meaning()))
                .text("remedy", some(finding.remedy()));
    }

    private static Optional<String> some(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }
}
