package io.allyourbase.jobs.http.limit;

import io.allyourbase.jobs.http.error.ApiError;
import io.javalin.http.Context;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeoutException;

/** Reads bodies that are neither too large nor too slow. */
public final class RequestBody {
    /** The largest body, in bytes. */
    public static final int MAX_BYTES = 1 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** What is read of a body that is too large, so that a caller who writes before he reads hears the refusal. */
    private static final int DRAINED_BYTES = 8 << 20;

    private RequestBody() {}

    /** @throws ApiError 413 when it is larger than {@link #MAX_BYTES}, 408 when it takes longer than 20 seconds */
    public static ByteBuffer read(Context context) {
        try {
            ServletInputStream in = context.req().getInputStream();
            // What a host's own handler has read is there once more.
            return read(in.isFinished() ? new ByteArrayInputStream(context.bodyAsBytes()) : in, PATIENCE);
        } catch (IOException e) {
            throw e.getCause() instanceof TimeoutException ? tooSlow() : broken();
        } catch (IllegalStateException e) {
            throw broken();
        }
    }

    /**
     * Reads what has arrived of a body that nobody asked for, without waiting for more.
     *
     * @return whether that was all; if not, the connection can carry no other request
     */
    public static boolean discard(HttpServletRequest request) {
        try {
            ServletInputStream in = request.getInputStream();
            while (in.available() > 0) {
                in.skipNBytes(in.available());
            }
            return in.isFinished() || !hasBody(request);
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    private static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    static ByteBuffer read(InputStream in, Duration patience) throws IOException {
        long start = System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        int total = 0;
        int n = in.read(buffer);
        while (n >= 0 && total <= DRAINED_BYTES) {
            if (System.nanoTime() - start > patience.toNanos()) {
                throw tooSlow();
            }
            total += n;
            if (total <= MAX_BYTES) {
                body.write(buffer, 0, n);
            }
            n = in.read(buffer);
        }
        if (total > MAX_BYTES) {
            throw ApiError.of(413, "request body must be at most " + MAX_BYTES + " bytes");
        }
        return ByteBuffer.wrap(body.toByteArray());
    }

    private static ApiError tooSlow() {
        return ApiError.of(408, "request body took too long; it must arrive within " + PATIENCE.toSeconds() + " s")
                .header("Connection", "close");
    }

    private static ApiError broken() {
        return ApiError.of(400, "request body could not be read").header("Connection", "close");
    }
}
