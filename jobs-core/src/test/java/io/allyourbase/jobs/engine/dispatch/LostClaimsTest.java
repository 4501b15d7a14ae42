package io.allyourbase.jobs.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.QueueUnavailable;
import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.RunId;
import io.allyourbase.jobs.name.WorkerId;
import io.allyourbase.jobs.port.Claims;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Looks for lost claims, all of which fail. */
class LostClaimsTest {
    private static final Duration LEASE = Duration.ofMinutes(5);

    private final LostClaims lost = new LostClaims(new Away(), new WorkerId("w"), LEASE, this::nanoTime);
    private long now;

    @Test
    void the_next_is_made_after_a_pause() {
        lost.add();
        assertThat(lost.isTimeToLook()).isTrue();

        assertThatThrownBy(() -> lost.giveBack(Set.of())).isInstanceOf(QueueUnavailable.class);

        assertThat(lost.isTimeToLook()).isFalse();
        now += LostClaims.SHORTEST_PAUSE.toNanos();
        assertThat(lost.isTimeToLook()).isTrue();
    }

    @Test
    void that_after_a_lease_is_the_last() {
        lost.add();
        now += LEASE.toNanos();

        assertThatThrownBy(() -> lost.giveBack(Set.of())).isInstanceOf(QueueUnavailable.class);

        assertThat(lost.isAny()).isFalse();
        now += LEASE.toNanos();
        assertThat(lost.isTimeToLook()).isFalse();
    }

    private long nanoTime() {
        return now;
    }

    private static final class Away implements Claims {
        @Override
        public List<Job> claim(Request request) {
            throw new AssertionError("nothing is claimed here");
        }

        @Override
        public Optional<Duration> untilNextDue(Request request) {
            return Optional.empty();
        }

        @Override
        public int giveBackUnknown(WorkerId worker, Set<RunId> known) {
            throw new QueueUnavailable("the database is not available: it took too long", new SQLException());
        }
    }
}
