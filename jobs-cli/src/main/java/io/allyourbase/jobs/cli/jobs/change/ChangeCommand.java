package io.allyourbase.jobs.cli.jobs.change;

import io.allyourbase.jobs.cli.client.Session;
import io.allyourbase.jobs.cli.input.Id;
import io.allyourbase.jobs.cli.jobs.view.JobLayouts;
import io.allyourbase.jobs.cli.json.JsonObject;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What retry, run and cancel have in common: one job by its id, or many by a filter. */
final class ChangeCommand {
    private final Change change;
    private final CommandSpec spec;

    ChangeCommand(Change change, CommandSpec spec) {
        this.change = change;
        this.spec = spec;
    }

    void run(Session session, @Nullable String id, BulkOptions options, boolean all) {
        boolean many = all || !options.filter.isEmpty();
        if (id != null && (many || options.dryRun)) {
            throw wrong("name either a job's id or a filter, not both");
        }
        if (id != null) {
            one(session, Id.of(id));
        } else if (many) {
            many(session, options, all);
        } else {
            throw wrong("name a job's id, or a filter such as --type, or " + change.all());
        }
    }

    private void one(Session session, String id) {
        JsonObject job = session.server().post(change.of(id)).body();
        session.output().done("Job " + job.text("id").orElse(id) + " " + change.done(job), job, JobLayouts.JOB);
    }

    private void many(Session session, BulkOptions options, boolean all) {
        boolean asks = !options.yes && !options.dryRun;
        if (asks && !session.output().terminal().interactive()) {
            throw wrong("there is no terminal to ask at; say --yes to " + change.word()
                    + " what matches, or --dry-run to only count it");
        }
        BulkChange bulk = new BulkChange(session, change, options, all);
        if (options.dryRun) {
            bulk.count();
        } else if (asks) {
            bulk.askAndChange();
        } else {
            bulk.change();
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
