package io.allyourbase.jobs.engine;

import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.OutcomeHandler;
import io.allyourbase.jobs.handler.PayloadCodec;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.retry.FixedBackoff;
import io.allyourbase.jobs.retry.RetryPolicy;
import io.allyourbase.jobs.testing.InMemoryStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** An in-memory store, engines on it, and a log of what they tell. */
abstract class EngineHarness {
    static final RetryPolicy AT_ONCE = RetryPolicy.of(new FixedBackoff(Duration.ZERO));
    static final JobDefinition<String> MAIL =
            JobDefinition.of("mail", String.class).retryPolicy(AT_ONCE);

    final InMemoryStore store = new InMemoryStore(InstantSource.system());
    final EventLog log = new EventLog();
    final List<Engine> engines = new ArrayList<>();

    @AfterEach
    void closeEngines() {
        engines.forEach(Engine::close);
    }

    JobId enqueue(String payload) {
        return store.queue()
                .enqueue(NewJob.of(MAIL.type(), Payload.of("\"" + payload + "\"")))
                .id();
    }

    Job ended(JobId id) {
        await().until(() -> store.admin().find(id).orElseThrow().state().terminal());
        return store.admin().find(id).orElseThrow();
    }

    Engine start(JobDefinition<String> definition, OutcomeHandler<String> handler) {
        return start(store.work(), handlers(definition, handler), options(), Duration.ofMinutes(5));
    }

    Engine start(Store.Work work, Handlers handlers, EngineOptions.Builder options, Duration lease) {
        JobsConfig config = new JobsConfig(true, 8, Duration.ofMillis(100), lease, 3, true, Duration.ofSeconds(1));
        Engine engine = Engine.start(work, handlers, config, options.build());
        engines.add(engine);
        return engine;
    }

    EngineOptions.Builder options() {
        return EngineOptions.builder().listener(log);
    }

    static Handlers handlers(JobDefinition<String> definition, OutcomeHandler<String> handler) {
        return Handlers.builder(new QuotedText())
                .handleWithOutcome(definition, handler)
                .build();
    }

    /** JSON strings without escapes. */
    static final class QuotedText implements PayloadCodec {
        @Override
        public Payload encode(Object value) {
            return Payload.of("\"" + value + "\"");
        }

        @Override
        public <P> P decode(Payload payload, Class<P> payloadClass) {
            String text = payload.json().substring(1, payload.json().length() - 1);
            if (text.equals("unreadable")) {
                throw new InvalidInput("payload", "does not fit");
            }
            return payloadClass.cast(text);
        }
    }
}
