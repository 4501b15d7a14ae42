package io.allyourbase.jobs.examples;

import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import javax.sql.DataSource;

/** A handler that may run twice and has its effect once: the other system is told the job's id. */
public final class IdempotentHandler {
    record Charge(String customer, int cents) {}

    static final JobDefinition<Charge> CHARGE = JobDefinition.of("charge", Charge.class);

    /** A system that does what it is asked once for each key. */
    @FunctionalInterface
    interface PaymentProvider {
        void charge(String idempotencyKey, String customer, int cents) throws Exception;
    }

    private IdempotentHandler() {}

    static PostgresJobs start(DataSource dataSource, SchemaName schema, PaymentProvider provider) {
        return PostgresJobs.builder(dataSource)
                .schema(schema)
                .handle(CHARGE, (charge, run) -> charge(provider, charge, run))
                .build()
                .start();
    }

    // tag::key[]
    static void charge(PaymentProvider provider, Charge charge, Run run) throws Exception {
        // The same for every run of this job, and for no other job.
        provider.charge(run.id().toString(), charge.customer(), charge.cents());
    }
    // end::key[]
}
