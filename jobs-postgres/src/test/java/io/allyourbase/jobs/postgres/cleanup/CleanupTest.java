package io.allyourbase.jobs.postgres.cleanup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.handler.Handlers;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.postgres.PostgresStore;
import io.allyourbase.jobs.postgres.json.JacksonCodec;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a cleanup job does with more than one batch to delete. */
class CleanupTest {
    private static final int ROWS = 12_000;

    private final String name = "cleanup " + UUID.randomUUID();
    private final TestDatabase database = TestDatabase.migrated(name, settings -> settings.setSchema(name));
    private final PostgresStore store = PostgresStore.of(database.dataSource(), database.schema());
    private final Handlers handlers = handlers();

    private Handlers handlers() {
        Handlers.Builder builder = Handlers.builder(new JacksonCodec());
        BuiltInJobs.handle(builder, new Database(database.dataSource(), database.schema()));
        return builder.build();
    }

    @BeforeEach
    void fill() {
        database.execute("CREATE TABLE ${schema}._ayb_sessions (expires_at timestamptz);"
                + " INSERT INTO ${schema}._ayb_sessions SELECT now() - interval '1 s' FROM generate_series(1, " + ROWS
                + ")");
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void it_ends_between_two_batches() throws Exception {
        assertThat(clean(() -> left() < ROWS)).isEqualTo(Outcome.CANCELED);

        assertThat(left()).isBetween(1, ROWS - 1);
    }

    @Test
    void it_deletes_all_that_has_expired_when_nobody_asks() throws Exception {
        assertThat(clean(() -> false)).isEqualTo(Outcome.completed("rows removed: 12000 from _ayb_sessions"));

        assertThat(left()).isZero();
    }

    @Test
    void it_deletes_all_of_a_table_whose_partitions_have_rows_at_the_same_places() throws Exception {
        database.execute("DROP TABLE ${schema}._ayb_sessions;"
                + " CREATE TABLE ${schema}._ayb_sessions (expires_at timestamptz, part int) PARTITION BY LIST (part);"
                + " CREATE TABLE ${schema}.one PARTITION OF ${schema}._ayb_sessions FOR VALUES IN (1);"
                + " CREATE TABLE ${schema}.two PARTITION OF ${schema}._ayb_sessions FOR VALUES IN (2);"
                + " INSERT INTO ${schema}._ayb_sessions"
                + " SELECT now() - interval '1 s', part FROM generate_series(1, " + ROWS
                + "), (VALUES (1), (2)) p (part)");

        assertThat(clean(() -> false)).isEqualTo(Outcome.completed("rows removed: 24000 from _ayb_sessions"));

        assertThat(left()).isZero();
    }

    @Test
    void a_table_of_the_hosts_that_lacks_a_column_is_not_told_as_one_of_ours() {
        database.execute("ALTER TABLE ${schema}._ayb_sessions RENAME expires_at TO valid_until");

        assertThatThrownBy(() -> clean(() -> false))
                .hasMessage("the database refused a statement on your table: column \"expires_at\" does not exist");
    }

    private Outcome clean(BooleanSupplier cancelAsked) throws Exception {
        NewJob job = NewJob.builder(BuiltInJobs.SESSIONS.type()).build();
        Run run =
                new AskedRun(store.admin().find(store.queue().enqueue(job).id()).orElseThrow(), cancelAsked);
        return handlers.find(BuiltInJobs.SESSIONS.type())
                .orElseThrow()
                .handler()
                .handle(Payload.of("{}"), run);
    }

    private record AskedRun(Job job, BooleanSupplier asked) implements Run {
        @Override
        public boolean stillOwner() {
            return true;
        }

        @Override
        public boolean cancelAsked() {
            return asked.getAsBoolean();
        }
    }

    private int left() {
        return Integer.parseInt(database.text("SELECT count(*) FROM ${schema}._ayb_sessions"));
    }
}
