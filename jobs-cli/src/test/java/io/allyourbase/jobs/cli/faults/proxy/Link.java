package io.allyourbase.jobs.cli.faults.proxy;

import io.allyourbase.jobs.cli.faults.proxy.Traffic.Direction;
import io.allyourbase.jobs.cli.faults.proxy.Traffic.Fate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.concurrent.TimeUnit;

/** One connection through the proxy. */
final class Link {
    private static final int PIECE = 1 << 14;

    private final FaultProxy proxy;
    private final Socket client;
    private final Socket server;
    private volatile boolean dead;

    private Link(FaultProxy proxy, Socket client, Socket server) {
        this.proxy = proxy;
        this.client = client;
        this.server = server;
    }

    /**
     * Leads the client to that port.
     *
     * @throws IOException when nobody is there; the client is reset
     */
    static Link open(FaultProxy proxy, Socket client, int port) throws IOException {
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), port);
            server.setTcpNoDelay(true);
            client.setTcpNoDelay(true);
            Link link = new Link(proxy, client, server);
            daemon("to server", () -> link.pump(client, server, Direction.TO_SERVER));
            daemon("to client", () -> link.pump(server, client, Direction.TO_CLIENT));
            return link;
        } catch (IOException e) {
            reset(client);
            throw e;
        }
    }

    static void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(Socket from, Socket to, Direction direction) {
        byte[] piece = new byte[PIECE];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
                pass(piece, length, out, direction);
            }
            ended();
        } catch (IOException e) {
            ended();
        } catch (InterruptedException e) {
            reset();
        }
    }

    private void pass(byte[] piece, int length, OutputStream out, Direction direction)
            throws IOException, InterruptedException {
        Traffic traffic = proxy.traffic();
        TimeUnit.NANOSECONDS.sleep(traffic.delay().toNanos());
        Fate fate = traffic.fate(direction);
        dead |= fate == Fate.VANISHES;
        if (!dead) {
            out.write(piece, 0, fate == Fate.TORN ? length / 2 : length);
        }
        if (fate == Fate.TORN) {
            reset();
        }
    }

    /** One side has gone. The other hears of it, unless the path between them is dead. */
    private void ended() {
        dead |= proxy.traffic().fate(Direction.TO_SERVER) == Fate.VANISHES;
        if (!dead) {
            close(client);
            close(server);
            proxy.closed(this);
        }
    }

    boolean isDead() {
        return dead;
    }

    void reset() {
        reset(client);
        reset(server);
        proxy.closed(this);
    }

    static void reset(Socket socket) {
        try {
            if (!socket.isClosed()) {
                // No farewell: the other side gets a reset.
                socket.setSoLinger(true, 0);
            }
        } catch (SocketException e) {
            // The other of the two closed it just now.
            close(socket);
        }
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
