package io.dither.experiments.shortestpath;

import io.dither.error.Arguments;
import io.dither.learn.Metric;
import io.dither.learn.Metrics;
import io.dither.learn.Observation;
import io.dither.learn.Outcome;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.List;

/**
 * The normalised regret of predicted costs: sum_i &lt;c_i, y(p_i) - y(c_i)&gt; / sum_i &lt;c_i, y(c_i)&gt;, where c_i are
 * the true costs, p_i the predicted ones and y(.) is an optimal solution.
 */
final class Regret {
    private final List<Observation> examples;

    /** Takes examples that know their costs and whose targets are their optimal solutions. */
    Regret(List<Observation> examples) {
        Arguments.atLeast("examples", examples.size(), 1);
        this.examples = List.copyOf(examples);
        double optimum = examples.stream().mapToDouble(Regret::least).sum();
        Arguments.require(
                optimum > 0,
                "the optimal costs sum to " + optimum,
                "Maybe the costs are negative: there is no share of them");
    }

    /** Returns the normalised regret of predictions; 0.1 means 10 % longer paths than needed. */
    Metric of(Prediction prediction) {
        List<Outcome> outcomes = new ArrayList<>();
        try (OracleSession session = examples.get(0).oracle().openSession()) {
            for (Observation one : examples) {
                double[] costs = prediction.costs(one);
                Vertex path = new Vertex(costs.length);
                session.solve(costs, path);
                outcomes.add(new Outcome(one, path, path.dot(costs), Double.NaN, path));
            }
        }
        return Metrics.ratio(
                "regret",
                outcomes,
                one -> one.predicted().dot(one.observation().costs()) - least(one.observation()),
                one -> least(one.observation()));
    }

    private static double least(Observation example) {
        double sum = 0;
        double[] path = example.target().values();
        for (int i = 0; i < path.length; i++) {
            sum += path[i] * example.costs()[i];
        }
        return sum;
    }
}
