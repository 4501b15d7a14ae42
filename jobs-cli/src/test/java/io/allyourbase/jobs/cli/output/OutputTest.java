package io.allyourbase.jobs.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.cli.output.text.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputTest {
    private static final Terminal PERSON = Terminal.of(Map.of());

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void a_note_to_a_person_goes_under_the_table() {
        output(Format.TABLE, PERSON).note("more");

        assertThat(out).hasToString("more\n");
        assertThat(err.toString()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"JSON", "CSV"})
    void a_note_goes_beside_what_a_program_reads(Format format) {
        output(format, PERSON).note("more");

        assertThat(out.toString()).isEmpty();
        assertThat(err).hasToString("more\n");
    }

    @Test
    void a_note_goes_beside_a_table_that_is_read_elsewhere() {
        output(Format.TABLE, Terminal.NONE).note("more");

        assertThat(out.toString()).isEmpty();
        assertThat(err).hasToString("more\n");
    }

    @Test
    void blocks_of_many_do_not_repeat_a_note() {
        StringWriter block = new StringWriter();

        output(Format.JSON, Terminal.NONE).block(new PrintWriter(block)).note("more");

        assertThat(block.toString() + out + err).isEmpty();
    }

    private Output output(Format format, Terminal terminal) {
        return new Output(new PrintWriter(out), new PrintWriter(err), format, terminal, InstantSource.system());
    }
}
