package io.allyourbase.jobs.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.testing.CountedSockets;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** By its clock each claim is slow, so that what every second one reads is counted. */
class CountedClaimTest {
    private static final int TIMES = 12;
    private static final Claims.Request ONE = new Claims.Request(
            new WorkerId("w"), List.of(QueueName.DEFAULT), Set.of(new JobType("mail")), 1, Duration.ofMinutes(5));

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void it_takes_one_round_trip_as_any_other() {
        try (TestDatabase database = TestDatabase.migrated("counted " + UUID.randomUUID(), settings -> {
            settings.setMaximumPoolSize(1);
            settings.addDataSourceProperty("socketFactory", CountedSockets.class.getName());
        })) {
            database.execute("INSERT INTO ${schema}._ayb_jobs SELECT gen_random_uuid(), 'mail', 'default', 5, '{}', "
                    + "'queued', now(), 0, 4, 0, now(), now() FROM generate_series(1, " + TIMES + ")");
            PostgresClaims claims = new PostgresClaims(
                    new Database(database.dataSource(), database.schema()),
                    () -> nanos.addAndGet(Duration.ofSeconds(1).toNanos()));
            int before = CountedSockets.trips();

            for (int i = 0; i < TIMES; i++) {
                assertThat(claims.claim(ONE)).hasSize(1);
            }

            assertThat(CountedSockets.trips() - before).isEqualTo(TIMES);
        }
    }
}
