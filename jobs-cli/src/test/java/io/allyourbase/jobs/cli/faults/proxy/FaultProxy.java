package io.allyourbase.jobs.cli.faults.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Leads TCP connections to a server, through whatever traffic there is just now. Safe for use by many threads. */
public final class FaultProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile Traffic traffic = Traffic.PASSES;

    private FaultProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** Leads to that port of this machine, from a port of its own. */
    public static FaultProxy to(int target) throws IOException {
        FaultProxy proxy = new FaultProxy(new ServerSocket(0, 100, InetAddress.getLoopbackAddress()), target);
        Link.daemon("proxy " + proxy.port(), proxy::accept);
        return proxy;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Leads new connections to that port. */
    public void lead(int port) {
        target = port;
    }

    /** From now on it goes so, for the connections that are there and for new ones. */
    public void traffic(Traffic traffic) {
        this.traffic = traffic;
    }

    Traffic traffic() {
        return traffic;
    }

    /** Resets every connection. */
    public void reset() {
        links.forEach(Link::reset);
    }

    /** Ends the connections that are dead, as the keep-alive of either side does in the end. */
    public void endDead() {
        links.stream().filter(Link::isDead).forEach(Link::reset);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (traffic.accepts()) {
                    links.add(Link.open(this, client, target));
                } else {
                    Link.reset(client);
                }
            } catch (IOException e) {
                // The server is away, or this proxy was closed: either way there is nothing to lead.
                Thread.onSpinWait();
            }
        }
    }

    void closed(Link link) {
        links.remove(link);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        reset();
    }
}
