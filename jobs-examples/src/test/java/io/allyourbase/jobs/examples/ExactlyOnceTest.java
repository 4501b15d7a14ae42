package io.allyourbase.jobs.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.allyourbase.jobs.examples.ExactlyOnce.Deposit;
import io.allyourbase.jobs.postgres.PostgresJobs;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ExactlyOnceTest {
    private final TestDatabase database = TestDatabase.empty();

    @BeforeEach
    void createAccounts() {
        database.execute("CREATE SCHEMA ${schema}; SET search_path TO ${schema};"
                + "CREATE TABLE accounts (name text, cents integer); INSERT INTO accounts VALUES ('ada', 100)");
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void a_handler_given_a_transaction_deposits_once() {
        try (PostgresJobs jobs = ExactlyOnce.start(database.dataSource(), database.schema())) {
            jobs.enqueue(ExactlyOnce.DEPOSIT, new Deposit("ada", 50));

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> jobs.store().stats().stats().completed() == 1);
            assertThat(cents()).isEqualTo("150");
        }
    }

    @Test
    void a_handler_with_a_transaction_of_its_own_deposits_once_though_it_then_throws() {
        AtomicReference<PostgresJobs> jobs = new AtomicReference<>();
        PostgresJobs built = PostgresJobs.builder(database.dataSource())
                .schema(database.schema())
                .handle(ExactlyOnce.DEPOSIT, (deposit, run) -> {
                    ExactlyOnce.deposit(database.dataSource(), jobs::get, deposit, run);
                    throw new IllegalStateException("after the commit");
                })
                .build();
        jobs.set(built);
        try (PostgresJobs started = built.start()) {
            started.enqueue(ExactlyOnce.DEPOSIT, new Deposit("ada", 50));

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> started.store().stats().stats().completed() == 1);
            assertThat(cents()).isEqualTo("150");
        }
    }

    private String cents() {
        return database.text("SELECT cents FROM ${schema}.accounts");
    }
}
