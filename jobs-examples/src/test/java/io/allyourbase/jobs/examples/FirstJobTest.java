package io.allyourbase.jobs.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FirstJobTest {
    @Test
    void prints_each_mail_once() throws SQLException {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (TestDatabase database = TestDatabase.empty()) {
            try (PostgresJobs jobs = FirstJob.start(database.dataSource(), database.schema());
                    Connection connection = database.dataSource().getConnection()) {
                FirstJob.enqueue(jobs);
                FirstJob.enqueueWithData(jobs, connection);

                await().atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(mails(printed)).hasSize(6));
            }
        } finally {
            System.setOut(before);
        }
        assertThat(mails(printed))
                .containsExactlyInAnyOrder(
                        "to ada@example.com: Welcome",
                        "to bob@example.com: Still there?",
                        "to cy@example.com: Your order",
                        "to dee@example.com: News",
                        "to eve@example.com: News",
                        "to fay@example.com: Receipt");
    }

    /** The log may be printed too. */
    private static List<String> mails(ByteArrayOutputStream printed) {
        return printed.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("to "))
                .toList();
    }
}
