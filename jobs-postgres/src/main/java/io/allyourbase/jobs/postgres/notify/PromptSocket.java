package io.allyourbase.jobs.postgres.notify;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;

/**
 * Answers at once when asked whether there is something to read. After each notification the driver asks for more by a
 * read that waits for a millisecond (pgjdbc, PGStream.hasMessagePending), and the notification waits with it.
 */
final class PromptSocket extends Socket {
    /** How long the driver waits in that read, and in no other. */
    private static final int ASKING_MILLIS = 1;

    private volatile boolean isAsking;

    @Override
    public synchronized void setSoTimeout(int millis) throws SocketException {
        super.setSoTimeout(millis);
        isAsking = millis == ASKING_MILLIS;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new PromptStream(super.getInputStream());
    }

    private final class PromptStream extends FilterInputStream {
        PromptStream(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            answer();
            return super.read();
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            answer();
            return super.read(bytes, from, length);
        }

        private void answer() throws IOException {
            if (isAsking && in.available() == 0) {
                throw new SocketTimeoutException("nothing to read");
            }
        }
    }
}
