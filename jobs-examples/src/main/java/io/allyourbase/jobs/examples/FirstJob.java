package io.allyourbase.jobs.examples;

import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** A typed job, its handler, and the ways to enqueue it. */
public final class FirstJob {
    // tag::job[]
    record Mail(String to, String subject) {}

    static final JobDefinition<Mail> MAIL = JobDefinition.of("mail", Mail.class);
    // end::job[]

    private FirstJob() {}

    // tag::start[]
    static PostgresJobs start(DataSource dataSource, SchemaName schema) {
        return PostgresJobs.builder(dataSource)
                .schema(schema)
                .handle(MAIL, (mail, run) -> System.out.println("to " + mail.to() + ": " + mail.subject()))
                .build()
                .start();
    }
    // end::start[]

    static void enqueue(PostgresJobs jobs) {
        // tag::enqueue[]
        jobs.enqueue(MAIL, new Mail("ada@example.com", "Welcome"));
        jobs.enqueue(MAIL, new Mail("bob@example.com", "Still there?"), job -> job.delay(Duration.ofMillis(200)));
        jobs.enqueue(MAIL, new Mail("cy@example.com", "Your order"), job -> job.idempotencyKey("order-7"));
        jobs.enqueueAll(MAIL, List.of(new Mail("dee@example.com", "News"), new Mail("eve@example.com", "News")));
        // end::enqueue[]
    }

    static void enqueueWithData(PostgresJobs jobs, Connection connection) throws SQLException {
        // tag::transaction[]
        connection.setAutoCommit(false);
        // … the host's own statements on this connection …
        jobs.in(connection).enqueue(MAIL, new Mail("fay@example.com", "Receipt"));
        connection.commit();
        // end::transaction[]
    }
}
