package io.allyourbase.jobs.testing.kit;

import io.allyourbase.jobs.handler.JobDefinition;
import io.allyourbase.jobs.testing.ManualClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A queue for tests, tested, and what its handlers did. */
abstract class TestJobsHarness {
    record Mail(String to) {}

    static final JobDefinition<Mail> MAIL = JobDefinition.of("mail", Mail.class);
    static final Mail ADA = new Mail("ada");
    static final Mail BOB = new Mail("bob");
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    final ManualClock clock = new ManualClock(NOON);
    final TestJobs jobs = TestJobs.of(new Json(), clock);
    final List<Mail> sent = new ArrayList<>();

    void send(Mail mail) {
        sent.add(mail);
    }
}
