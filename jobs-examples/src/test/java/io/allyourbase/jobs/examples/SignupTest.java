package io.allyourbase.jobs.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.event.RunEnd;
import io.allyourbase.jobs.examples.Signup.Mail;
import io.allyourbase.jobs.handler.Run;
import io.allyourbase.jobs.postgres.json.JacksonCodec;
import io.allyourbase.jobs.testing.ManualClock;
import io.allyourbase.jobs.testing.kit.TestJobs;
import io.allyourbase.jobs.testing.kit.TestRun;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignupTest {
    // tag::test[]
    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final MailServer server = new MailServer();
    private final TestJobs jobs = TestJobs.of(new JacksonCodec(), clock).handle(Signup.MAIL, server::send);

    @Test
    void a_mail_is_sent_again_when_the_server_was_down() {
        new Signup(jobs).join("ada@example.com");
        assertThat(jobs.enqueued(Signup.MAIL)).extracting(Mail::subject).contains("Welcome");

        server.isDown = true;
        assertThat(jobs.runDue()).extracting(TestRun::end).containsExactly(RunEnd.RETRIED);

        server.isDown = false;
        clock.advance(Duration.ofSeconds(5));
        jobs.runDue().forEach(TestRun::orThrow);
        assertThat(server.sent).extracting(Mail::subject).containsExactly("Welcome");
    }
    // end::test[]

    @Test
    void a_second_mail_follows_after_three_days() {
        new Signup(jobs).join("ada@example.com");

        jobs.runDue().forEach(TestRun::orThrow);
        clock.advance(Duration.ofDays(3));
        jobs.runDue().forEach(TestRun::orThrow);

        assertThat(server.sent).extracting(Mail::subject).containsExactly("Welcome", "How is it going?");
    }

    private static final class MailServer {
        private final List<Mail> sent = new ArrayList<>();
        private boolean isDown;

        void send(Mail mail, Run run) throws IOException {
            if (isDown) {
                throw new IOException("the server is down, in attempt " + run.attempt());
            }
            sent.add(mail);
        }
    }
}
