package io.allyourbase.jobs.cli.output;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stream that keeps its first failure, for whoever writes through a {@link java.io.PrintWriter} is told no reason. It
 * writes nothing after that, so that no output has a hole.
 */
final class FirstFailure extends OutputStream {
    private final OutputStream target;
    private @Nullable IOException failure;

    FirstFailure(OutputStream target) {
        this.target = target;
    }

    Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    @Override
    public void write(int oneByte) throws IOException {
        write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (failure != null) {
            throw failure;
        }
        try {
            target.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }
}
