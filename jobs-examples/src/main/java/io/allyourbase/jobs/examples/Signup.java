package io.allyourbase.jobs.examples;

import io.allyourbase.jobs.enqueue.Enqueuer;
import io.allyourbase.jobs.handler.JobDefinition;
import java.time.Duration;

/** A service that enqueues, and its test runs what it enqueued without a database: SignupTest. */
public final class Signup {
    record Mail(String to, String subject) {}

    static final JobDefinition<Mail> MAIL = JobDefinition.of("mail", Mail.class);

    private final Enqueuer jobs;

    /** @param jobs the program's {@code PostgresJobs}, or in a test its {@code TestJobs} */
    Signup(Enqueuer jobs) {
        this.jobs = jobs;
    }

    void join(String address) {
        jobs.enqueue(MAIL, new Mail(address, "Welcome"));
        jobs.enqueue(MAIL, new Mail(address, "How is it going?"), job -> job.delay(Duration.ofDays(3)));
    }
}
