package io.allyourbase.jobs.http.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitTest {
    private static final ClientAddress ADA = ClientAddress.of("192.0.2.1");
    private static final ClientAddress BOB = ClientAddress.of("192.0.2.2");

    // Near the end of its range: nanoTime may wrap around.
    private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 1);
    private final RateLimit limit = new RateLimit(2, nanoTime::get);

    @Test
    void grants_so_many_in_any_minute() {
        assertThat(limit.take(ADA)).isEmpty();
        pass(Duration.ofSeconds(20));
        assertThat(limit.take(ADA)).isEmpty();
        assertThat(limit.take(ADA)).contains(Duration.ofSeconds(40));
        pass(Duration.ofSeconds(40));
        assertThat(limit.take(ADA)).isEmpty();
        assertThat(limit.take(ADA)).contains(Duration.ofSeconds(20));
    }

    @Test
    void counts_each_address_by_itself() {
        limit.take(ADA);
        limit.take(ADA);

        assertThat(limit.take(ADA)).isPresent();
        assertThat(limit.take(BOB)).isEmpty();
    }

    @Test
    void remembers_whoever_keeps_trying_among_very_many_addresses() {
        limit.take(ADA);
        limit.take(ADA);
        for (int i = 0; i < 20_000; i++) {
            limit.take(ClientAddress.of("other-" + i));
            assertThat(limit.take(ADA)).isPresent();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::9, true",
        "2001:db8:1:2::1, 2001:db8:1:3::1, false",
        "[2001:db8::1], 2001:db8::2, true",
        "::ffff:192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "not:an:address, not:an:address, true"
    })
    void an_ipv6_network_counts_as_one_address(String first, String second, boolean same) {
        assertThat(ClientAddress.of(first).equals(ClientAddress.of(second))).isEqualTo(same);
    }

    private void pass(Duration time) {
        nanoTime.addAndGet(time.toNanos());
    }
}
