package io.dither.experiments.histories;

import io.dither.experiments.launch.Context;
import io.dither.learn.model.Fitted;
import java.io.PrintWriter;
import java.util.function.LongSupplier;

/**
 * Tells how a pass over the examples goes on, with the time to go: on a terminal by one line that changes, elsewhere by a line after a
 * minute, two, four and so on. Nothing but what is told depends on the clock.
 */
final class PassLine implements AutoCloseable {
    private static final long SECOND = 1_000_000_000;
    private static final String BACK = "\r";

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanos;
    private final long began;
    private long passBegan;
    private long lastHeard;
    private int pass;
    private long next;
    private int width;

    PassLine(PrintWriter out, boolean terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
        began = nanos.getAsLong();
        passBegan = began;
        next = terminal ? SECOND : 60 * SECOND;
    }

    static PassLine of(Context context) {
        return new PassLine(context.err(), Boolean.getBoolean("dither.terminal"), System::nanoTime);
    }

    /** Hears of a part of a pass, and tells of it if it is time. */
    void part(Fitted.Part part) {
        long now = nanos.getAsLong();
        if (part.pass() != pass) {
            passBegan = pass == 0 ? began : lastHeard;
            pass = part.pass();
        }
        lastHeard = now;
        if (now - began < next) {
            return;
        }
        next = terminal ? now - began + SECOND / 2 : 2 * (now - began);
        double left = (double) (now - passBegan) / SECOND * (part.examples() - part.done()) / part.done();
        String text = "  pass " + part.pass() + ": " + part.done() + " of " + part.examples() + " examples"
                + (part.samples() > 1 ? " with " + part.samples() + " samples each" : "")
                + (part.done() < part.examples() && left >= 1 ? ", about " + Duration.text(left) + " to go in it" : "");
        if (terminal) {
            clear();
            out.print(text);
            out.flush();
            width = text.length();
        } else {
            out.println("dither:" + text.substring(1));
            out.flush();
        }
    }

    /** Tells something else, if somebody is there. */
    void line(String text) {
        if (terminal) {
            clear();
            out.println(text);
        }
    }

    private void clear() {
        out.print(width == 0 ? "" : BACK + " ".repeat(width) + BACK);
        width = 0;
    }

    @Override
    public void close() {
        clear();
        out.flush();
    }
}
