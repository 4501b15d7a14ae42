package io.allyourbase.jobs.cli.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.IntConsumer;

/** Ctrl-C and SIGTERM. */
final class Signals {
    private static final List<String> NAMES = List.of("INT", "TERM");
    /** What shells add to a signal's number, for the exit code of a process that it ended. */
    private static final int ENDED_BY = 128;

    private Signals() {}

    /**
     * From now on they do nothing but tell the listener, each on a thread of its own, with the exit code of a process that
     * it ends. Where signals can't be heard, a process that ends tells it, once.
     */
    static void tell(IntConsumer listener) {
        try {
            for (String name : NAMES) {
                tell(name, listener);
            }
        } catch (ClassNotFoundException
                | NoSuchMethodException
                | InstantiationException
                | IllegalAccessException
                | InvocationTargetException e) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> listener.accept(0)));
        }
    }

    /** By reflection: the compiler warns of this class, though the JDK keeps it for use by all (JEP 260). */
    private static void tell(String name, IntConsumer listener)
            throws ClassNotFoundException, NoSuchMethodException, InstantiationException, IllegalAccessException,
                    InvocationTargetException {
        Class<?> signal = Class.forName("sun.misc.Signal");
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Object named = signal.getConstructor(String.class).newInstance(name);
        int exitCode = ENDED_BY + (Integer) signal.getMethod("getNumber").invoke(named);
        Object tell = Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, parameters) -> {
                    listener.accept(exitCode);
                    return null;
                });
        signal.getMethod("handle", signal, handler).invoke(null, named, tell);
    }
}
