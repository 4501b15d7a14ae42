package io.allyourbase.jobs.cli.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.InvalidInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadTextTest {
    @TempDir
    private Path directory;

    @Test
    void is_the_text_or_what_a_file_holds() throws IOException {
        Path file = Files.writeString(directory.resolve("p.json"), "{\"to\": \"Zoë\"}\n");

        assertThat(PayloadText.read("[1, 2]").json()).isEqualTo("[1, 2]");
        assertThat(PayloadText.read("@" + file).json()).isEqualTo("{\"to\": \"Zoë\"}");
    }

    @Test
    void what_is_no_payload_is_refused() throws IOException {
        Path latin = Files.write(directory.resolve("latin"), new byte[] {'"', (byte) 0xe9, '"'});
        Path large = Files.writeString(directory.resolve("large"), "\"" + "x".repeat(1 << 20) + "\"");

        assertRefused("{", "payload must be valid JSON");
        assertRefused("", "payload must be valid JSON");
        assertRefused("@no/such", "--payload can't be read from no/such");
        assertRefused("@" + latin, "must be UTF-8");
        assertRefused("@" + large, "must be at most 1048576 bytes");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> PayloadText.read(text))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining(message);
    }
}
