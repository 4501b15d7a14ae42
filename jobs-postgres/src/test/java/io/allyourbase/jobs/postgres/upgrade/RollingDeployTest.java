package io.allyourbase.jobs.postgres.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.host.Jobs;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Programs of the previous release and of this one on one database, as during a rolling deploy. */
class RollingDeployTest {
    private final PreviousRelease previous = PreviousRelease.load();
    private final TestDatabase database = TestDatabase.empty(TestDatabase.url());
    private final Program older =
            previous.program(database.dataSource(), database.schema().value());
    private final Program newer =
            new LibraryProgram(database.dataSource(), database.schema().value());

    @AfterEach
    void close() {
        older.close();
        newer.close();
        database.close();
        previous.close();
    }

    @Test
    void they_are_two_releases() throws ClassNotFoundException {
        ClassLoader classes = older.getClass().getClassLoader();

        for (Class<?> ours : List.of(PostgresJobs.class, Jobs.class)) {
            Class<?> theirs = classes.loadClass(ours.getName());
            assertThat(theirs).isNotEqualTo(ours);
            assertThat(theirs.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .getPath())
                    .contains("src/test/previous/");
        }
        assertThat(classes.getResource("io/allyourbase/jobs/postgres/migrate/V1__jobs.sql"))
                .asString()
                .contains("src/test/previous/");
    }

    @Test
    void each_runs_what_the_other_enqueued() {
        upgrade();
        older.start(Set.of("for-older"));
        newer.start(Set.of("for-newer"));

        String forNewer = older.enqueue("for-newer");
        String forOlder = newer.enqueue("for-older");

        awaitCompleted(newer, forNewer, forOlder);
        awaitCompleted(older, forNewer, forOlder);
        assertThat(older.ran()).containsExactly(forOlder);
        assertThat(newer.ran()).containsExactly(forNewer);
        assertThat(older.enqueueOnce("for-newer", "key")).isEqualTo(newer.enqueueOnce("for-newer", "key"));
    }

    @Test
    void the_older_one_goes_on_while_the_newer_one_migrates() {
        older.migrate();
        older.start(Set.of("mail"));
        // Often enough for the server to have prepared the statements for the tables as they were.
        Stream.generate(() -> older.enqueue("mail")).limit(20).toList().forEach(id -> awaitCompleted(older, id));

        newer.migrate();
        awaitCompleted(older, older.enqueue("mail"), older.enqueue(Program.FLAKY));
        expand();
        awaitCompleted(older, older.enqueue("mail"), older.enqueue(Program.FLAKY));
        await().until(() -> older.problem().isEmpty());

        newer.start(Set.of("other"));
        awaitCompleted(newer, older.enqueue("other"), newer.enqueue("mail"));
    }

    @Test
    void each_takes_back_what_a_dead_worker_of_the_other_held() {
        upgrade();
        String heldByOlder = dead(older, "for-newer");
        newer.start(Set.of("for-newer"));
        awaitCompleted(newer, heldByOlder);

        String heldByNewer = dead(newer, "for-older");
        newer.close();
        older.start(Set.of("for-older"));
        awaitCompleted(older, heldByNewer);
    }

    private static String dead(Program program, String type) {
        String id = program.enqueue(type);
        assertThat(program.claimAndDie(type)).isEqualTo(id);
        return id;
    }

    @Test
    void each_fire_time_has_one_job_though_both_tick() {
        upgrade();
        older.start(Set.of("report"));
        newer.start(Set.of("report"));
        for (int i = 0; i < 10; i++) {
            older.schedule("older's " + i, "report");
            newer.schedule("newer's " + i, "report");
        }
        assertThat(older.schedules()).hasSize(20).isEqualTo(newer.schedules());

        database.execute("UPDATE ${schema}._ayb_schedules SET cron_expr = '* * * * *', version = version + 1,"
                + " next_run_at = date_trunc('minute', now()) - interval '1 h'");
        await().until(() -> database.text("SELECT min(next_run_at) > now() FROM ${schema}._ayb_schedules")
                .equals("t"));

        // Each catches up on ten; a minute that ends meanwhile adds some.
        assertThat(database.text("SELECT count(*) = count(DISTINCT (schedule_id, fire_time)) AND count(*) >= 200"
                        + " FROM ${schema}._ayb_jobs_all WHERE fire_time IS NOT NULL"))
                .isEqualTo("t");
    }

    @Test
    void both_list_and_count_the_same_jobs() {
        upgrade();
        older.start(Set.of("mail"));
        awaitCompleted(older, older.enqueue("mail"), newer.enqueue(Program.FLAKY), older.enqueue("mail"));
        String hopeless = newer.enqueue(Program.HOPELESS);
        await().until(() -> older.find(hopeless).startsWith("failed"));
        older.cancel(newer.enqueue("nobody's"));
        newer.enqueue("nobody's");

        assertThat(older.list()).hasSize(6).isEqualTo(newer.list());
        assertThat(older.find(hopeless)).isEqualTo(newer.find(hopeless)).contains("it never works");
        assertThat(older.stats()).isEqualTo(newer.stats());
    }

    @Test
    void the_older_one_starts_on_the_newer_schema_and_lives_a_whole_life_there() {
        upgrade();
        assertThat(older.migrate()).isEmpty();
        liveOn(older);
        liveOn(newer);
    }

    /** Every transition of a job, retention, and the schema as a start finds it. */
    private void liveOn(Program program) {
        program.start(Set.of("mail"));
        String flaky = program.enqueue(Program.FLAKY);
        awaitCompleted(program, program.enqueue("mail"), flaky);
        assertThat(program.ran().stream().filter(flaky::equals)).hasSize(2);

        String hopeless = program.enqueue(Program.HOPELESS);
        await().until(() -> program.find(hopeless).startsWith("failed"));
        program.retry(hopeless);
        await().until(() -> program.ran().stream().filter(hopeless::equals).count() == 2);

        String waiting = program.enqueue("nobody's");
        program.cancel(waiting);
        assertThat(program.find(waiting)).isEqualTo("canceled");

        program.sweep();
        await().until(() -> program.problem().isEmpty());
        program.close();
    }

    @Test
    void a_contracted_schema_refuses_the_older_one_in_one_line() {
        upgrade();
        database.execute("INSERT INTO ${schema}._ayb_jobs_schema (version, serves) VALUES (100, 99)");

        assertThatThrownBy(older::migrate)
                .hasMessageMatching(
                        "the job tables in schema \".*\" have version 100, which serves programs of version 99"
                                + " and newer, but this program is of version \\d+; use a newer program");
        assertThat(older.problem()).isPresent();
    }

    /** From the previous release's tables to this release's, and on to those of the release that will follow. */
    private void upgrade() {
        older.migrate();
        newer.migrate();
        expand();
    }

    /** What a release that only adds may do. */
    private void expand() {
        database.execute("""
                SET search_path TO ${schema};
                ALTER TABLE _ayb_jobs ADD COLUMN colour text NOT NULL DEFAULT 'red', ADD COLUMN shade bigint;
                ALTER TABLE _ayb_jobs_history ADD COLUMN colour text NOT NULL DEFAULT 'red', ADD COLUMN shade bigint;
                ALTER TABLE _ayb_schedules ADD COLUMN colour text NOT NULL DEFAULT 'red';
                ALTER TABLE _ayb_jobs_keys ADD COLUMN colour text;
                ALTER TABLE _ayb_jobs_tally ADD COLUMN colour text;
                ALTER TABLE _ayb_jobs_workers ADD COLUMN colour text NOT NULL DEFAULT 'red';
                CREATE INDEX _ayb_jobs_colour ON _ayb_jobs (colour);
                CREATE INDEX _ayb_jobs_history_colour ON _ayb_jobs_history (colour);
                CREATE TABLE _ayb_jobs_colours (colour text PRIMARY KEY);
                INSERT INTO _ayb_jobs_schema (version, serves) VALUES (99, 1);
                RESET search_path
                """);
    }

    private static void awaitCompleted(Program program, String... ids) {
        List.of(ids).forEach(id -> await().until(() -> program.find(id).startsWith("completed")));
    }
}
