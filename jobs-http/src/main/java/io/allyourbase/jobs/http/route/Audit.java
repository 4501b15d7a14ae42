package io.allyourbase.jobs.http.route;

import io.allyourbase.jobs.http.json.Shown;
import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down every call that changes something, or tried to: who, what, what became of it, from where. */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("io.allyourbase.jobs.audit");

    private Audit() {}

    static void write(Context context, Caller caller, Access access, String outcome) {
        LOG.info(
                "{} {} {}: {}, from {}",
                access == Access.OPEN ? "anonymous" : "admin",
                context.method().name(),
                Shown.of(context.path()),
                Shown.of(outcome),
                Shown.of(caller.ip()));
    }
}
