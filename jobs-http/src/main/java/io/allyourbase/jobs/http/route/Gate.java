package io.allyourbase.jobs.http.route;

import io.allyourbase.jobs.http.error.ApiError;
import io.allyourbase.jobs.http.error.Failures;
import io.allyourbase.jobs.http.security.HostCheck;
import io.allyourbase.jobs.http.security.OriginCheck;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What every call passes: the checks in their order, then its endpoint; and the way its answer or refusal goes out. */
public final class Gate {
    private static final String REFUSAL = "io.allyourbase.jobs.http.refusal";
    private static final Set<HandlerType> MUTATING =
            Set.of(HandlerType.POST, HandlerType.PUT, HandlerType.DELETE, HandlerType.PATCH);

    private final HostCheck hosts;
    private final Authentication authentication;
    private final BooleanSupplier jobsEnabled;

    public Gate(HostCheck hosts, Authentication authentication, BooleanSupplier jobsEnabled) {
        this.hosts = hosts;
        this.authentication = authentication;
        this.jobsEnabled = jobsEnabled;
    }

    /** Refuses what is no request to route: no other handler sees it then. */
    Handler door() {
        return context -> refusal(context, () -> Door.check(context)).ifPresent(refusal -> {
            refusal.send(context);
            context.skipRemainingHandlers();
        });
    }

    /** Sends a refusal once more, as the host's own error page for its status may stand in its place. */
    Handler exit() {
        return context ->
                Optional.ofNullable(context.<Reply>attribute(REFUSAL)).ifPresent(reply -> reply.send(context));
    }

    /** Answers by the endpoint whatever may pass. */
    Handler handler(Access access, Endpoint endpoint) {
        return context -> {
            Caller caller = new Caller(context.ip());
            Optional<Reply> refusal = refusal(context, () -> check(context, caller, access));
            Reply reply = refusal.orElseGet(() -> answer(context, caller, endpoint));
            reply.send(context);
            if (reply.status() >= 400) {
                context.attribute(REFUSAL, reply);
            }
            if (refusal.isEmpty() && isMutating(context)) {
                Audit.write(context, caller, access, reply.outcome());
            }
        };
    }

    private void check(Context context, Caller caller, Access access) {
        hosts.check(context);
        if (isMutating(context)) {
            OriginCheck.check(context);
        }
        if (access != Access.OPEN) {
            authentication.check(context, caller);
        }
        if (access == Access.JOBS && !jobsEnabled.getAsBoolean()) {
            throw ApiError.of(503, "job queue is not enabled");
        }
    }

    private static Optional<Reply> refusal(Context context, Runnable check) {
        try {
            check.run();
            return Optional.empty();
        } catch (RuntimeException e) {
            return Optional.of(refused(context, e));
        }
    }

    private static Reply answer(Context context, Caller caller, Endpoint endpoint) {
        try {
            return Reply.of(endpoint.answer(new Call(context, caller)));
        } catch (RuntimeException e) {
            return refused(context, e);
        }
    }

    private static Reply refused(Context context, RuntimeException failure) {
        return Reply.of(Failures.of(failure, context.method().name() + " " + context.path()));
    }

    private static boolean isMutating(Context context) {
        return MUTATING.contains(context.method());
    }
}
