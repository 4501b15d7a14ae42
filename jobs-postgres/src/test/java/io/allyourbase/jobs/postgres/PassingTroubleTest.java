package io.allyourbase.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.config.ConfigKey;
import io.allyourbase.jobs.config.JobsConfig;
import io.allyourbase.jobs.engine.Engine;
import io.allyourbase.jobs.engine.EngineOptions;
import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.event.JobEvent;
import io.allyourbase.jobs.handler.Handler;
import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobState;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.Outcomes;
import io.allyourbase.jobs.port.Store;
import io.allyourbase.jobs.postgres.json.JacksonCodec;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database refuses outcomes for a while, for reasons that do not lie in them: each is written in the end. */
class PassingTroubleTest {
    private static final JobDefinition<String> MAIL = JobDefinition.of("mail", String.class);

    private static final JobsConfig CONFIG =
            JobsConfig.DEFAULT.with(ConfigKey.ENABLED, "true").with(ConfigKey.SCHEDULER_ENABLED, "false");

    private final TestDatabase database = TestDatabase.migrated();
    private final ConcurrentLinkedQueue<JobEvent> events = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0A000", "25P03", "25P04", "26000", "3D000", "40003", "42501", "42703", "42P01", "53100", "55000",
                "57014", "57P05", "58030", "P0001", "XX000", "XX001"
            })
    void an_outcome_is_kept_while_the_database_refuses_it_for_its_own_reasons(String code) {
        refuseWith(code);

        try (PostgresJobs jobs = start(database.dataSource())) {
            JobId id = jobs.enqueue(MAIL, "ada").id();
            await().until(this::areOutcomesRefused);
            database.execute("TRUNCATE ${schema}.trouble");

            assertCompletes(jobs, id);
        }
    }

    @Test
    void an_outcome_is_kept_when_the_server_ends_its_transaction_for_being_idle() {
        // A failure is written by more than one statement, and so in a transaction that can be left open.
        StalledCommits stalled = new StalledCommits(database, "_ayb_jobs_history", this::areOutcomesRefused);

        try (PostgresJobs jobs = start(stalled.dataSource(), (payload, run) -> {
            throw new IllegalStateException("no such mailbox");
        })) {
            JobId id = jobs.enqueue(MAIL, "ada", job -> job.maxAttempts(1)).id();

            await().until(this::areOutcomesRefused);
            await().until(() -> isTold(JobEvent.RunWritten.class));
            Job failed = jobs.store().admin().find(id).orElseThrow();
            assertThat(failed.state()).isEqualTo(JobState.FAILED);
            assertThat(failed.lastError().orElseThrow()).contains("no such mailbox");
        }
    }

    @Test
    void an_outcome_that_took_effect_although_the_answer_was_lost_is_not_called_stale() {
        Store store = PostgresStore.of(database.dataSource(), database.schema());
        AtomicBoolean isLost = new AtomicBoolean();
        JobId id = store.queue()
                .enqueue(NewJob.of(MAIL.type(), Payload.of("\"ada\"")))
                .id();
        Outcomes lossy = batch -> {
            Map<JobId, JobState> written = store.work().outcomes().write(batch);
            if (isLost.compareAndSet(false, true)) {
                throw new QueueUnavailable("the database is not available: connection reset", new SQLException());
            }
            return written;
        };

        Handlers handlers = Handlers.builder(new JacksonCodec())
                .handle(MAIL, (payload, run) -> {})
                .build();
        EngineOptions options = EngineOptions.builder().listener(events::add).build();
        try (Engine engine = Engine.start(store.work().with(lossy), handlers, CONFIG, options)) {
            await().until(() -> engine.problem().isEmpty() && isTold(JobEvent.RunWritten.class));
        }

        assertThat(store.admin().find(id).orElseThrow().state()).isEqualTo(JobState.COMPLETED);
        assertThat(events).noneMatch(JobEvent.StaleWriteRefused.class::isInstance);
    }

    private void assertCompletes(PostgresJobs jobs, JobId id) {
        await().until(() -> isTold(JobEvent.RunWritten.class));
        assertThat(jobs.store().admin().find(id).orElseThrow().state()).isEqualTo(JobState.COMPLETED);
        assertThat(events).filteredOn(JobEvent.RunStarted.class::isInstance).hasSize(1);
    }

    private boolean areOutcomesRefused() {
        return events.stream()
                .anyMatch(event -> event instanceof JobEvent.LoopFailed failed
                        && failed.loop().equals("outcomes"));
    }

    private boolean isTold(Class<? extends JobEvent> type) {
        return events.stream().anyMatch(type::isInstance);
    }

    private PostgresJobs start(DataSource dataSource) {
        return start(dataSource, (payload, run) -> {});
    }

    private PostgresJobs start(DataSource dataSource, Handler<String> handler) {
        return PostgresJobs.builder(dataSource)
                .schema(database.schema())
                .config(JobsConfig.DEFAULT.with(ConfigKey.ENABLED, "true").with(ConfigKey.SCHEDULER_ENABLED, "false"))
                .listener(events::add)
                .handle(MAIL, handler)
                .build()
                .start();
    }

    private void refuseWith(String code) {
        database.execute("""
                CREATE TABLE ${schema}.trouble AS SELECT '%s' AS code;
                CREATE FUNCTION ${schema}.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
                DECLARE state text := (SELECT code FROM ${schema}.trouble);
                BEGIN
                    IF state IS NOT NULL THEN RAISE EXCEPTION 'refused' USING ERRCODE = state; END IF;
                    RETURN OLD;
                END $$;
                CREATE TRIGGER refuse BEFORE DELETE ON ${schema}._ayb_jobs
                FOR EACH ROW EXECUTE FUNCTION ${schema}.refuse()
                """.formatted(code));
    }
}
