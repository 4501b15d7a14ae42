package io.allyourbase.jobs.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import org.junit.jupiter.api.Test;

class StandardOutputTest {
    private final ByteArrayOutputStream arrived = new ByteArrayOutputStream();

    @Test
    void nothing_is_lost_of_what_arrives() {
        StandardOutput output = new StandardOutput(arrived);

        output.writer().print("Zoë");

        assertThat(output.loss()).isEmpty();
        assertThat(arrived).hasToString("Zoë");
    }

    @Test
    void what_is_still_held_back_at_the_end_can_be_lost_too() {
        StandardOutput output = new StandardOutput(new Disk(0));

        output.writer().print("a");

        assertThat(output.loss()).contains("full at byte 0");
    }

    @Test
    void the_first_failure_is_told_and_nothing_is_written_after_it() {
        StandardOutput output = new StandardOutput(new Disk(3));

        for (String each : new String[] {"abc", "lost", "also lost"}) {
            output.writer().print(each);
            output.writer().flush();
        }

        assertThat(output.loss()).contains("full at byte 3");
        assertThat(arrived).hasToString("abc");
    }

    @Test
    void a_reader_who_has_gone_misses_nothing() throws IOException {
        Pipe pipe = Pipe.open();
        try (OutputStream unread = Channels.newOutputStream(pipe.sink())) {
            pipe.source().close();
            StandardOutput output = new StandardOutput(unread);

            output.writer().print("a");

            assertThat(output.writer().checkError()).isTrue();
            assertThat(output.loss()).isEmpty();
        }
    }

    /** Has room for so many bytes, and for any number once that was too few. */
    private final class Disk extends OutputStream {
        private int room;

        Disk(int room) {
            this.room = room;
        }

        @Override
        public void write(int oneByte) throws IOException {
            if (arrived.size() == room) {
                room = Integer.MAX_VALUE;
                throw new IOException("full at byte " + arrived.size());
            }
            arrived.write(oneByte);
        }
    }
}
