package io.allyourbase.jobs.http.job;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.http.json.Shown;
import io.allyourbase.jobs.name.JobId;
import io.allyourbase.jobs.port.PageRequest.Cursor;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/** A cursor as text that fits a URL and means something to this server only. */
final class CursorText {
    private static final int BYTES = 3 * Long.BYTES;
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private CursorText() {}

    static String of(Cursor cursor) {
        UUID id = cursor.id().value();
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, cursor.createdAt()))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
    }

    /** @throws InvalidInput when the text did not come from {@link #of} */
    static Cursor parse(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            if (bytes.length == BYTES) {
                return read(ByteBuffer.wrap(bytes));
            }
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw invalid(text);
        }
        throw invalid(text);
    }

    private static Cursor read(ByteBuffer bytes) {
        Instant createdAt = Instant.EPOCH.plus(bytes.getLong(), ChronoUnit.MICROS);
        if (createdAt.isBefore(EARLIEST) || createdAt.isAfter(LATEST)) {
            throw new DateTimeException("out of range");
        }
        return new Cursor(createdAt, new JobId(new UUID(bytes.getLong(), bytes.getLong())));
    }

    private static InvalidInput invalid(String text) {
        return new InvalidInput(
                "cursor", Shown.quoted(text) + " is not allowed; must be the nextCursor of the page before");
    }
}
