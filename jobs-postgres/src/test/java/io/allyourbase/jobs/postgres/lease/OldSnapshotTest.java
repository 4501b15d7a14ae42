package io.allyourbase.jobs.postgres.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import io.allyourbase.jobs.postgres.claim.PostgresClaims;
import io.allyourbase.jobs.postgres.cursor.ExpiryCursor;
import io.allyourbase.jobs.postgres.sql.Database;
import io.allyourbase.jobs.postgres.testing.EntriesRead;
import io.allyourbase.jobs.postgres.testing.GivenUp;
import io.allyourbase.jobs.postgres.testing.OldSnapshot;
import io.allyourbase.jobs.postgres.testing.TestDatabase;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** While a snapshot is held, no vacuum takes away what the index has of jobs that ended since. */
class OldSnapshotTest {
    private static final int ENDED = 3_000;
    private static final int FEW = 100;
    private static final Duration SOON = Duration.ofSeconds(10);

    private final TestDatabase database = TestDatabase.ofOneSession();

    /** By it each look takes a second, which is long. */
    private final AtomicLong nanos = new AtomicLong();

    private final PostgresLeases leases = new PostgresLeases(
            new Database(database.dataSource(), database.schema()),
            () -> nanos.addAndGet(Duration.ofSeconds(1).toNanos()));

    private final OldSnapshot snapshot = OldSnapshot.hold();

    @BeforeEach
    void jobs_run() {
        run(ENDED, "1 hour");
        database.execute("DELETE FROM ${schema}._ayb_jobs");
    }

    private void run(int jobs, String leaseEndedBefore) {
        database.execute(
                "INSERT INTO ${schema}._ayb_jobs (id, type, queue, priority, payload, state, run_at, attempts, "
                        + "max_attempts, fence, created_at, updated_at, lease_until) SELECT gen_random_uuid(), 'mail', "
                        + "'default', 5, '{}', 'running', now(), 1, 4, 1, now(), now(), now() - interval '"
                        + leaseEndedBefore
                        + "' FROM generate_series(1, " + jobs + ")");
    }

    @AfterEach
    void close() {
        snapshot.close();
        database.close();
    }

    @Test
    void a_look_goes_on_where_the_last_one_was() {
        assertThat(entriesReadBy(() -> assertThat(leases.untilNextExpiry(SOON)).isEmpty()))
                .isGreaterThanOrEqualTo(ENDED);

        assertThat(entriesReadBy(() -> assertThat(leases.untilNextExpiry(SOON)).isEmpty()))
                .isLessThan(FEW);
    }

    @Test
    void so_does_what_takes_jobs_back() {
        leases.untilNextExpiry(SOON);
        run(1, "1 second");

        assertThat(entriesReadBy(() -> {
                    assertThat(leases.untilNextExpiry(SOON)).contains(Duration.ZERO);
                    assertThat(leases.recover(10)).hasSize(1);
                }))
                .isLessThan(FEW);
    }

    @Test
    void a_lease_that_came_in_behind_is_found_when_looks_start_over() {
        leases.untilNextExpiry(SOON);
        run(1, "30 minutes");
        assertThat(leases.untilNextExpiry(SOON)).isEmpty();

        nanos.addAndGet(ExpiryCursor.LONGEST.toNanos());

        assertThat(leases.untilNextExpiry(SOON)).isEqualTo(Optional.of(Duration.ZERO));
        assertThat(leases.recover(10)).hasSize(1);
    }

    @Test
    void when_the_first_look_is_given_up_the_next_finds_what_has_lately_ended() {
        assertThatThrownBy(() -> GivenUp.call(database, () -> leases.untilNextExpiry(SOON)))
                .isInstanceOf(QueueUnavailable.class);
        run(1, "30 seconds");

        assertThat(entriesReadBy(() -> {
                    assertThat(leases.untilNextExpiry(SOON)).contains(Duration.ZERO);
                    assertThat(leases.recover(10)).hasSize(1);
                }))
                .isLessThan(FEW);
    }

    @Test
    void what_a_lost_claim_took_is_found_without_them() {
        Claims claims = new PostgresClaims(new Database(database.dataSource(), database.schema()));

        assertThat(entriesReadBy(() -> assertThat(claims.giveBackUnknown(new WorkerId("w1"), Set.of()))
                        .isZero()))
                .isLessThan(FEW);
    }

    private long entriesReadBy(Runnable look) {
        return EntriesRead.by(database, "_ayb_jobs_lease", look);
    }
}
