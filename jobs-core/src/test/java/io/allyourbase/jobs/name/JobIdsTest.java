package io.allyourbase.jobs.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class JobIdsTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00.123456Z");
    private final AtomicReference<Instant> time = new AtomicReference<>(NOON);
    private final InstantSource clock = time::get;
    private final JobIds ids = new JobIds(clock, RandomGenerator.getDefault());

    @Test
    void ids_are_uuids_of_version_7_that_begin_with_the_time() {
        JobId id = ids.next();

        assertThat(id.isByTime()).isTrue();
        assertThat(id.value().getMostSignificantBits() >>> 16).isEqualTo(NOON.toEpochMilli());
        assertThat(id).isGreaterThanOrEqualTo(JobId.earliestAt(NOON));
        assertThat(id).isLessThan(JobId.earliestAt(NOON.plusMillis(1)));
    }

    @Test
    void each_is_greater_than_the_one_before_though_the_clock_stands_or_goes_back() {
        List<JobId> made = Stream.concat(
                        IntStream.range(0, 10_000).mapToObj(i -> ids.next()),
                        IntStream.range(0, 10).mapToObj(i -> {
                            time.set(NOON.minus(Duration.ofHours(i)));
                            return ids.next();
                        }))
                .toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void microseconds_tell_the_order_across_processes() {
        JobIds elsewhere = new JobIds(clock, RandomGenerator.getDefault());
        JobId first = ids.next();
        time.set(NOON.plusNanos(1_000));

        assertThat(elsewhere.next()).isGreaterThan(first);
    }

    @Test
    void instants_out_of_range_count_as_the_ends() {
        assertThat(JobId.earliestAt(Instant.parse("0001-01-01T00:00:00Z")))
                .isEqualTo(JobId.earliestAt(Instant.EPOCH))
                .isLessThan(ids.next());
        assertThat(JobId.earliestAt(Instant.parse("+99999-01-01T00:00:00Z"))).isGreaterThan(ids.next());
    }
}
