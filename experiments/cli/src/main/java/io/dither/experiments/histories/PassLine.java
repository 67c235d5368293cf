package io.dither.experiments.histories;

import io.dither.experiments.launch.Context;
import io.dither.experiments.run.StopRequest;
import io.dither.learn.model.Fitted;
import io.dither.learn.study.SolvePlan;
import io.dither.learn.study.StudyListener;
import io.dither.learn.study.StudyResults;
import java.io.PrintWriter;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a fit goes on, with the time to go in all of its searches and then its intervals: on a terminal by one line that changes,
 * elsewhere by a line after a minute, two, four and so on, at least each half hour. Nothing but what is told depends on the clock.
 */
final class PassLine implements StudyListener, AutoCloseable {
    private static final long SECOND = 1_000_000_000;
    private static final long RARELY = 1800 * SECOND;
    /** The first solves take so much longer, since classes are loaded and compiled. */
    private static final long WARM_UP = 2 * SECOND;

    /** A solve that takes so long is hardly longer for a cold machine. */
    private static final double LONG_SOLVE = 1;
    /** After so long quick solves have been compiled; they are timed behind the first pass. */
    private static final long WARM = 10 * SECOND;
    /** After so long the time ahead is told within the first pass. */
    private static final long LONG_PASS = 60 * SECOND;

    private static final String BACK = "\r";

    private final PrintWriter out;
    private final boolean terminal;
    private final LongSupplier nanos;
    private final long began;
    /** The time from the start to the plan of the fit, in which the data were read. */
    private long reading;

    private @Nullable SolvePlan plan;
    private Consumer<StudyResults> beforeIntervals = results -> {};
    private long next;
    private int width;

    private boolean intervals;
    private long intervalsBegan;
    private int pass;
    /** Passes of this fit before its intervals. */
    private int searched;
    /** Passes when the search last told its gradient, and how many it seemed to take still; NaN before. */
    private int stepped;

    private double passesAhead = Double.NaN;
    private double firstGradient = Double.NaN;
    /** Fits that have ended, and the passes of their searches. */
    private int fits;

    private int passes;
    /** Examples of the fits that have begun. */
    private double begun;
    /** Solves of the passes that have ended, in all, and for the intervals. */
    private double solved;

    private double solvedForIntervals;
    /** Solves that had ended after some nanoseconds. */
    private record Mark(long after, double solved) {}

    /** Where the first, cold solves had ended. */
    private @Nullable Mark first;
    /** Two more, the later at least twice as long behind the first one: solves are timed since the earlier one. */
    private @Nullable Mark earlier;

    private @Nullable Mark later;
    private boolean isWarm;
    private boolean hasTold;
    private double solvedInPass;

    PassLine(PrintWriter out, boolean terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
        began = nanos.getAsLong();
        next = terminal ? SECOND : 60 * SECOND;
    }

    static PassLine of(Context context) {
        return new PassLine(context.err(), Boolean.getBoolean("dither.terminal"), System::nanoTime);
    }

    /** Goes by what is ahead, and says it if it is long: at once of long solves, of others by what they take once they are warm. */
    void plan(SolvePlan ahead) {
        plan = ahead;
        reading = nanos.getAsLong() - began;
        if (ahead.solve() >= LONG_SOLVE) {
            tell(ahead);
        }
    }

    private void tell(SolvePlan ahead) {
        hasTold = true;
        clear();
        PlanText.lines(ahead).forEach(text -> out.println("dither: " + text));
        out.flush();
    }

    private void mark(long now) {
        Mark mark = new Mark(now - began, solved + solvedInPass);
        if (first == null || later == null) {
            first = mark;
            earlier = mark;
            later = mark;
        } else if (mark.after() - first.after() >= 2 * (later.after() - first.after())) {
            earlier = later;
            later = mark;
        }
    }

    private long fitting(long now) {
        return now - began - reading;
    }

    /** Tells what is ahead by solves that are warm. */
    private void warm(long now) {
        boolean isTimed = pass > 1 && !isCold() && fitting(now) >= WARM;
        if (!isWarm && (isTimed || fitting(now) >= LONG_PASS)) {
            isWarm = true;
            if (plan != null && !hasTold && !intervals) {
                tell(plan.taking(secondsPerSolve(now), pass + passesAfter(plan)));
            }
        }
    }

    /** Lets another hear of weights before their intervals are measured. */
    void beforeIntervals(Consumer<StudyResults> action) {
        beforeIntervals = action;
    }

    @Override
    public void fitted(StudyResults results) {
        intervals();
        beforeIntervals.accept(results);
    }

    /** Hears that what follows are the intervals of what was found. */
    void intervals() {
        endPass();
        intervals = true;
        intervalsBegan = nanos.getAsLong();
        searched = pass;
    }

    /** Returns how many seconds the intervals will take; NaN if nothing that was measured tells, as by more fits. */
    double secondsOfIntervals() {
        return plan == null || plan.work().refits() > 0 || solved + solvedInPass == 0
                ? Double.NaN
                : plan.solvesOfIntervals() * secondsPerSolve(nanos.getAsLong());
    }

    /** Returns how many more fits the intervals take after what took long before them; 0 if none. */
    int longRefits() {
        return plan == null || fitting(nanos.getAsLong()) < WARM / 2
                ? 0
                : plan.work().refits();
    }

    /** Hears of a part of a pass, and tells of it if it is time. */
    @Override
    public void part(Fitted.Part part) {
        long now = nanos.getAsLong();
        if (intervals && plan != null && plan.work().refits() > 0) {
            refitted(part.pass(), plan.work().refits(), now);
            return;
        }
        if (part.pass() != pass) {
            endPass();
            if (pass == 1 && fits == 0) {
                first = null; // the first pass was cold
            }
            if (part.pass() < pass) {
                fits++;
                passes += intervals ? searched : pass;
                intervals = false;
                passesAhead = Double.NaN;
                firstGradient = Double.NaN;
            }
            begun += part.pass() == 1 ? part.examples() : 0;
            pass = part.pass();
        }
        solvedInPass = (double) part.done() * part.samples();
        mark(now);
        warm(now);
        if (!isTime(now)) {
            return;
        }
        String text = "  " + (intervals ? "intervals" : "search") + ", pass "
                + (part.pass() - (intervals ? searched : 0)) + ": "
                + part.done() + " of " + part.examples() + " examples"
                + (part.samples() > 1 ? " with " + part.samples() + " samples each" : "") + toGo(part, now);
        show(text);
    }

    /** Tells of the fits of the intervals if it is time; each takes what those before took, once these have been compiled. */
    private void refitted(int done, int all, long now) {
        if (isTime(now)) {
            double left = (double) (now - intervalsBegan) / SECOND / done * (all - done);
            show("  intervals, fit " + done + " of about " + Math.max(done, all)
                    + (left < 1 || now - intervalsBegan < WARM_UP ? "" : ", about " + Duration.text(left) + " to go"));
        }
    }

    private boolean isTime(long now) {
        if (now - began < next) {
            return false;
        }
        next = now - began + (terminal ? SECOND / 2 : Math.min(RARELY, now - began));
        return true;
    }

    private void show(String text) {
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

    /** Hears of a step of a search, and tells it if somebody is there. */
    @Override
    public void step(Fitted.Progress step) {
        if (plan != null && !intervals) {
            firstGradient = Double.isNaN(firstGradient) ? step.gradient() : firstGradient;
            stepped = pass;
            passesAhead = plan.passesLeft(usualPasses(plan), pass, firstGradient, step.gradient());
        }
        stage("  " + step);
    }

    private double usualPasses(SolvePlan expected) {
        return fits == 0 ? expected.passes() : (double) passes / fits;
    }

    /** How many passes follow the present one in its search. */
    private double passesAfter(SolvePlan expected) {
        double left = Double.isNaN(passesAhead) ? usualPasses(expected) - pass : passesAhead + stepped - pass;
        return Math.max(0, left);
    }

    private void endPass() {
        solved += solvedInPass;
        solvedForIntervals += intervals ? solvedInPass : 0;
        solvedInPass = 0;
    }

    /** Whether no solve has ended behind the first, cold ones. */
    private boolean isCold() {
        return earlier == null || solved + solvedInPass <= earlier.solved();
    }

    private double secondsPerSolve(long now) {
        if (earlier != null && !isCold()) {
            return (now - began - earlier.after()) / (double) SECOND / (solved + solvedInPass - earlier.solved());
        }
        return Math.max(0, fitting(now) - WARM_UP) / (double) SECOND / Math.max(1, solved + solvedInPass);
    }

    private String toGo(Fitted.Part part, long now) {
        if (isCold() && fitting(now) < WARM) {
            return "";
        }
        double rest = (double) (part.examples() - part.done()) * part.samples();
        double ofIntervals = plan == null ? 0 : plan.solvesOfIntervals();
        if (intervals) {
            rest = Math.max(rest, ofIntervals - solvedForIntervals - solvedInPass);
        } else if (plan != null) {
            double usual = fits == 0 ? pass + passesAfter(plan) : usualPasses(plan);
            double others = Math.max(0, plan.work().fits() * plan.work().examples() - begun);
            rest += part.samples() * (passesAfter(plan) * part.examples() + usual * others);
        }
        double left = rest * secondsPerSolve(now);
        double then = intervals ? 0 : ofIntervals * secondsPerSolve(now);
        return (left < 1 ? "" : ", about " + Duration.text(left) + " to go")
                + (then < 1 ? "" : ", then " + Duration.text(then) + " for intervals")
                + (left < 1 || plan == null || plan.work().refits() == 0
                        ? ""
                        : ", then " + plan.work().refits() + " more fits");
    }

    /** Tells something else, if somebody is there. */
    @Override
    public void stage(String text) {
        if (terminal) {
            tell(text);
        }
    }

    @Override
    public void warning(String text) {
        tell("dither: " + text);
    }

    @Override
    public boolean isCancelled() {
        StopRequest.check();
        return false;
    }

    /** Tells something else, whether somebody is there or not. */
    void tell(String text) {
        clear();
        out.println(text);
        out.flush();
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
