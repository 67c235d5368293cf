package io.dither.experiments.localsearch;

import io.dither.experiments.run.Metrics;
import io.dither.learn.model.Interval;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** All races, each method on the same problems for the same time. */
final class Races {
    /** What one method reached in a race. */
    record Outcome(
            Problem.Kind kind,
            Problem.Decider decider,
            String method,
            long seed,
            double seconds,
            int steps,
            double angle,
            double regret) {}

    private static final double[] SHARES = {0.125, 0.25, 0.5, 1};

    private final double[] seconds;
    private final List<Outcome> outcomes = new ArrayList<>();

    Races(double whole) {
        seconds = SHARES.clone();
        for (int k = 0; k < seconds.length; k++) {
            seconds[k] *= whole;
        }
    }

    double[] seconds() {
        return seconds.clone();
    }

    void run(Problem.Kind kind, Problem.Decider decider, int days, long seed, Metrics metrics) {
        Problem problem = Problem.of(kind, decider, days, days / 2, seed);
        for (Method method : Method.ALL) {
            Race race = new Race(problem, seed);
            List<Race.Mark> marks = race.run(method, seconds);
            for (Race.Mark mark : marks) {
                boolean last = mark == marks.get(marks.size() - 1);
                Outcome one = new Outcome(
                        kind,
                        decider,
                        method.name(),
                        seed,
                        mark.seconds(),
                        mark.steps(),
                        race.angle(mark.weights()),
                        last ? race.regret(mark.weights()) : Double.NaN);
                outcomes.add(one);
                metrics.row(
                        kind.words,
                        decider.words,
                        method.name(),
                        seed,
                        one.seconds(),
                        one.steps(),
                        one.angle(),
                        one.regret());
            }
        }
    }

    /** The mean over seeds after so many seconds. */
    Interval mean(
            Problem.Kind kind,
            Problem.Decider decider,
            Method method,
            double after,
            ToDoubleFunction<Outcome> measure) {
        return Interval.ofMean(values(kind, decider, method, after, measure));
    }

    /** The mean over seeds of what a method has more than perturbed solves, after all seconds. */
    Interval lead(Problem.Kind kind, Problem.Decider decider, Method method, ToDoubleFunction<Outcome> measure) {
        double whole = seconds[seconds.length - 1];
        double[] own = values(kind, decider, method, whole, measure);
        double[] solved = values(kind, decider, Method.ALL[0], whole, measure);
        for (int k = 0; k < own.length; k++) {
            own[k] -= solved[k];
        }
        return Interval.ofMean(own);
    }

    private double[] values(
            Problem.Kind kind,
            Problem.Decider decider,
            Method method,
            double after,
            ToDoubleFunction<Outcome> measure) {
        return outcomes.stream()
                .filter(one -> one.kind() == kind
                        && one.decider() == decider
                        && one.method().equals(method.name())
                        && one.seconds() == after)
                .mapToDouble(measure)
                .toArray();
    }
}
