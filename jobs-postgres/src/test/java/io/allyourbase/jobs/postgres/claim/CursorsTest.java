package io.allyourbase.jobs.postgres.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.job.Job;
import io.allyourbase.jobs.job.JobBuilder;
import io.allyourbase.jobs.job.NewJob;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.name.JobType;
import io.allyourbase.jobs.name.QueueName;
import io.allyourbase.jobs.postgres.cursor.Cursor;
import io.allyourbase.jobs.postgres.cursor.Cursor.Position;
import io.allyourbase.jobs.postgres.cursor.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CursorsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final Cursors cursors = new Cursors();

    @Test
    void lines_before_the_last_that_gave_a_job_have_no_more_and_those_behind_were_not_asked() {
        List<Stop> stops = startOverWhereThatIsDear();

        cursors.claimed(stops, List.of(job(4, NOON)), 1);

        assertThat(runAt(3)).contains(NOON.minusSeconds(10));
        assertThat(runAt(4)).contains(NOON.minusSeconds(60));
        assertThat(runAt(5)).isEmpty();
    }

    @Test
    void none_has_more_where_fewer_came_than_were_asked_for() {
        List<Stop> stops = startOverWhereThatIsDear();

        cursors.claimed(stops, List.of(job(4, NOON)), 2);

        assertThat(stops(SECOND))
                .allMatch(stop -> runAt(stop.position().priority()).equals(Optional.of(NOON.minusSeconds(10))));
    }

    @Test
    void one_that_was_busy_for_hours_does_not_go_back_to_where_it_was() {
        List<Stop> stops = startOverWhereThatIsDear();
        cursors.claimed(stops, List.of(job(4, NOON)), 1);
        Instant later = NOON.plus(Duration.ofHours(3));

        cursors.gaveUp(stops(SECOND), SECOND, 10 * SECOND, later);
        cursors.claimed(stops(SECOND), List.of(), 1);

        assertThat(runAt(4)).contains(later.minusSeconds(10));
    }

    private List<Stop> startOverWhereThatIsDear() {
        List<Stop> stops = stops(0);
        cursors.atStart(stops).forEach(cursor -> cursor.startedOver(0, SECOND, 1, Optional.of(new Walk(9_999, 99))));
        return stops;
    }

    private List<Stop> stops(long now) {
        return cursors.stops(List.of(QueueName.DEFAULT), now, Cursor::positions);
    }

    private Optional<Instant> runAt(int priority) {
        Position position = cursors.of(QueueName.DEFAULT).position(priority, SECOND);
        return position.runAt();
    }

    /** One that was due a minute before it was claimed. */
    private static Job job(int priority, Instant claimedAt) {
        NewJob job = NewJob.builder(new JobType("mail")).priority(priority).build();
        return new JobBuilder(new JobId(new UUID(0, priority)), job, claimedAt)
                .runAt(claimedAt.minusSeconds(60))
                .lastRunAt(claimedAt)
                .build();
    }
}
