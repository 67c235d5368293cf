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
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Learns from the plans of days, and decides later days.
 *
 * @param data the plans
 * @param features the features of costs
 * @param samples the number of samples per day
 * @param seed the seed of the noise
 * @param threads the number of threads of a fit
 */
record Study(PlannerData data, ArcFeatures features, int samples, long seed, int threads) {
    /**
     * The first day to learn from. Most features of a day are shares of the arcs on earlier days (the habits of {@link ArcFeatures}), and
     * before this day the earlier days are too few.
     */
    static final int FIRST_DAY = 30;

    /** The factor of the penalty, which is half the sum of the squared standardised weights. */
    static final double L2 = 0.003;

    /**
     * Returns the examples to learn from: the days from {@link #FIRST_DAY} up to {@code endDay}, exclusive, with their first {@code count}
     * features.
     */
    private List<Observation> examples(int endDay, int count) {
        return IntStream.range(FIRST_DAY, endDay)
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

    /** Returns the costs of each day by weights of the first {@code count} features, learnt from the days before {@code endDay}. */
    IntFunction<double[]> learntCosts(int endDay, int count) {
        return costs(learner(count).withoutIntervals().fit(examples(endDay, count)).weights().stream()
                .mapToDouble(Weight::estimate)
                .toArray());
    }

    /** Returns the costs of each day by given weights; features after the last weight are left out. */
    IntFunction<double[]> costs(double... weights) {
        return day -> {
            Features rows = features.ofDay(day, weights.length);
            return IntStream.range(0, rows.rows())
                    .mapToDouble(j -> rows.dot(j, weights, 0))
                    .toArray();
        };
    }

    /** Returns the fit to all days. Its intervals are for the weights under the penalty, not for the true weights. */
    Fitted fitted() {
        int count = ArcFeatures.NAMES.size();
        return learner(count)
                .errors(FitSettings.Errors.PSEUDO_TRUE)
                .fit(examples(data.days().size(), count));
    }

    Plan planned(int dayNumber) {
        return Plan.of(data.days().get(dayNumber).arcs());
    }

    /** Decides a day by an assignment that visits each stop once; its tours may leave out the depot. */
    Plan assigned(int dayNumber, IntFunction<double[]> costs) {
        return decided(
                dayNumber,
                costs,
                new DegreeAssignment(data.days().get(dayNumber).singleVisits()));
    }

    /** Decides a day by routes, as many as there are vehicles, of any load. */
    Plan routed(int dayNumber, IntFunction<double[]> costs, OracleRegistry oracles) {
        Day day = data.days().get(dayNumber);
        String places = String.join(",", day.places());
        String text = "ortools-routes:places=(" + places + "),vehicles=" + day.vehicles() + ",least=" + day.vehicles();
        return decided(dayNumber, costs, oracles.create(text));
    }

    private Plan decided(int dayNumber, IntFunction<double[]> costs, LinearOracle oracle) {
        // plans that visit each stop once; gives the arc that belongs to each coordinate of theta
        Visits visits = data.days().get(dayNumber).singleVisits();
        double[] theta = costs.apply(dayNumber);
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

    /** Returns the mean share of arcs that assignments miss on the days from {@code from} up to {@code until}, exclusive. */
    double missed(int from, int until, IntFunction<double[]> costs) {
        return IntStream.range(from, until)
                .mapToDouble(day -> planned(day).missedBy(assigned(day, costs)))
                .average()
                .orElse(Double.NaN);
    }
}
