package io.allyourbase.jobs.cli.input;

import io.allyourbase.jobs.error.InvalidInput;
import io.allyourbase.jobs.payload.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A payload as users give it: the JSON itself, {@code @file}, or {@code -} for the standard input. */
public final class PayloadText {
    private PayloadText() {}

    /**
     * The payload, read from where it is.
     *
     * @throws InvalidInput when it can't be read, or is no payload
     */
    public static Payload read(String text) {
        if (text.equals("-")) {
            return read(System.in, "the standard input");
        }
        if (!text.startsWith("@")) {
            return Payload.of(text);
        }
        String file = text.substring(1);
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return read(in, file);
        } catch (IOException e) {
            throw unreadable(file);
        }
    }

    private static Payload read(InputStream in, String source) {
        try {
            // One byte more than allowed is enough to be refused.
            byte[] bytes = in.readNBytes(Payload.MAX_BYTES + 1);
            String json = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Payload.of(json.strip());
        } catch (CharacterCodingException e) {
            throw new InvalidInput("--payload", "from " + source + " must be UTF-8");
        } catch (IOException e) {
            throw unreadable(source);
        }
    }

    private static InvalidInput unreadable(String source) {
        return new InvalidInput("--payload", "can't be read from " + source);
    }
}
