package io.allyourbase.jobs.cli.watch;

import io.allyourbase.jobs.cli.output.Format;
import io.allyourbase.jobs.cli.output.Output;
import io.allyourbase.jobs.cli.output.text.Printable;
import java.io.PrintWriter;
import java.util.List;

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
                ? new Redrawn(output.out(), output.terminal().lines())
                : new Appended(output.out(), output.format());
    }

    /** Shows a block. @return false when nobody reads any longer */
    abstract boolean show(String block);

    /** Says that there is no new block now. @return false when nobody reads any longer */
    abstract boolean outage(String why);

    /** Each block in the place of the one before. */
    private static final class Redrawn extends Screen {
        private final int height;
        private String last = "";

        Redrawn(PrintWriter out, int height) {
            super(out);
            this.height = height;
        }

        @Override
        boolean show(String block) {
            last = block;
            return draw(block);
        }

        @Override
        boolean outage(String why) {
            return draw(last + "\n" + Printable.line(why) + "; trying again\n");
        }

        private boolean draw(String text) {
            StringBuilder frame = new StringBuilder(HOME);
            List<String> lines = text.lines().toList();
            int shown = height > 1 ? Math.min(lines.size(), height - 1) : lines.size();
            lines.subList(0, shown)
                    .forEach(line -> frame.append(line).append(REST_OF_LINE).append('\n'));
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
