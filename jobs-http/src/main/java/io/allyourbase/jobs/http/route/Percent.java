package io.allyourbase.jobs.http.route;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** Percent encoding, without the leniency of {@link java.net.URLDecoder}: that one takes %-1 and invalid UTF-8. */
final class Percent {
    private Percent() {}

    /** The text that was encoded; empty when it is not UTF-8 in percent encoding. A plus stands for itself. */
    static Optional<String> decode(String encoded) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes(encoded)).toString());
        } catch (CharacterCodingException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static ByteBuffer bytes(String encoded) {
        ByteBuffer raw = ByteBuffer.wrap(encoded.getBytes(StandardCharsets.UTF_8));
        ByteBuffer bytes = ByteBuffer.allocate(raw.remaining());
        while (raw.hasRemaining()) {
            byte each = raw.get();
            bytes.put(each == '%' ? (byte) (digit(raw) << 4 | digit(raw)) : each);
        }
        return bytes.flip();
    }

    private static int digit(ByteBuffer raw) {
        return HexFormat.fromHexDigit(raw.hasRemaining() ? raw.get() : '?');
    }
}
