package io.allyourbase.jobs.http.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.http.testing.Browser;
import io.allyourbase.jobs.http.testing.Site;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.payload.Payload;
import io.allyourbase.jobs.port.JobFilter;
import io.allyourbase.jobs.port.PageRequest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Jobs that an operator enqueues in a browser. */
class DashboardEnqueueIT {
    @RegisterExtension
    static final Site SITE = new Site();

    @RegisterExtension
    static final Browser BROWSER = new Browser();

    @Test
    void one_is_enqueued_and_what_is_not_allowed_is_said_where_it_was_written() {
        BROWSER.enter(SITE, "#/jobs");
        BROWSER.click("Enqueue a job…");
        BROWSER.click("Enqueue");
        BROWSER.sees("type is required");
        BROWSER.fill("Type", "mail");
        BROWSER.fill("Payload", "null");
        BROWSER.click("Enqueue");
        BROWSER.sees("The payload is null; it must be a value.");
        BROWSER.fill("Payload", "{\"order\":12345678901234567890}");
        BROWSER.fill("Queue", "slow");
        BROWSER.fill("Priority", "2");
        BROWSER.script("document.querySelector('dialog [name=runAt]').value = '2100-01-01T12:30:15'");
        BROWSER.click("Enqueue");

        BROWSER.sees("Enqueued: …");
        Job job = jobs().get(0);
        assertThat(job.payload().json()).contains("12345678901234567890");
        assertThat(job.queue()).isEqualTo(new QueueName("slow"));
        assertThat(job.priority()).isEqualTo(2);
        assertThat(job.runAt()).isEqualTo(Instant.parse((String)
                BROWSER.script("return new Date(2100, 0, 1, 12, 30, 15).toISOString()")));
        BROWSER.sees("due in");
        assertThat(BROWSER.count("#notice a[href='#/jobs/" + job.id() + "']")).isOne();
    }

    @Test
    void the_job_that_has_the_key_already_is_named_and_none_is_made() {
        JobId id = SITE.enqueue(NewJob.builder(Site.TYPE).idempotencyKey("order-7"));
        BROWSER.enter(SITE, "#/jobs");
        BROWSER.click("Enqueue a job…");
        BROWSER.fill("Type", "mail");
        BROWSER.fill("Payload", "{\"long\":true}");
        BROWSER.fill("Idempotency key", "order-7");
        BROWSER.click("Enqueue");

        BROWSER.sees("A job has this key already: " + id);
        assertThat(BROWSER.script("return document.querySelector('dialog textarea').value"))
                .isEqualTo("{\"long\":true}");
        assertThat(jobs()).hasSize(1);
    }

    @Test
    void a_copy_is_like_the_job_to_the_last_digit() {
        JobId id = SITE.enqueue(NewJob.builder(Site.TYPE)
                .priority(3)
                .maxAttempts(1)
                .payload(Payload.of("{\"order\":12345678901234567890}")));
        BROWSER.enter(SITE, "#/jobs/" + id);
        BROWSER.click("Enqueue a copy…");
        BROWSER.click("Enqueue");

        BROWSER.sees("Enqueued: …");
        assertThat(jobs())
                .hasSize(2)
                .allMatch(job -> job.payload().json().contains("12345678901234567890"))
                .allMatch(job -> job.priority() == 3 && job.attempts().max() == 1);
    }

    private static List<Job> jobs() {
        return SITE.store().admin().list(JobFilter.ALL, PageRequest.first(50)).jobs();
    }
}
