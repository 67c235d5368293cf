package io.dither.experiments.run;

import java.io.PrintWriter;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A request to stop: Ctrl-C is noted, and the run ends at its next safe point.
 *
 * <p>Each call of {@link #check} is a safe point; {@link Progress#step()} makes such a call. There is one request for
 * the whole process, because the signal goes to the process.
 */
public final class StopRequest {
    /** The exit code of a command that SIGINT ended: 128 plus the number of this signal, 2. */
    public static final int EXIT_CODE = 130;

    private static final AtomicBoolean REQUESTED = new AtomicBoolean();

    private StopRequest() {}

    /** Asks the run to stop; may be called from any thread. */
    public static void make() {
        REQUESTED.set(true);
    }

    /** Withdraws the request, so that another run may start in this process. */
    public static void clear() {
        REQUESTED.set(false);
    }

    /**
     * Ends the run here if it was asked to stop. Call it only when all files that the run has written are complete.
     *
     * @throws StoppedRun if the run was asked to stop
     */
    public static void check() {
        if (REQUESTED.get()) {
            throw new StoppedRun("stopped by Ctrl-C");
        }
    }

    /**
     * Makes Ctrl-C a request to stop at the next safe point; a second Ctrl-C ends the process at once. If the virtual machine does not
     * support signals, Ctrl-C ends the process as usual.
     *
     * @param err the stream for the message that the signal has arrived
     */
    public static void stopOnInterrupt(PrintWriter err) {
        onInterrupt(() -> {
            if (REQUESTED.getAndSet(true)) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
            print(err, "stopping at the next safe point; press Ctrl-C again to stop at once");
        });
    }

    /**
     * Makes Ctrl-C print a line and end the process, even while a solver runs in native code, until {@link #stopOnInterrupt} is called.
     *
     * @param err the stream for the message
     */
    public static void endOnInterrupt(PrintWriter err) {
        onInterrupt(() -> {
            print(err, "stopped by Ctrl-C");
            System.exit(EXIT_CODE);
        });
    }

    private static void print(PrintWriter err, String line) {
        err.println("\ndither: " + line);
        err.flush();
    }

    /** Runs this action at each Ctrl-C, in place of an earlier action. */
    private static void onInterrupt(Runnable action) {
        try {
            // by reflection: javac warns of sun.misc.Signal, and the JDK has no other way to survive a signal
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object interrupt = signal.getConstructor(String.class).newInstance("INT");
            InvocationHandler invocation = (self, method, arguments) -> {
                action.run(); // the interface has one method, which receives the signal
                return null;
            };
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, invocation);
            signal.getMethod("handle", signal, handler).invoke(null, interrupt, proxy);
        } catch (ReflectiveOperationException | IllegalArgumentException unsupported) {
            return; // without signals, as under java -Xrs, Ctrl-C ends the process as usual
        }
    }
}
