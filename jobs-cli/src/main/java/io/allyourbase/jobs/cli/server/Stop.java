package io.allyourbase.jobs.cli.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C and SIGTERM, as a wish to end. Heard as signals and not in a shutdown hook: hooks run side by side, and the
 * database must outlive the jobs.
 */
public final class Stop {
    private final CountDownLatch asked = new CountDownLatch(1);

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
                        stop.asked.countDown();
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
            Runtime.getRuntime().addShutdownHook(new Thread(stop.asked::countDown));
        }
        return stop;
    }

    /** Whether it was asked. */
    public boolean isAsked() {
        return asked.getCount() == 0;
    }

    /** Waits until it is. */
    public void await() throws InterruptedException {
        asked.await();
    }
}
