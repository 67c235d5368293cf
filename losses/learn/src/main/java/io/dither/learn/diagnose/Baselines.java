package io.dither.learn.diagnose;

import io.dither.error.OracleException;
import io.dither.layer.Decision;
import io.dither.layer.Pullback;
import io.dither.learn.Outcome;
import io.dither.learn.Predictor;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.Noise;
import io.dither.oracle.Domain;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.Sense;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What is easily done instead of learning from decisions, on the same examples. Costs that leave the domain of an oracle are moved
 * to its bound.
 */
public final class Baselines {
    /** Least squares of true costs on features, the usual two-stage way. */
    public static final String LEAST_SQUARES = "least squares on true costs";
    /** The mean of the true costs, whatever the features. */
    public static final String MEAN_COST = "mean cost";
    /** How often each alternative is chosen, whatever the features: the most frequent one is decided. */
    public static final String MARKET_SHARES = "market shares";
    /** What follows the name of the first feature: costs are this feature as it is, scores rise or fall with it as decisions do. */
    public static final String ALONE = " alone";
    /** Every feature with the same weight in standardised units; scores follow each in the direction that decisions do. */
    public static final String EQUAL_WEIGHTS = "equal weights";

    private static final NoiseModel SILENT = new NoiseModel("gaussian", Noise.gaussian(), false, 0);

    private Baselines() {}

    /**
     * Decides by each baseline that the examples allow: least squares where true costs are known, the mean cost where besides
     * examples have one dimension and costs differ between them, market shares of choices among a few alternatives, the first feature and
     * equal weights where all coordinates share their weights.
     *
     * @param model the model that they are compared with: which features there are, and whether coordinates share weights
     * @param training what baselines learn from, at least one example
     * @param held what they decide
     * @return the outcomes of each, in the order of {@code held}, by the name of the baseline
     * @throws OracleException if a solve fails
     */
    public static Map<String, List<Outcome>> of(CostModel model, List<Observation> training, List<Observation> held) {
        return of(model, training, held, MarketShares::names);
    }

    /**
     * Decides by each baseline that the examples allow.
     *
     * @param model the model that they are compared with
     * @param training what baselines learn from, at least one example
     * @param held what they decide
     * @param names the names of the alternatives of an example, see {@link MarketShares}
     * @return the outcomes of each, in the order of {@code held}, by the name of the baseline
     * @throws OracleException if a solve fails
     */
    public static Map<String, List<Outcome>> of(
            CostModel model,
            List<Observation> training,
            List<Observation> held,
            Function<Observation, List<String>> names) {
        Map<String, List<Outcome>> all = new LinkedHashMap<>();
        boolean costs = !training.isEmpty() && training.stream().allMatch(one -> one.costs().length > 0);
        boolean fits = !training.isEmpty() && training.stream().allMatch(one -> fits(model, one));
        SharedLinearModel shared = SharedLinearModel.of(FeatureModel.of(model).features(), Link.IDENTITY);
        int size = FeatureModel.of(model).features().size();
        if (costs && fits && FeatureModel.of(model).isShared()) {
            put(all, LEAST_SQUARES, () -> decided(held, shared, LeastSquares.shared(training, size)));
        } else if (costs && fits) {
            int dimension = training.get(0).oracle().dimension();
            LinearModel linear = LinearModel.of(FeatureModel.of(model).features(), dimension, Link.IDENTITY);
            put(all, LEAST_SQUARES, () -> decided(held, linear, LeastSquares.rows(training)));
        }
        if (costs && hasOneDimension(training, held) && costsDiffer(training)) {
            double[] mean = meanCost(training);
            put(all, MEAN_COST, () -> decided(held, any -> mean.clone()));
        }
        Optional<MarketShares> shares = MarketShares.of(held, names).flatMap(any -> MarketShares.of(training, names));
        shares.ifPresent(known ->
                put(all, MARKET_SHARES, () -> held.stream().map(known::decide).toList()));
        if (fits && FeatureModel.of(model).isShared()) {
            double[] signs = signs(training, size);
            double[] first = new double[size];
            first[0] = signs[0];
            put(all, FeatureModel.of(model).features().get(0) + ALONE, () -> decided(held, shared, first));
            if (size > 1) {
                SharedLinearModel scaled = shared.standardisedBy(moments(shared, training));
                put(all, EQUAL_WEIGHTS, () -> decided(held, scaled, signs));
            }
        }
        return all;
    }

    /** Costs rise with features; scores with those that decisions have more of than all coordinates, and fall with the others. */
    private static double[] signs(List<Observation> training, int size) {
        double[] more = new double[size];
        for (Observation one : training) {
            if (one.oracle().sense() == Sense.MAXIMIZE && one.target() instanceof Decision) {
                double[] y = one.target().values();
                double mean = Arrays.stream(y).average().orElse(0);
                for (int j = 0; j < y.length; j++) {
                    for (int k = 0; k < size; k++) {
                        more[k] += one.weight() * (y[j] - mean) * one.features().get(j, k);
                    }
                }
            }
        }
        return Arrays.stream(more).map(value -> value < 0 ? -1 : 1).toArray();
    }

    private static boolean fits(CostModel model, Observation one) {
        Features features = one.features();
        return features.columns() == FeatureModel.of(model).features().size()
                && (!FeatureModel.of(model).isShared()
                        || features.rows() == one.oracle().dimension());
    }

    /** Adds a baseline, unless one of its solves finds nothing within its limits. */
    private static void put(Map<String, List<Outcome>> all, String name, Supplier<List<Outcome>> decided) {
        try {
            all.put(name, decided.get());
        } catch (OracleException unsolved) {
            if (unsolved.code() != OracleException.Code.TIMEOUT) {
                throw unsolved;
            }
        }
    }

    private static double[] moments(SharedLinearModel model, List<Observation> training) {
        Map<Features, double[]> known = new HashMap<>(); // by identity: features have no equals
        double[] sums = new double[0];
        for (Observation one : training) {
            double[] moments = known.computeIfAbsent(one.features(), model::moments);
            sums = sums.length == 0 ? new double[moments.length] : sums;
            for (int k = 0; k < sums.length; k++) {
                sums[k] += moments[k];
            }
        }
        return sums;
    }

    private static boolean hasOneDimension(List<Observation> training, List<Observation> held) {
        int d = training.get(0).oracle().dimension();
        return training.stream().allMatch(one -> one.oracle().dimension() == d)
                && held.stream().allMatch(one -> one.oracle().dimension() == d);
    }

    /** Where all have the same costs their mean is the truth, and no baseline. */
    private static boolean costsDiffer(List<Observation> training) {
        double[] first = training.get(0).costs();
        return !training.stream().allMatch(one -> Arrays.equals(first, one.costs()));
    }

    private static double[] meanCost(List<Observation> training) {
        double[] mean = new double[training.get(0).costs().length];
        double total = training.stream().mapToDouble(Observation::weight).sum();
        for (Observation one : training) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += one.weight() / total * one.costs()[j];
            }
        }
        return mean;
    }

    private static List<Outcome> decided(List<Observation> held, CostModel model, double[] parameters) {
        return decided(held, features -> model.theta(parameters, features));
    }

    private static List<Outcome> decided(List<Observation> held, Function<Features, double[]> costs) {
        Map<Domain, Predictor> predictors = new HashMap<>(); // by identity: most oracles share a domain
        try {
            return held.stream()
                    .map(one -> Outcome.of(
                            one,
                            predictors.computeIfAbsent(
                                    one.oracle().domain(),
                                    domain -> new Predictor(new Given(costs, domain), new double[0], SILENT, 1)
                                            .inexact(InexactPolicy.ACCEPT))))
                    .toList();
        } finally {
            predictors.values().forEach(Predictor::close);
        }
    }

    /** Costs that were not fitted here, moved inside a domain. */
    private record Given(Function<Features, double[]> costs, Domain domain) implements CostModel {
        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public double[] theta(double[] none, Features features) {
            double[] theta = costs.apply(features);
            for (int j = 0; j < theta.length; j++) {
                theta[j] = Math.max(domain.lower(j), Math.min(domain.upper(j), theta[j]));
            }
            return theta;
        }

        @Override
        public Pullback pullback(double[] none, Features features) {
            throw new UnsupportedOperationException("a baseline is not fitted");
        }
    }
}
