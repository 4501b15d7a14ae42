package io.allyourbase.jobs.cli.output.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrintableTest {
    @ParameterizedTest
    @CsvSource({
        "1b, \\u001b",
        "0, \\u0000",
        "7f, \\u007f",
        "9b, \\u009b",
        "202e, \\u202e",
        "2028, \\u2028",
        "d800, \\ud800"
    })
    void spells_out_what_could_drive_a_terminal(String character, String spelled) {
        char c = (char) Integer.parseInt(character, 16);

        assertThat(Printable.line("a" + c + "b")).isEqualTo("a" + spelled + "b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "naïve", "日本語", "👍🏽", "a\\nb"})
    void leaves_everything_else(String text) {
        assertThat(Printable.line(text)).isSameAs(text);
    }

    @Test
    void line_breaks_stay_only_where_there_may_be_several_lines() {
        assertThat(Printable.line("a\nb\tc")).isEqualTo("a\\nb\\tc");
        assertThat(Printable.lines("a\n\u001b[2Jb\n")).isEqualTo("a\n\\u001b[2Jb\n");
    }
}
