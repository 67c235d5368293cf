package io.dither.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/**
 * The parts of a measurement. The speed of a machine varies over minutes, so programs are compared fairly only if they take turns.
 *
 * @param count the number of turns
 * @param pause runs before each turn and after the last, and may wait; if the first call takes very long, see {@link
 *     Timing#of}, it never runs
 */
record Turns(int count, Runnable pause) {
    /** Printed before each turn and after the last one. */
    static final String READY = "ready";

    /**
     * Makes the turns of a measurement in one part.
     *
     * @return a single turn, without pauses
     */
    static Turns single() {
        return new Turns(1, () -> {});
    }

    /**
     * Prints a line before each turn and after the last, and waits for a line of input each time.
     *
     * @param count the number of turns
     * @param in the input; after its end, turns do not wait
     * @param out where the line is printed
     * @return the turns
     */
    static Turns onRequest(int count, BufferedReader in, PrintWriter out) {
        return new Turns(count, () -> {
            out.println(READY);
            out.flush();
            try {
                in.readLine();
            } catch (IOException failure) {
                throw new UncheckedIOException("the input cannot be read", failure);
            }
        });
    }
}
