package io.dither.experiments.plannerroutes;

import io.dither.learn.Learner;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracles.routes.DegreeAssignment;
import io.dither.oracles.routes.Visits;
import io.dither.plugin.PluginSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Learns from days, and decides later ones.
 *
 * @param data the plans
 * @param features what costs are made of
 * @param samples per day
 * @param seed of the noise
 * @param threads of a fit
 */
record Study(PlannerData data, ArcFeatures features, int samples, long seed, int threads) {
    /** Habits of the first days are few. */
    static final int FIRST = 30;

    static final double L2 = 0.003;

    /** The days of a range that are learnt from. */
    private List<Observation> examples(int before, int count) {
        return IntStream.range(FIRST, before)
                .mapToObj(day -> features.example(day, count))
                .toList();
    }

    private Learner learner(int count) {
        return Learner.of(
                        SharedLinearModel.of(ArcFeatures.NAMES.subList(0, count).toArray(String[]::new)))
                .samples(samples)
                .seed(seed)
                .threads(threads)
                .l2(L2);
    }

    /** Weights that the days before one lead to. */
    double[] weights(int before, int count) {
        return weights(learner(count).withoutIntervals().fit(examples(before, count)));
    }

    private static double[] weights(Fitted fitted) {
        return fitted.weights().stream().mapToDouble(Weight::estimate).toArray();
    }

    /** Weights of all days, with intervals. */
    Fitted fitted() {
        int count = ArcFeatures.NAMES.size();
        return learner(count)
                .errors(FitSettings.Errors.PSEUDO_TRUE)
                .fit(examples(data.days().size(), count));
    }

    Plan planned(int number) {
        return Plan.of(data.days().get(number).arcs());
    }

    /** Decides a day by an assignment, whose tours may miss the depot. */
    Plan assigned(int number, double[] weights) {
        return decided(
                number, weights, new DegreeAssignment(data.days().get(number).visits()));
    }

    /** Decides a day by routes, as many as there are vehicles, of any load. */
    Plan routed(int number, double[] weights, OracleRegistry oracles) {
        Day day = data.days().get(number);
        String places = String.join(",", day.places());
        String text = "ortools-routes:places=(" + places + "),vehicles=" + day.vehicles() + ",least=" + day.vehicles();
        return decided(number, weights, oracles.create(PluginSpec.parse(text).toString()));
    }

    private Plan decided(int number, double[] weights, LinearOracle oracle) {
        Visits visits = data.days().get(number).visits();
        double[] theta = theta(number, weights);
        Vertex best = new Vertex(theta.length);
        try (OracleSession session = oracle.openSession()) {
            session.solve(theta, best);
        }
        List<Day.Arc> arcs = new ArrayList<>();
        for (int k = 0; k < best.size(); k++) {
            arcs.add(ArcFeatures.arc(visits, best.index(k)));
        }
        return Plan.of(arcs);
    }

    private double[] theta(int number, double[] weights) {
        Features rows = features.of(number, weights.length);
        return IntStream.range(0, rows.rows())
                .mapToDouble(j -> rows.dot(j, weights, 0))
                .toArray();
    }

    /** The mean share of arcs missed on days before the test days. */
    double missed(int from, int until, double[] weights) {
        return IntStream.range(from, until)
                .mapToDouble(day -> planned(day).missedBy(assigned(day, weights)))
                .average()
                .orElse(Double.NaN);
    }
}
