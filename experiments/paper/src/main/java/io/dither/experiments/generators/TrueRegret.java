package io.dither.experiments.generators;

import io.dither.error.Arguments;
import io.dither.layer.Costs;
import io.dither.learn.Predictor;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.List;

/**
 * The regret of predicted costs p_i on examples whose true costs c_i are known: &lt;c_i, y(p_i) - y(c_i)&gt;, where
 * y(c) is an optimal solution for costs c; if the oracle maximises, the regret is minus this number. The normalised
 * regret is the sum of the regrets of all examples, divided by the sum of |&lt;c_i, y(c_i)&gt;|.
 */
public final class TrueRegret {
    /** Predicts the costs of an example. */
    @FunctionalInterface
    public interface Prediction {
        /**
         * Returns the predicted costs.
         *
         * @param example the example
         * @return as many costs as its oracle has coordinates; read only
         */
        double[] costs(Observation example);

        /**
         * Predicts by the costs of a model with given parameters.
         *
         * @param model the model
         * @param parameters the parameters, as {@link CostModel#theta} takes them; read only
         * @return the prediction
         */
        static Prediction of(CostModel model, double[] parameters) {
            return example -> model.theta(parameters, example.features());
        }

        /**
         * Predicts by a fit, at its {@linkplain Predictor#costs mean costs under the noise}.
         *
         * @param fitted the model with its parameters
         * @return the prediction
         */
        static Prediction of(Fitted fitted) {
            Predictor predictor = Predictor.of(fitted); // opens no sessions, so it need not be closed
            return example -> predictor.costs(example.features(), example.oracle());
        }
    }

    private final List<Observation> examples;
    private final double[] optimalValues;
    /** The absolute values of {@link #optimalValues}. */
    private final double[] absoluteOptima;

    /**
     * Solves each example.
     *
     * @param examples at least one, with true costs
     * @throws io.dither.error.InvalidArgumentException if there are no examples, or all optimal values are 0
     */
    public TrueRegret(List<Observation> examples) {
        Arguments.atLeast("examples", examples.size(), 1);
        this.examples = List.copyOf(examples);
        optimalValues = examples.stream()
                .mapToDouble(observation ->
                        value(observation, Costs.of(observation.costs()).bestOf(observation.oracle())))
                .toArray();
        absoluteOptima = Arrays.stream(optimalValues).map(Math::abs).toArray();
        double sum = Arrays.stream(absoluteOptima).sum();
        Arguments.require(
                sum > 0, "the optimal costs sum to " + sum, "Maybe all costs are 0: the regret is divided by this sum");
    }

    private static double value(Observation example, Vertex y) {
        return y.objective(example.costs());
    }

    /**
     * Decides each example by predicted costs.
     *
     * @param prediction the prediction
     * @return the regret of each example, in the units of its costs
     */
    public double[] regrets(Prediction prediction) {
        double[] regrets = new double[absoluteOptima.length];
        OracleSession session = null;
        try {
            for (int i = 0; i < regrets.length; i++) {
                Observation observation = examples.get(i);
                if (session == null
                        || observation.oracle() != examples.get(i - 1).oracle()) {
                    if (session != null) {
                        session.close();
                    }
                    session = OracleSession.openGuarded(observation.oracle());
                }
                Vertex decision = new Vertex(observation.oracle().dimension());
                session.solve(prediction.costs(observation), decision);
                // the sign is 1 if the oracle maximises, -1 if it minimises
                regrets[i] = observation.oracle().sense().sign() * (optimalValues[i] - value(observation, decision));
            }
        } finally {
            if (session != null) {
                session.close();
            }
        }
        return regrets;
    }

    /**
     * Computes the normalised regret.
     *
     * @param prediction the prediction
     * @return the ratio of sums, with its interval; 0.1 means that decisions are worse than optimal decisions by
     *     10 % of the absolute optimal values
     */
    public Metric normalisedRegret(Prediction prediction) {
        return normalised(regrets(prediction));
    }

    /**
     * Normalises regrets, or their differences.
     *
     * @param regrets one per example
     * @return the ratio of their sum to the sum of the absolute optimal values, with its interval
     */
    public Metric normalised(double[] regrets) {
        return Metric.ratio("regret", regrets, absoluteOptima, clusters());
    }

    /**
     * Averages regrets, or their differences.
     *
     * @param regrets one per example
     * @return their mean, with its interval
     */
    public Metric mean(double[] regrets) {
        double[] ones = new double[regrets.length];
        Arrays.fill(ones, 1);
        return Metric.ratio("regret", regrets, ones, clusters());
    }

    /**
     * Subtracts the regrets of another prediction on the same examples.
     *
     * @param regrets one per example; read only
     * @param subtracted one per example; read only
     * @return the differences
     */
    public static double[] minus(double[] regrets, double[] subtracted) {
        Arguments.length("subtracted", subtracted, regrets.length);
        double[] differences = regrets.clone();
        for (int i = 0; i < differences.length; i++) {
            differences[i] -= subtracted[i];
        }
        return differences;
    }

    /**
     * Averages the true costs of examples of the same dimension: a baseline prediction that uses no features.
     *
     * @param examples at least one
     * @return one mean per coordinate
     */
    public static double[] meanCosts(List<Observation> examples) {
        Arguments.atLeast("number of examples", examples.size(), 1);
        double[] means = new double[examples.get(0).costs().length];
        for (Observation observation : examples) {
            Arguments.length("costs", observation.costs(), means.length);
            for (int j = 0; j < means.length; j++) {
                means[j] += observation.costs()[j] / examples.size();
            }
        }
        return means;
    }

    private List<String> clusters() {
        return examples.stream().map(Observation::cluster).toList();
    }
}
