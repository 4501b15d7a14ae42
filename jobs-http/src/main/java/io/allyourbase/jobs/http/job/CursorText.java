package io.allyourbase.jobs.http.job;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.http.json.Shown;
import io.allyourbase.jobs.name.JobId;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** A cursor as text that fits a URL and means something to this server only. */
final class CursorText {
    private static final int BYTES = 2 * Long.BYTES;

    private CursorText() {}

    static String of(JobId last) {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(last.value().getMostSignificantBits())
                .putLong(last.value().getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws InvalidInput when the text did not come from {@link #of} */
    static JobId parse(String text) {
        byte[] bytes = decoded(text);
        if (bytes.length != BYTES) {
            throw invalid(text);
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new JobId(new UUID(buffer.getLong(), buffer.getLong()));
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid(text);
        }
    }

    private static InvalidInput invalid(String text) {
        return new InvalidInput(
                "cursor", Shown.quoted(text) + " is not allowed; must be the nextCursor of the page before");
    }
}
