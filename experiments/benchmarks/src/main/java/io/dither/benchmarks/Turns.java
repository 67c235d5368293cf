package io.dither.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;

/**
 * The parts of a measurement. Where a machine is now slow and now fast, several programs are compared fairly only if each has
 * its turn in the same minutes.
 *
 * @param count the number of turns
 * @param pause is run before each and after the last, and may wait
 */
record Turns(int count, Runnable pause) {
    /** Printed before each turn and after the last one. */
    static final String READY = "ready";

    /**
     * Measures at once.
     *
     * @return a single turn
     */
    static Turns one() {
        return new Turns(1, () -> {});
    }

    /**
     * Prints a line before each turn and after the last, and waits for one.
     *
     * @param count the number of turns
     * @param in is read for one line before each turn, until it ends
     * @param out is where it is printed
     * @return the turns
     */
    static Turns asked(int count, BufferedReader in, PrintWriter out) {
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
