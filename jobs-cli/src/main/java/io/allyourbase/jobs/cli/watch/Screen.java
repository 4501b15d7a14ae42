package io.allyourbase.jobs.cli.watch;

import io.allyourbase.jobs.cli.output.Format;
import io.allyourbase.jobs.cli.output.Output;
import io.allyourbase.jobs.cli.output.text.DisplayWidth;
import io.allyourbase.jobs.cli.output.text.Printable;
import io.allyourbase.jobs.cli.output.text.Terminal;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;

/** Where blocks appear. */
abstract sealed class Screen {
    private static final String HOME = "\u001b[H";
    private static final String REST_OF_LINE = "\u001b[K";
    private static final String REST_OF_SCREEN = "\u001b[J";

    final PrintWriter out;

    private Screen(PrintWriter out) {
        this.out = out;
    }

    static Screen of(Output output) {
        return output.terminal().interactive()
                ? new Redrawn(output.out(), output.terminal())
                : new Appended(output.out(), output.format());
    }

    /** Shows a block. @return false when nobody reads any longer */
    abstract boolean show(String block);

    /** Says that there is no new block now. @return false when nobody reads any longer */
    abstract boolean outage(String why);

    /** Each block in the place of the one before. */
    private static final class Redrawn extends Screen {
        private final Terminal terminal;
        private String last = "";

        Redrawn(PrintWriter out, Terminal terminal) {
            super(out);
            this.terminal = terminal;
        }

        @Override
        boolean show(String block) {
            last = block;
            return draw(block.lines().limit(room()).toList());
        }

        @Override
        boolean outage(String why) {
            String said = Printable.line(why) + "; trying again";
            long left = Math.max(0, room() - 1 - height(said));
            return draw(
                    Stream.concat(last.lines().limit(left), Stream.of("", said)).toList());
        }

        /** How many lines do not make it scroll. */
        private long room() {
            return terminal.lines() > 1 ? terminal.lines() - 1 : Long.MAX_VALUE;
        }

        private long height(String line) {
            return terminal.columns() > 0 ? (DisplayWidth.of(line) - 1) / terminal.columns() + 1 : 1;
        }

        private boolean draw(List<String> lines) {
            StringBuilder frame = new StringBuilder(HOME);
            lines.forEach(line -> frame.append(line).append(REST_OF_LINE).append('\n'));
            out.print(frame.append(REST_OF_SCREEN));
            return !out.checkError();
        }
    }

    /** Each block after the one before. */
    private static final class Appended extends Screen {
        private final String separator;
        private boolean first = true;
        private boolean away;

        Appended(PrintWriter out, Format format) {
            super(out);
            this.separator = format == Format.TABLE ? "\n" : "";
        }

        @Override
        boolean show(String block) {
            out.print(first ? block : separator + block);
            first = false;
            away = false;
            return !out.checkError();
        }

        @Override
        boolean outage(String why) {
            if (!away) {
                System.err.println("ayb: " + Printable.line(why) + "; trying again");
            }
            away = true;
            return !out.checkError();
        }
    }
}
