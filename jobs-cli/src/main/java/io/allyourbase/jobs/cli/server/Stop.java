package io.allyourbase.jobs.cli.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ctrl-C and SIGTERM, as a wish to end. Heard as signals and not in a shutdown hook: hooks run side by side, and the
 * database must outlive the jobs.
 */
public final class Stop {
    private static final Logger LOG = LoggerFactory.getLogger(Stop.class);

    private final CountDownLatch asked = new CountDownLatch(1);
    /** Who is to be interrupted. */
    private @Nullable Thread atWork;

    private Stop() {}

    /** From now on the signals do nothing but ask this. */
    public static Stop onSignals() {
        Stop stop = new Stop();
        try {
            // By reflection: the compiler warns of this class, though the JDK keeps it for use by all (JEP 260).
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ask = Proxy.newProxyInstance(
                    Stop.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, parameters) -> {
                        stop.ask();
                        return null;
                    });
            for (String name : new String[] {"INT", "TERM"}) {
                Object named = signal.getConstructor(String.class).newInstance(name);
                signal.getMethod("handle", signal, handler).invoke(null, named, ask);
            }
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            Runtime.getRuntime().addShutdownHook(new Thread(stop::ask));
        }
        return stop;
    }

    /** Whether it was asked. */
    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /**
     * Does the work, which being asked interrupts.
     *
     * @return false when it was asked before the end; the work is then done, broken off or not begun
     */
    public boolean unlessAsked(Runnable work) {
        begin();
        try {
            if (!isAsked()) {
                work.run();
            }
        } catch (RuntimeException e) {
            if (!isAsked()) {
                throw e;
            }
            LOG.info("broken off: {}", e.getMessage());
        } finally {
            end();
        }
        return !isAsked();
    }

    private synchronized void ask() {
        asked.countDown();
        if (atWork != null) {
            atWork.interrupt();
        }
    }

    private synchronized void begin() {
        atWork = Thread.currentThread();
    }

    /** Nothing that follows hears of an interrupt that was meant for the work. */
    private synchronized void end() {
        atWork = null;
        Thread.interrupted();
    }

    /** Waits until it is. */
    public void await() throws InterruptedException {
        asked.await();
    }
}
