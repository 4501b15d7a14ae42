package io.allyourbase.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Store;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Claims, and looks for due jobs, that fail: jobs run soon all the same, and keep their attempts. */
class EngineLostClaimsTest extends EngineHarness {
    @Test
    void jobs_of_a_claim_whose_answer_was_lost_run_at_once_and_keep_their_attempts() {
        List<JobId> ids = IntStream.range(0, 3).mapToObj(i -> enqueue("a")).toList();
        Store.Work real = store.work();
        LostAnswerClaims claims = new LostAnswerClaims(real.claims());

        start(real.with(claims), handlers(MAIL, (payload, run) -> Outcome.COMPLETED), options(), Duration.ofMinutes(5));

        ids.forEach(id -> assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED));
        assertThat(claims.hasLost).isTrue();
        assertThat(ids).allSatisfy(id -> assertThat(ended(id).attempts().used()).isEqualTo(1));
    }

    @Test
    void a_lone_job_of_a_claim_whose_answer_was_lost_runs_at_once_too() {
        Store.Work real = store.work();
        LostAnswerClaims claims = new LostAnswerClaims(real.claims());
        start(real.with(claims), handlers(MAIL, (payload, run) -> Outcome.COMPLETED), options(), Duration.ofMinutes(5));
        await().untilTrue(claims.hasFoundNone);

        JobId id = enqueue("ada");

        assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED);
        assertThat(claims.hasLost).isTrue();
        assertThat(ended(id).attempts().used()).isEqualTo(1);
    }

    @Test
    void jobs_of_a_claim_that_takes_effect_long_after_it_was_given_up_run_soon_and_keep_their_attempts() {
        JobId id = enqueue("ada");
        Store.Work real = store.work();

        start(
                real.with(new LateClaims(real.claims())),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options(),
                Duration.ofMinutes(5));

        assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED);
        assertThat(ended(id).attempts().used()).isEqualTo(1);
        assertThat(ended(id).fence().value()).isEqualTo(2);
    }

    @Test
    void jobs_of_a_claim_that_there_was_no_memory_to_take_run_soon_and_keep_their_attempts() {
        List<JobId> ids = IntStream.range(0, 4).mapToObj(i -> enqueue("a" + i)).toList();
        Store.Work real = store.work();

        start(
                real.with(new ScarceClaims(real.claims())),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options(),
                Duration.ofMinutes(5));

        assertThat(ids).allSatisfy(id -> assertThat(ended(id).attempts().used()).isEqualTo(1));
        assertThat(ids).anySatisfy(id -> assertThat(ended(id).fence().value()).isEqualTo(2));
    }

    @Test
    void jobs_of_a_claim_whose_answer_was_lost_are_given_back_by_an_engine_that_closes() {
        JobId id = enqueue("ada");
        Store.Work real = store.work();
        LostAnswerClaims claims = new LostAnswerClaims(real.claims());
        claims.away.set(true);
        Engine engine = start(
                real.with(claims),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options(),
                Duration.ofMinutes(5));
        // By then it tries but now and then.
        await().until(() -> claims.looks.get() > 0);

        claims.away.set(false);
        engine.close();

        Job job = store.admin().find(id).orElseThrow();
        assertThat(job.state()).isEqualTo(JobState.QUEUED);
        assertThat(job.attempts().used()).isZero();
    }

    @Test
    void jobs_run_while_those_of_a_claim_whose_answer_was_lost_cannot_be_looked_for() {
        JobId taken = enqueue("ada");
        Store.Work real = store.work();
        LostAnswerClaims claims = new LostAnswerClaims(real.claims());
        claims.away.set(true);
        start(real.with(claims), handlers(MAIL, (payload, run) -> Outcome.COMPLETED), options(), Duration.ofMinutes(5));
        await().until(() -> claims.looks.get() > 0);

        assertThat(ended(enqueue("bob")).state()).isEqualTo(JobState.COMPLETED);

        claims.away.set(false);
        assertThat(ended(taken).state()).isEqualTo(JobState.COMPLETED);
        assertThat(ended(taken).attempts().used()).isEqualTo(1);
    }

    @Test
    void a_first_look_that_fails_half_way_is_made_again_although_the_clock_stands_below_zero() {
        JobId id = store.queue()
                .enqueue(NewJob.builder(MAIL.type())
                        .payload(Payload.of("\"ada\""))
                        .delay(Duration.ofMillis(500))
                        .build())
                .id();
        Store.Work real = store.work();

        start(
                real.with(new LostAnswerClaims(real.claims(), LostAnswerClaims.Loses.FIRST_LOOK)),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options()
                        .nanoTime(() ->
                                System.nanoTime() - Duration.ofDays(36_500).toNanos()),
                Duration.ofMinutes(5));

        assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED);
    }

    @Test
    void a_claim_that_fails_is_made_again_before_it_is_time_to_poll() {
        Store.Work real = store.work();
        LostAnswerClaims claims = new LostAnswerClaims(real.claims(), LostAnswerClaims.Loses.LATER_REQUEST);
        start(
                real.with(claims),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options().nanoTime(() -> 0),
                Duration.ofMinutes(5));
        await().untilTrue(claims.hasFoundNone);

        JobId id = enqueue("ada");

        assertThat(ended(id).state()).isEqualTo(JobState.COMPLETED);
        assertThat(claims.hasLost).isTrue();
    }

    @Test
    void a_look_for_when_a_new_job_is_due_that_fails_is_made_again_before_it_is_time_to_poll() {
        Store.Work real = store.work();
        LostAnswerClaims claims = new LostAnswerClaims(real.claims(), LostAnswerClaims.Loses.SECOND_LOOK);
        start(
                real.with(claims),
                handlers(MAIL, (payload, run) -> Outcome.COMPLETED),
                options().nanoTime(() -> 0),
                Duration.ofMinutes(5));
        await().until(() -> claims.looksAhead.get() == 1);

        store.queue()
                .enqueue(NewJob.builder(MAIL.type()).delay(Duration.ofDays(1)).build());

        await().until(() -> claims.looksAhead.get() == 2);
        assertThat(claims.hasLost).isTrue();
    }
}
