package io.allyourbase.jobs.http.error;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A refusal: what the caller is told. Immutable. */
public final class ApiError extends RuntimeException {
    private final int status;
    private final String message;
    private final transient @Nullable Object data;
    private final transient Map<String, String> headers;

    private ApiError(int status, String message, @Nullable Object data, Map<String, String> headers) {
        // It says what a caller did, and is thrown often: no stack trace.
        super(message, null, false, false);
        this.status = status;
        this.message = message;
        this.data = data;
        this.headers = Map.copyOf(headers);
    }

    /** @param message one line, fit for the caller */
    public static ApiError of(int status, String message) {
        return new ApiError(status, message, null, Map.of());
    }

    /** With more about it. */
    public ApiError data(Object data) {
        return new ApiError(status, message, data, headers);
    }

    /** With one more response header. */
    public ApiError header(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new ApiError(status, message, data, more);
    }

    public int status() {
        return status;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** Its body. */
    public ErrorView view() {
        return new ErrorView(status, message, Optional.ofNullable(data));
    }
}
