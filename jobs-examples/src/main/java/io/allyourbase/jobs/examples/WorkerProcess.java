package io.allyourbase.jobs.examples;

import io.allyourbase.jobs.handler.Interceptor;
import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.handler.Outcome;
import io.allyourbase.jobs.handler.RetryAfter;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.sql.SchemaName;
import io.allyourbase.jobs.retry.FixedBackoff;
import io.allyourbase.jobs.retry.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A process of its own that only runs jobs. */
public final class WorkerProcess {
    record Order(String id) {}

    record Receipt(String order) {}

    // tag::definition[]
    static final JobDefinition<Order> ORDER = JobDefinition.of("order", Order.class)
            .maxAttempts(10)
            .retryPolicy(RetryPolicy.of(new FixedBackoff(Duration.ofSeconds(30))))
            .timeout(Duration.ofMinutes(5));
    // end::definition[]

    static final JobDefinition<Receipt> RECEIPT = JobDefinition.of("receipt", Receipt.class);

    private WorkerProcess() {}

    /** With the database's address and the schema's name. */
    public static void main(String... arguments) throws InterruptedException {
        String url = arguments[0];
        SchemaName schema = new SchemaName(arguments[1]);
        // tag::main[]
        PostgresJobs queue = PostgresJobs.builder(url).schema(schema).build(); // to enqueue only: it is not started
        PostgresJobs worker = PostgresJobs.builder(url)
                .schema(schema)
                .queues("default", "mail")
                .concurrency(20)
                .handle(ORDER, (order, run) -> {
                    ship(order, run);
                    queue.enqueue(RECEIPT, new Receipt(order.id()), job -> job.queue("mail"));
                })
                .handle(RECEIPT, (receipt, run) -> System.out.println("paid: " + receipt.order()))
                .around(WorkerProcess::traced)
                .build()
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(worker::close)); // SIGTERM: end what runs, give the rest back
        new CountDownLatch(1).await(); // the queue's own threads keep no process alive
        // end::main[]
    }

    // tag::retry[]
    static void ship(Order order, Run run) {
        if (order.id().startsWith("busy") && run.attempt() == 1) {
            throw new RetryAfter(Duration.ofMillis(100), "the carrier asked for patience");
        }
    }
    // end::retry[]

    // tag::around[]
    static Outcome traced(Run run, Interceptor.Call inside) throws Exception {
        System.out.println("begins: " + run.job().type());
        try {
            return inside.proceed();
        } catch (Exception e) {
            System.out.println("failed: " + e.getMessage());
            throw e;
        }
    }
    // end::around[]
}
