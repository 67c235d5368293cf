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
 * Reports the progress of a study, with the time that its searches and its intervals will still take. On a terminal, this is one line that
 * changes; elsewhere, a line after one minute, two, four and so on, at least every half hour. The clock changes these
 * reports, but not the results.
 */
final class ProgressLine implements StudyListener, AutoCloseable {
    /** A second in nanoseconds, the unit of times here unless another one is named. */
    private static final long SECOND = 1_000_000_000;

    /** The longest time between two reports, unless they are on a terminal. */
    private static final long LONGEST_PAUSE = 1800 * SECOND;
    /** The time that loading and compiling classes adds to the first solves. */
    private static final long WARM_UP = 2 * SECOND;

    /** If a solve takes at least this many seconds, the plan is shown at once: compilation hardly changes this time. */
    private static final double LONG_SOLVE = 1;
    /** When this time has passed since the data were read, the code of quick solves counts as compiled. */
    private static final long WARM = 10 * SECOND;
    /** After this time the plan is shown even within the first pass. */
    private static final long LONG_PASS = 60 * SECOND;

    private static final String LINE_START = "\r";

    private final PrintWriter out;
    private final boolean isTerminal;
    private final LongSupplier nanos;
    /** The number of {@link #nanos} at the start of the run. */
    private final long start;
    /** The time from the start until {@link #plan} was called, in which the data were read. */
    private long readingTime;

    private @Nullable SolvePlan plan;
    private Consumer<StudyResults> beforeIntervals = results -> {};
    /** When the next report is due, in nanoseconds since the start. */
    private long nextReport;
    /** The number of characters in the line of the terminal. */
    private int width;

    /** Whether this fit estimates its intervals, after its search. */
    private boolean inIntervals;
    /** The number of {@link #nanos} when the intervals of this fit began. */
    private long intervalsStart;
    /** The number of the present pass of this fit, from 1; 0 before the first. */
    private int pass;
    /** The passes of this fit before its intervals. */
    private int searchPasses;
    /** The pass in which the search took its latest step. */
    private int passOfLatestStep;

    /** The passes that the search was expected to take after its latest step; NaN before the first step. */
    private double passesAhead = Double.NaN;

    /** The size of the gradient at the first step of this search; NaN before it. */
    private double firstGradient = Double.NaN;
    /** The number of fits that have ended. */
    private int endedFits;
    /** The number of passes of the searches of all fits that have ended. */
    private int passesOfEndedFits;
    /** The sum of the numbers of examples of all fits that have begun. */
    private double examplesBegun;
    /** The number of solves in all passes that have ended; the present pass does not count. */
    private double solved;

    /** The part of {@link #solved} that was for intervals. */
    private double solvedForIntervals;
    /** The number of solves that had ended by a time, in nanoseconds since the start. */
    private record Mark(long time, double solved) {}

    /** When the first solves, which are cold, had ended. */
    private @Nullable Mark endOfColdSolves;
    /**
     * Solves are timed from this mark on. Whenever the time since {@link #endOfColdSolves} has doubled, the mark moves on to
     * {@link #nextTimedFrom}, so that the mean is that of recent solves.
     */
    private @Nullable Mark timedFrom;

    /** The mark made when {@link #timedFrom} last moved. */
    private @Nullable Mark nextTimedFrom;
    /** Whether solves are timed well enough to show the plan. */
    private boolean isWarm;

    private boolean isPlanShown;
    /** The solves that have ended in the present pass. */
    private double solvedInPass;

    ProgressLine(PrintWriter out, boolean isTerminal, LongSupplier nanos) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.nanos = nanos;
        start = nanos.getAsLong();
        nextReport = isTerminal ? SECOND : 60 * SECOND;
    }

    static ProgressLine of(Context context) {
        return new ProgressLine(context.err(), Boolean.getBoolean("dither.terminal"), System::nanoTime);
    }

    /**
     * Sets the plan of the study, and shows it if the study is long: at once if solves are long, otherwise by
     * {@link #showPlanOnceWarm}.
     */
    void plan(SolvePlan newPlan) {
        plan = newPlan;
        readingTime = nanos.getAsLong() - start;
        if (newPlan.secondsPerSolve() >= LONG_SOLVE) {
            showPlan(newPlan);
        }
    }

    private void showPlan(SolvePlan shown) {
        isPlanShown = true;
        clear();
        PlanText.lines(shown).forEach(text -> out.println("dither: " + text));
        out.flush();
    }

    /** Marks how many solves have ended by now, and moves {@link #timedFrom} if the time since {@link #endOfColdSolves} has doubled. */
    private void mark(long now) {
        Mark mark = new Mark(now - start, solved + solvedInPass);
        if (endOfColdSolves == null || nextTimedFrom == null) {
            endOfColdSolves = mark;
            timedFrom = mark;
            nextTimedFrom = mark;
        } else if (mark.time() - endOfColdSolves.time() >= 2 * (nextTimedFrom.time() - endOfColdSolves.time())) {
            timedFrom = nextTimedFrom;
            nextTimedFrom = mark;
        }
    }

    /** Returns the time since the data were read. */
    private long sinceReading(long now) {
        return now - start - readingTime;
    }

    /** Shows the plan as soon as solves are timed after the first pass, or after {@link #LONG_PASS}. */
    private void showPlanOnceWarm(long now) {
        boolean isTimed = pass > 1 && hasTimedSolves() && sinceReading(now) >= WARM;
        if (!isWarm && (isTimed || sinceReading(now) >= LONG_PASS)) {
            isWarm = true;
            if (plan != null && !isPlanShown && !inIntervals) {
                // with the measured times and passes in place of the expected ones
                showPlan(plan.withMeasured(secondsPerSolve(now), pass + passesAfter(plan)));
            }
        }
    }

    /** Sets an action to run on the results before the intervals of their weights are estimated. */
    void runBeforeIntervals(Consumer<StudyResults> action) {
        beforeIntervals = action;
    }

    /** Called after the last search, before the intervals. */
    @Override
    public void fitted(StudyResults results) {
        startIntervals();
        beforeIntervals.accept(results);
    }

    /** Marks the start of the intervals. */
    void startIntervals() {
        endPass();
        inIntervals = true;
        intervalsStart = nanos.getAsLong();
        searchPasses = pass;
    }

    /** Returns how many seconds the intervals will take; NaN if there is no plan, no solve has ended, or the intervals need refits. */
    double secondsOfIntervals() {
        return plan == null || plan.work().refits() > 0 || solved + solvedInPass == 0
                ? Double.NaN
                : plan.solvesOfIntervals() * secondsPerSolve(nanos.getAsLong());
    }

    /** Returns the number of refits for the intervals; 0 if there is no plan, or if the searches took less than 5 seconds. */
    int refitsAfterLongSearch() {
        return plan == null || sinceReading(nanos.getAsLong()) < WARM / 2
                ? 0
                : plan.work().refits();
    }

    /** Notes how many examples of a pass are done, or how many refits, and reports this if a report is due. */
    @Override
    public void part(Fitted.Part part) {
        long now = nanos.getAsLong();
        if (inIntervals && plan != null && plan.work().refits() > 0) {
            // this call follows a refit: pass() is the number of refits so far
            reportRefit(part.pass(), plan.work().refits(), now);
            return;
        }
        if (part.pass() != pass) {
            endPass();
            if (pass == 1 && endedFits == 0) {
                endOfColdSolves = null; // the first pass was cold: solves are timed anew
            }
            if (part.pass() < pass) { // another fit has begun
                endedFits++;
                passesOfEndedFits += inIntervals ? searchPasses : pass;
                inIntervals = false;
                passesAhead = Double.NaN;
                firstGradient = Double.NaN;
            }
            examplesBegun += part.pass() == 1 ? part.examples() : 0;
            pass = part.pass();
        }
        solvedInPass = (double) part.done() * part.samples();
        mark(now);
        showPlanOnceWarm(now);
        if (!isDue(now)) {
            return;
        }
        String text = "  " + (inIntervals ? "intervals" : "search") + ", pass "
                + (part.pass() - (inIntervals ? searchPasses : 0)) + ": "
                + part.done() + " of " + part.examples() + " examples"
                + (part.samples() > 1 ? " with " + part.samples() + " samples each" : "") + timeLeft(part, now);
        show(text);
    }

    /**
     * Reports the refits for the intervals if a report is due; each refit is expected to take as long as the mean of the earlier refits.
     */
    private void reportRefit(int refitsDone, int expectedRefits, long now) {
        if (isDue(now)) {
            double secondsAhead = (double) (now - intervalsStart) / SECOND / refitsDone * (expectedRefits - refitsDone);
            // the mean of the first refits, within the time of the warm-up, says little
            show("  intervals, fit " + refitsDone + " of about " + Math.max(refitsDone, expectedRefits)
                    + (secondsAhead < 1 || now - intervalsStart < WARM_UP
                            ? ""
                            : ", about " + Duration.text(secondsAhead) + " to go"));
        }
    }

    /**
     * Returns whether a report is due; if so, sets when the next one is due. On a terminal, this is half a second later; elsewhere, it is when
     * the run is twice as old, at most {@link #LONGEST_PAUSE} later.
     */
    private boolean isDue(long now) {
        if (now - start < nextReport) {
            return false;
        }
        nextReport = now - start + (isTerminal ? SECOND / 2 : Math.min(LONGEST_PAUSE, now - start));
        return true;
    }

    /** Shows a report: on a terminal in the line that changes, elsewhere in a line of its own. */
    private void show(String text) {
        if (isTerminal) {
            clear();
            out.print(text);
            out.flush();
            width = text.length();
        } else {
            out.println("dither:" + text.substring(1)); // with one of the two spaces at its start
            out.flush();
        }
    }

    /** Notes a step of a search, and shows it on a terminal. */
    @Override
    public void step(Fitted.Progress step) {
        if (plan != null && !inIntervals) {
            firstGradient = Double.isNaN(firstGradient) ? step.gradient() : firstGradient;
            passOfLatestStep = pass;
            passesAhead = plan.passesLeft(usualPasses(plan), pass, firstGradient, step.gradient());
        }
        stage("  " + step);
    }

    /** Returns the mean passes of the fits that have ended; before any fit has ended, the passes of the plan. */
    private double usualPasses(SolvePlan expected) {
        return endedFits == 0 ? expected.passes() : (double) passesOfEndedFits / endedFits;
    }

    /** Returns how many passes of this search are expected after the present one. */
    private double passesAfter(SolvePlan expected) {
        double ahead = Double.isNaN(passesAhead) ? usualPasses(expected) - pass : passesAhead + passOfLatestStep - pass;
        return Math.max(0, ahead);
    }

    private void endPass() {
        solved += solvedInPass;
        solvedForIntervals += inIntervals ? solvedInPass : 0;
        solvedInPass = 0;
    }

    /** Returns whether a solve has ended since {@link #timedFrom}. */
    private boolean hasTimedSolves() {
        return timedFrom != null && solved + solvedInPass > timedFrom.solved();
    }

    /**
     * Returns the mean time of the solves since {@link #timedFrom}. If none has ended since then, returns the mean time of all solves, after
     * {@link #WARM_UP} is subtracted from their total.
     */
    private double secondsPerSolve(long now) {
        if (timedFrom != null && hasTimedSolves()) {
            return (now - start - timedFrom.time()) / (double) SECOND / (solved + solvedInPass - timedFrom.solved());
        }
        return Math.max(0, sinceReading(now) - WARM_UP) / (double) SECOND / Math.max(1, solved + solvedInPass);
    }

    /** Returns how long the search and the intervals will still take, as the end of a report; empty if that is unknown. */
    private String timeLeft(Fitted.Part part, long now) {
        if (!hasTimedSolves() && sinceReading(now) < WARM) {
            return "";
        }
        double solvesAhead = (double) (part.examples() - part.done()) * part.samples();
        double solvesOfIntervals = plan == null ? 0 : plan.solvesOfIntervals();
        if (inIntervals) {
            // at least the rest of this pass, even if the plan expected fewer solves
            solvesAhead = Math.max(solvesAhead, solvesOfIntervals - solvedForIntervals - solvedInPass);
        } else if (plan != null) {
            double passesOfFit = endedFits == 0 ? pass + passesAfter(plan) : usualPasses(plan);
            // work() counts the fits of the study, and the examples of each; examplesBegun includes the present fit
            double examplesOfLaterFits =
                    Math.max(0, plan.work().fits() * plan.work().examples() - examplesBegun);
            solvesAhead += part.samples() * (passesAfter(plan) * part.examples() + passesOfFit * examplesOfLaterFits);
        }
        double secondsAhead = solvesAhead * secondsPerSolve(now);
        double secondsOfIntervals = inIntervals ? 0 : solvesOfIntervals * secondsPerSolve(now);
        return (secondsAhead < 1 ? "" : ", about " + Duration.text(secondsAhead) + " to go")
                + (secondsOfIntervals < 1 ? "" : ", then " + Duration.text(secondsOfIntervals) + " for intervals")
                + (secondsAhead < 1 || plan == null || plan.work().refits() == 0
                        ? ""
                        : ", then " + plan.work().refits() + " more fits");
    }

    /** Shows a text only on a terminal. */
    @Override
    public void stage(String text) {
        if (isTerminal) {
            print(text);
        }
    }

    @Override
    public void warning(String text) {
        print("dither: " + text);
    }

    @Override
    public boolean isCancelled() {
        StopRequest.check(); // throws after Ctrl-C
        return false;
    }

    /** Prints a text, on a terminal or not. */
    void print(String text) {
        clear();
        out.println(text);
        out.flush();
    }

    private void clear() {
        out.print(width == 0 ? "" : LINE_START + " ".repeat(width) + LINE_START);
        width = 0;
    }

    @Override
    public void close() {
        clear();
        out.flush();
    }
}
