package io.allyourbase.jobs.http.schedule;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.http.json.Fields;
import io.allyourbase.jobs.http.json.Shown;
import io.allyourbase.jobs.schedule.CatchUp;
import io.allyourbase.jobs.schedule.Overlap;
import java.util.Optional;

/** The words on the wire for what a schedule does when fire times were missed, or come too soon. */
final class PolicyWords {
    private PolicyWords() {}

    static String of(CatchUp catchUp) {
        if (catchUp instanceof CatchUp.Once) {
            return "once";
        }
        return catchUp instanceof CatchUp.Skip ? "skip" : "all";
    }

    static String of(Overlap overlap) {
        return switch (overlap) {
            case ALLOW -> "allow";
            case SKIP -> "skip";
        };
    }

    /** @throws InvalidInput when the word is none of these, or there is a cap without "all" or the other way round */
    static Optional<CatchUp> catchUp(Fields body) {
        Optional<CatchUp> catchUp = body.text("catchUp").map(word -> switch (word) {
            case "once" -> CatchUp.ONCE;
            case "skip" -> CatchUp.SKIP;
            case "all" -> CatchUp.all(cap(body));
            default ->
                throw new InvalidInput(
                        "catchUp", Shown.quoted(word) + " is not allowed; must be one of: once, skip, all");
        });
        boolean all = catchUp.filter(CatchUp.All.class::isInstance).isPresent();
        if (!all && body.integer("catchUpCap").isPresent()) {
            throw new InvalidInput("catchUpCap", "is allowed only with catchUp \"all\"");
        }
        return catchUp;
    }

    private static int cap(Fields body) {
        int cap = body.integer("catchUpCap")
                .orElseThrow(() -> new InvalidInput("catchUpCap", "is required with catchUp \"all\""));
        if (cap < 1 || cap > CatchUp.All.LIMIT) {
            throw new InvalidInput("catchUpCap", cap + " is not allowed; must be from 1 to " + CatchUp.All.LIMIT);
        }
        return cap;
    }

    static Optional<Overlap> overlap(Fields body) {
        return body.text("overlap").map(word -> switch (word) {
            case "allow" -> Overlap.ALLOW;
            case "skip" -> Overlap.SKIP;
            default ->
                throw new InvalidInput("overlap", Shown.quoted(word) + " is not allowed; must be one of: allow, skip");
        });
    }
}
