package io.allyourbase.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.handler.OutcomeHandler;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.payload.Payload;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Whatever a handler does costs one attempt, and never the only slot. */
class EngineStrangeHandlersTest extends EngineHarness {
    @Test
    void an_exception_that_cannot_be_told() {
        Job job = failedOnceBy((payload, run) -> {
            throw new Unspeakable();
        });

        assertThat(job.lastError()).contains(Unspeakable.class.getName() + ", whose message can't be read");
    }

    @Test
    void a_snooze_beyond_all_calendars() {
        Job job = failedOnceBy((payload, run) -> Outcome.snooze(ChronoUnit.FOREVER.getDuration()));

        assertThat(job.lastError().orElseThrow()).contains("must be at most 100 years");
    }

    @Test
    @SuppressWarnings("NullAway")
    void a_report_that_is_missing() {
        Job job = failedOnceBy((payload, run) -> Outcome.completed(null));

        assertThat(job.lastError().orElseThrow()).contains("the report is missing");
    }

    @Test
    @SuppressWarnings("NullAway")
    void no_outcome() {
        Job job = failedOnceBy((payload, run) -> null);

        assertThat(job.lastError()).contains("java.lang.IllegalStateException: the handler returned no outcome");
    }

    @Test
    void what_it_threw_is_told_as_it_is() {
        IllegalStateException thrown = new IllegalStateException("no");

        failedOnceBy((payload, run) -> {
            throw thrown;
        });

        assertThat(log.all(JobEvent.RunThrew.class))
                .extracting(JobEvent.RunThrew::cause)
                .containsExactly(thrown);
    }

    /** The job of a handler that does so, and has no other attempt. */
    private Job failedOnceBy(OutcomeHandler<String> handler) {
        JobId id = store.queue()
                .enqueue(NewJob.builder(MAIL.type())
                        .payload(Payload.of("\"strange\""))
                        .maxAttempts(1)
                        .build())
                .id();
        JobsConfig oneSlot =
                new JobsConfig(true, 1, Duration.ofMillis(100), Duration.ofMinutes(5), 3, false, Duration.ofSeconds(1));
        engines.add(Engine.start(
                store.work(),
                handlers(
                        MAIL,
                        (payload, run) -> payload.equals("strange") ? handler.handle(payload, run) : Outcome.COMPLETED),
                oneSlot,
                options().build()));
        Job job = ended(id);
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.attempts().used()).isEqualTo(1);
        assertThat(ended(enqueue("sound")).state()).isEqualTo(JobState.COMPLETED);
        return job;
    }

    private static final class Unspeakable extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("no words for it");
        }
    }
}
