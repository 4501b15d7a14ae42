package io.allyourbase.jobs.cli.jobs.change;

import io.allyourbase.jobs.cli.client.Session;
import io.allyourbase.jobs.cli.input.Question;
import io.allyourbase.jobs.cli.jobs.view.JobLayouts;
import io.allyourbase.jobs.cli.json.JsonBody;
import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.output.Output;
import java.util.Locale;
import java.util.Optional;

/** A change to all jobs that match a filter: counted first, then done. */
final class BulkChange {
    private final Session session;
    private final Output output;
    private final Change change;
    private final BulkOptions options;
    private final JsonObject filter;
    private final boolean all;

    BulkChange(Session session, Change change, BulkOptions options, boolean all) {
        this.session = session;
        this.output = session.output();
        this.change = change;
        this.options = options;
        // Both calls mean the same jobs: "2h ago" is worked out once.
        this.filter = options.filter.body(output.clock().instant()).build();
        this.all = all && options.filter.isEmpty();
    }

    /** Only counts. */
    void count() {
        JsonObject counted = call(Kind.COUNT);
        output.done(matched(counted), counted, JobLayouts.CHANGE);
    }

    /** Counts, then changes. */
    void change() {
        output.aside(matched(call(Kind.COUNT)));
        act();
    }

    /** Counts, and changes when that is what the person at the terminal wants. */
    void askAndChange() {
        JsonObject counted = call(Kind.COUNT);
        output.aside(matched(counted));
        boolean some = counted.number("matched") > 0;
        if (!some || Question.isAnsweredYes(change.question())) {
            act();
        } else {
            output.aside("Nothing changed.");
        }
    }

    private void act() {
        JsonObject done = call(Kind.ACT);
        long left = done.number("remaining");
        String more = left > 0 ? "; " + counted(left) + " left, repeat this to go on" : "";
        output.done(jobs(done.number("changed")) + " " + change.done() + more, done, JobLayouts.CHANGE);
    }

    private JsonObject call(Kind kind) {
        JsonBody body = new JsonBody()
                .object("filter", filter)
                .truth("all", Optional.of(all))
                .truth("dryRun", Optional.of(kind == Kind.COUNT))
                .number("limit", options.limit());
        return session.server().post(change.ofMany(), body.build()).body();
    }

    private String matched(JsonObject counted) {
        long count = counted.number("matched");
        boolean one = count == 1;
        return counted(count) + " " + change.state() + (one ? " job matches" : " jobs match");
    }

    private static String jobs(long count) {
        return counted(count) + (count == 1 ? " job" : " jobs");
    }

    private static String counted(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    private enum Kind {
        COUNT,
        ACT
    }
}
