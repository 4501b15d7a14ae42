package io.allyourbase.jobs.cli.output.form;

import static org.assertj.core.api.Assertions.assertThat;

import io.allyourbase.jobs.cli.json.JsonObject;
import io.allyourbase.jobs.cli.json.JsonReader;
import io.allyourbase.jobs.cli.output.Format;
import io.allyourbase.jobs.cli.output.Output;
import io.allyourbase.jobs.cli.output.text.Look;
import io.allyourbase.jobs.cli.output.text.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ListingTest {
    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final Layout LAYOUT = new Layout(
            List.of(
                    Column.of("ID", "id"),
                    new Column("STATE", "state", Look.STATE),
                    new Column("CREATED", "at", Look.AGE),
                    Column.of("TEXT", "text")),
            List.of("id", "text"),
            "None found.");

    private final StringWriter printed = new StringWriter();

    @Test
    void columns_are_aligned_whatever_the_width_of_their_characters() {
        print(
                Terminal.NONE,
                "{'id':'1','state':'queued','at':'2026-06-15T11:57:00Z','text':'a'}",
                "{'id':'日本','state':'ok','text':'b'}",
                "{'id':'e\u0301','state':'failed','at':'x','text':'c'}");

        assertThat(printed).hasToString("""
                ID    STATE   CREATED    TEXT
                1     queued  3 min ago  a
                日本  ok      -          b
                e\u0301     failed  x          c
                """);
    }

    @Test
    void a_terminal_has_colours_and_an_end() {
        Terminal terminal = Terminal.of(Map.of("TERM", "xterm", "COLUMNS", "14"));

        print(terminal, "{'id':'1','state':'failed','at':'2026-06-15T11:57:00Z','text':'a'}");

        assertThat(printed.toString().lines().skip(1)).containsExactly("1   \u001b[31mfailed\u001b[0m  3…");
    }

    @Test
    void no_colours_where_they_are_not_welcome() {
        assertThat(Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "1")).colours())
                .isFalse();
        assertThat(Terminal.of(Map.of("TERM", "dumb")).colours()).isFalse();
        assertThat(Terminal.of(Map.of()).colours()).isFalse();
        assertThat(Terminal.of(Map.of("TERM", "xterm", "NO_COLOR", "")).colours())
                .isTrue();
    }

    @Test
    void values_can_not_drive_the_terminal() {
        print(Terminal.NONE, "{'id':'\\u001b[2J','text':'a\\nb'}");

        assertThat(printed.toString()).contains("\\u001b[2J").contains("a\\nb").doesNotContain("\u001b");
    }

    @Test
    void later_pages_go_under_the_first() {
        try (Listing listing = output(Terminal.NONE, Format.TABLE).listing(LAYOUT)) {
            listing.page(List.of());
            listing.page(List.of(object("{'id':'long','state':'s'}")));
            listing.page(List.of(object("{'id':'1','state':'s'}")));
        }

        assertThat(printed).hasToString("ID    STATE  CREATED  TEXT\nlong  s      -\n1     s      -\n");
    }

    @Test
    void an_empty_list_is_a_line_an_empty_array_or_a_header() {
        output(Terminal.NONE, Format.TABLE).listing(LAYOUT).close();
        output(Terminal.NONE, Format.JSON).listing(LAYOUT).close();
        output(Terminal.NONE, Format.CSV).listing(LAYOUT).close();

        assertThat(printed).hasToString("None found.\n[]\nid,text\r\n");
    }

    @Test
    void json_keeps_numbers_as_they_were_spelled_and_is_safe_to_look_at() {
        try (Listing listing = output(Terminal.NONE, Format.JSON).listing(LAYOUT)) {
            listing.page(List.of(object("{'id':1.50,'big':12345678901234567890123,'text':'\u009b1m','no':null}")));
        }

        assertThat(printed).hasToString("""
                [
                {
                  "id": 1.50,
                  "big": 12345678901234567890123,
                  "text": "\\u009b1m",
                  "no": null
                }
                ]
                """);
    }

    @Test
    void csv_has_the_values_as_they_are_on_the_wire() {
        try (Listing listing = output(Terminal.NONE, Format.CSV).listing(LAYOUT)) {
            listing.page(List.of(object("{'id':'=1','text':{'a':[1,true]}}")));
        }

        assertThat(printed).hasToString("id,text\r\n'=1,\"{\"\"a\"\":[1,true]}\"\r\n");
    }

    @Test
    void csv_keeps_line_breaks_and_nothing_that_could_drive_a_terminal() {
        try (Listing listing = output(Terminal.NONE, Format.CSV).listing(LAYOUT)) {
            listing.page(List.of(object("{'id':'\\u001b[2J','text':'a\\nb\\r\u009b1m'}")));
        }

        assertThat(printed).hasToString("id,text\r\n\\u001b[2J,\"a\nb\\r\\u009b1m\"\r\n");
    }

    private void print(Terminal terminal, String... rows) {
        try (Listing listing = output(terminal, Format.TABLE).listing(LAYOUT)) {
            listing.page(List.of(rows).stream().map(ListingTest::object).toList());
        }
    }

    private Output output(Terminal terminal, Format format) {
        return new Output(
                new PrintWriter(printed),
                new PrintWriter(Writer.nullWriter()),
                format,
                terminal,
                InstantSource.fixed(NOW));
    }

    private static JsonObject object(String json) {
        try {
            return JsonReader.object(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
