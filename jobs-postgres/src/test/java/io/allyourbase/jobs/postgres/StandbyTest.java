package io.allyourbase.jobs.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.JobQueue;
import io.allyourbase.jobs.postgres.migrate.Migrations;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** A server whose synchronous standby is away. */
class StandbyTest {
    private static final SchemaName SCHEMA = new SchemaName("jobs");

    @Test
    void no_job_is_acknowledged_that_no_standby_has() throws IOException {
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("synchronous_standby_names", "absent")
                .start()) {
            String url = server.getJdbcUrl("postgres", "postgres");
            Migrations.of(at(url + "&options=-c%20synchronous_commit%3Dlocal"), SCHEMA)
                    .migrate();
            PGSimpleDataSource heeding = at(url);
            await().until(() -> isWaitedForStandby(heeding));
            JobQueue queue = PostgresStore.of(heeding, SCHEMA).queue();

            List<CompletableFuture<Throwable>> outcomes = Stream.of(1, 1, 2, 50)
                    .map(jobs -> CompletableFuture.supplyAsync(
                            () -> catchThrowable(() -> queue.enqueueAll(jobs(jobs))), StandbyTest::onThreadOfItsOwn))
                    .toList();

            assertThat(outcomes.stream().map(CompletableFuture::join))
                    .hasSize(4)
                    .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(QueueUnavailable.class));
        }
    }

    private static PGSimpleDataSource at(String url) {
        PGSimpleDataSource dataSource = new PGSimpleDataSource();
        dataSource.setURL(url);
        return dataSource;
    }

    private static List<NewJob> jobs(int number) {
        return Collections.nCopies(number, NewJob.of(new JobType("mail"), Payload.EMPTY));
    }

    private static void onThreadOfItsOwn(Runnable body) {
        new Thread(body).start();
    }

    /** A server that has just started commits without its standby until it has read its settings to the end. */
    private static boolean isWaitedForStandby(PGSimpleDataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(1);
            statement.execute("CREATE TABLE IF NOT EXISTS canary (); DROP TABLE canary");
            return statement.getWarnings() != null;
        }
    }
}
