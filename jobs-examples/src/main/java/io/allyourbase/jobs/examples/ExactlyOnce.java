package io.allyourbase.jobs.examples;

import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.function.Supplier;
import javax.sql.DataSource;

/** Effects on the queue's own database that happen exactly once: they commit together with the job's completion. */
public final class ExactlyOnce {
    record Deposit(String account, int cents) {}

    static final JobDefinition<Deposit> DEPOSIT = JobDefinition.of("deposit", Deposit.class);

    private ExactlyOnce() {}

    static PostgresJobs start(DataSource dataSource, SchemaName schema) {
        // tag::given[]
        PostgresJobs jobs = PostgresJobs.builder(dataSource)
                .schema(schema)
                .handleInTransaction(DEPOSIT, (deposit, run, connection) -> add(connection, deposit))
                .build()
                .start();
        // end::given[]
        return jobs;
    }

    // tag::own[]
    static void deposit(DataSource dataSource, Supplier<PostgresJobs> jobs, Deposit deposit, Run run)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            add(connection, deposit);
            jobs.get().in(connection).complete(run); // throws when another has taken the job: nothing commits then
            connection.commit();
        }
    }
    // end::own[]

    private static void add(Connection connection, Deposit deposit) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE accounts SET cents = cents + ? WHERE name = ?")) {
            update.setInt(1, deposit.cents());
            update.setString(2, deposit.account());
            update.executeUpdate();
        }
    }
}
