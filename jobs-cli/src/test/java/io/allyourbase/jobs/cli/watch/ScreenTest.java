package io.allyourbase.jobs.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.cli.output.Format;
import io.allyourbase.jobs.cli.output.Output;
import io.allyourbase.jobs.cli.output.text.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private static final String BLOCK = "1\n2\n3\n4\n5\n6\n7\n";

    private final StringWriter printed = new StringWriter();

    @Test
    void a_block_is_cut_before_it_scrolls() {
        screen(Map.of("LINES", "6")).show(BLOCK);

        assertThat(frame()).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void a_full_screen_still_tells_that_the_server_is_away() {
        Screen screen = screen(Map.of("LINES", "6"));
        screen.show(BLOCK);

        screen.outage("no answer");

        assertThat(frame()).containsExactly("1", "2", "3", "", "no answer; trying again");
    }

    @Test
    void what_it_tells_may_take_several_lines() {
        Screen screen = screen(Map.of("LINES", "6", "COLUMNS", "20"));
        screen.show(BLOCK);

        screen.outage("no answer");

        assertThat(frame()).containsExactly("1", "2", "", "no answer; trying again");
    }

    @Test
    void a_screen_whose_size_is_not_known_shows_everything() {
        Screen screen = screen(Map.of());
        screen.show(BLOCK);

        screen.outage("no answer");

        assertThat(frame()).hasSize(9).endsWith("7", "", "no answer; trying again");
    }

    private Screen screen(Map<String, String> environment) {
        PrintWriter out = new PrintWriter(printed);
        return Screen.of(new Output(out, out, Format.TABLE, Terminal.of(environment), InstantSource.system()));
    }

    /** What is to be seen now. */
    private List<String> frame() {
        String all = printed.toString();
        return all.substring(all.lastIndexOf("\u001b[H"))
                .replaceAll("\u001b\\[[HKJ]", "")
                .lines()
                .toList();
    }
}
