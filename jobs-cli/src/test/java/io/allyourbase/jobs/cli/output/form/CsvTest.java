package io.allyourbase.jobs.cli.output.form;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void quotes_what_rfc_4180_wants_quoted_and_ends_rows_as_it_does() {
        assertThat(Csv.row(List.of("plain", "a,b", "say \"hi\"", "two\nlines", "")))
                .isEqualTo("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+cmd", "-cmd", "@SUM(A1)", "\tx", "-1+1|cmd", "+1"})
    void what_a_spreadsheet_takes_for_a_formula_is_made_text(String cell) {
        assertThat(Csv.row(List.of(cell))).isEqualTo("'" + cell + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-0.25", "12", "a=b", "{\"a\":1}"})
    void numbers_and_other_text_stay_as_they_are(String cell) {
        assertThat(Csv.row(List.of(cell)).replace("\"\"", "\"").strip())
                .contains(cell)
                .doesNotContain("'");
    }
}
