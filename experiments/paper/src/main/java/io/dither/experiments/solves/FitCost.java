package io.dither.experiments.solves;

import io.dither.learn.Learner;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one fit cost.
 *
 * @param loss the mean loss that it found
 * @param steps what was known after each step
 */
record FitCost(double loss, List<Step> steps) {
    /**
     * One step of a fit.
     *
     * @param solves how many solves there were until then
     * @param seconds how long they took, with all else
     * @param regret the regret on decisions held out, as a share of the optimum
     */
    record Step(long solves, double seconds, double regret) {}

    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Stop(long solves, long nanos, CostModel model, double[] parameters) {}

    /** Fits, by known solutions or plainly, and measures the regret of each step afterwards. */
    static FitCost of(Problem problem, boolean pooled, int examples, int samples, List<Observation> held, long seed) {
        LongAdder solves = new LongAdder();
        List<Observation> history = problem.history(new Counted(problem.oracle(), solves), examples, seed);
        List<Stop> stops = new ArrayList<>();
        Learner learner = Learner.of(SharedLinearModel.of("a", "b", "c", "d", "e"))
                .noise("gaussian")
                .samples(samples)
                .seed(seed)
                .withoutIntervals()
                .onStep((progress, model, parameters) ->
                        stops.add(new Stop(solves.sum(), System.nanoTime(), model, parameters)));
        long start = System.nanoTime();
        Fitted fitted = (pooled ? learner.pooled() : learner).fit(history);
        double[] optima = optima(problem, held);
        List<Step> steps = stops.stream()
                .map(stop -> new Step(
                        stop.solves(),
                        (stop.nanos() - start) * 1e-9,
                        regret(problem, held, optima, stop.model(), stop.parameters())))
                .toList();
        return new FitCost(fitted.loss(), steps);
    }

    private static double[] optima(Problem problem, List<Observation> held) {
        Vertex vertex = new Vertex(problem.oracle().dimension());
        try (OracleSession session = problem.oracle().openSession()) {
            return held.stream()
                    .mapToDouble(one -> {
                        session.solve(one.costs(), vertex);
                        return vertex.dot(one.costs());
                    })
                    .toArray();
        }
    }

    private static double regret(
            Problem problem, List<Observation> held, double[] optima, CostModel model, double[] parameters) {
        Vertex vertex = new Vertex(problem.oracle().dimension());
        double lost = 0;
        double size = 0;
        try (OracleSession session = problem.oracle().openSession()) {
            for (int e = 0; e < optima.length; e++) {
                Observation one = held.get(e);
                session.solve(model.theta(parameters, one.features()), vertex);
                lost += Math.abs(optima[e] - vertex.dot(one.costs()));
                size += Math.abs(optima[e]);
            }
        }
        return lost / size;
    }

    Step last() {
        return steps.get(steps.size() - 1);
    }

    /** Returns the first step from which on the regret stays at most so much, or the last one. */
    Step reaching(double regret) {
        int at = steps.size() - 1;
        while (at > 0 && steps.get(at - 1).regret() <= regret) {
            at--;
        }
        return steps.get(at);
    }
}
