package io.allyourbase.jobs.http.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.http.error.ApiError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RequestBodyTest {
    @Test
    void a_body_of_just_the_limit_is_read() throws IOException {
        InputStream in = new ByteArrayInputStream(new byte[RequestBody.MAX_BYTES]);

        assertThat(RequestBody.read(in, Duration.ofDays(1)).remaining()).isEqualTo(RequestBody.MAX_BYTES);
    }

    @Test
    void an_endless_body_is_given_up() {
        assertThatThrownBy(() -> RequestBody.read(new Drip(), Duration.ofDays(1)))
                .isInstanceOf(ApiError.class)
                .hasMessage("request body must be at most 1048576 bytes");
    }

    @Test
    void a_body_that_drips_is_given_up() {
        assertThatThrownBy(() -> RequestBody.read(new Drip(), Duration.ZERO))
                .isInstanceOf(ApiError.class)
                .hasMessage("request body took too long; it must arrive within 20 s");
    }

    /** A byte at a time, and never the last. */
    private static final class Drip extends InputStream {
        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            buffer[offset] = 'x';
            return 1;
        }
    }
}
