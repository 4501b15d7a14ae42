package io.allyourbase.jobs.payload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.allyourbase.jobs.error.InvalidInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                " {\"a\" : [1, -0.5e+10, true, false, null, \"\\u00e9\\n\"] } ",
                "\"text\"",
                "0",
                "-1.5E-3",
                "null",
                "\"\\ud834\\udd1e\"",
                "\"𝄞\"",
                "{\"a\":1,\"a\":2}"
            })
    void any_json_is_taken_to_the_letter(String json) {
        assertThat(Payload.of(json).json()).isEqualTo(json);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{'a':1}",
                "{\"a\":1,}",
                "[1,]",
                "01",
                "+1",
                ".5",
                "1.",
                "NaN",
                "nul",
                "\"a",
                "\"\t\"",
                "\"\\x\"",
                "\"\\u12\"",
                "{} {}",
                "// c\n{}",
                "\"\\u0000\"",
                "\"\\ud834\""
            })
    void all_else_is_refused_in_one_line(String text) {
        assertThatThrownBy(() -> Payload.of(text))
                .isInstanceOf(InvalidInput.class)
                .hasMessageStartingWith("payload must be valid JSON: ")
                .hasMessageNotContaining("\n");
    }

    @Test
    void a_payload_is_at_most_a_mebibyte_of_utf_8() {
        String fits = "\"" + "é".repeat(Payload.MAX_BYTES / 2 - 1) + "\"";

        assertThat(Payload.of(fits).json()).isEqualTo(fits);
        assertThatThrownBy(() -> Payload.of(" " + fits)).hasMessage("payload must be at most 1048576 bytes of JSON");
    }

    @Test
    void depth_is_bounded_so_that_every_reader_can_follow() {
        assertThat(Payload.of("[".repeat(400) + "]".repeat(400))).isNotNull();
        assertThatThrownBy(() -> Payload.of("[".repeat(100_000))).hasMessageContaining("deep");
    }
}
