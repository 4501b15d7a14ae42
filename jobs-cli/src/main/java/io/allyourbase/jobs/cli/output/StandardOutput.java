package io.allyourbase.jobs.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a process prints, and whether that arrived. */
public final class StandardOutput {
    private final FirstFailure stream;
    private final PrintWriter writer;

    StandardOutput(OutputStream target) {
        this.stream = new FirstFailure(target);
        // Whatever the locale: a pipe's other end expects UTF-8, and so does nearly every terminal.
        this.writer = new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    }

    /** This process's own. */
    public static StandardOutput ofProcess() {
        return new StandardOutput(new FileOutputStream(FileDescriptor.out));
    }

    public PrintWriter writer() {
        return writer;
    }

    /** Why not everything was written that was to be read; empty when it was, or when its reader has gone. */
    public Optional<String> loss() {
        writer.flush();
        return stream.failure()
                .map(failure -> String.valueOf(failure.getMessage()))
                .filter(reason -> !reason.equals(brokenPipe()));
    }

    /** The system gives its reasons in the user's language and without a number, so one is provoked. */
    private static String brokenPipe() {
        try {
            Pipe pipe = Pipe.open();
            try (Pipe.SinkChannel unread = pipe.sink()) {
                pipe.source().close();
                unread.write(ByteBuffer.allocate(1));
            }
            return "";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }
}
