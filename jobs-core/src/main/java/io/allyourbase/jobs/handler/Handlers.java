package io.allyourbase.jobs.handler;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.retry.RetryPolicy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which handler runs which type. Immutable. */
public final class Handlers {
    private final Map<JobType, Bound> byType;

    private Handlers(Map<JobType, Bound> byType) {
        this.byType = Map.copyOf(byType);
    }

    /** A builder of typed handlers, whose payloads the codec decodes. */
    public static Builder builder(PayloadCodec codec) {
        return new Builder(codec);
    }

    /** The types that are handled; jobs of any other type wait, untouched. */
    public Set<JobType> types() {
        return byType.keySet();
    }

    /** The handler of that type. */
    public Optional<Bound> find(JobType type) {
        return Optional.ofNullable(byType.get(type));
    }

    /** A handler with its type's options, whose payload is decoded when it is called. */
    public record Bound(OutcomeHandler<Payload> handler, RetryPolicy retryPolicy, Optional<Duration> timeout) {
        private Bound inside(Interceptor interceptor) {
            return new Bound(
                    (payload, run) -> interceptor.around(run, () -> handler.handle(payload, run)),
                    retryPolicy,
                    timeout);
        }
    }

    /** Collects handlers. Not safe for use by many threads. */
    public static final class Builder {
        private final PayloadCodec codec;
        private final Map<JobType, Bound> byType = new LinkedHashMap<>();
        private final Deque<Interceptor> innermostFirst = new ArrayDeque<>();

        private Builder(PayloadCodec codec) {
            this.codec = codec;
        }

        /** Handles the type. @throws InvalidInput when it has a handler already */
        public <P> Builder handle(JobDefinition<P> definition, Handler<P> handler) {
            return handleWithOutcome(definition, (payload, run) -> {
                handler.handle(payload, run);
                return Outcome.COMPLETED;
            });
        }

        /** Handles the type with a handler that says how it ended. @throws InvalidInput when it has one already */
        public <P> Builder handleWithOutcome(JobDefinition<P> definition, OutcomeHandler<P> handler) {
            Bound bound = new Bound(
                    (payload, run) -> handler.handle(decoded(payload, definition.payloadClass()), run),
                    definition.retryPolicy(),
                    definition.timeout());
            if (byType.putIfAbsent(definition.type(), bound) != null) {
                throw new InvalidInput("handler", "for type " + definition.type() + " is registered already");
            }
            return this;
        }

        /** No other attempt can read what this one can't; what the handler itself throws is another matter. */
        private <P> P decoded(Payload payload, Class<P> payloadClass) {
            try {
                return codec.decode(payload, payloadClass);
            } catch (InvalidInput e) {
                throw new PermanentFailure("the payload can't be read", e);
            }
        }

        /** Goes around every handler of these; the first is the outermost. */
        public Builder around(Interceptor interceptor) {
            innermostFirst.push(interceptor);
            return this;
        }

        public Handlers build() {
            Map<JobType, Bound> all = new LinkedHashMap<>(byType);
            for (Interceptor interceptor : innermostFirst) {
                all.replaceAll((type, bound) -> bound.inside(interceptor));
            }
            return new Handlers(all);
        }
    }
}
