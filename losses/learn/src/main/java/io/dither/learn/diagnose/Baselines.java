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
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Decides held-out examples by simple rules, with which a fitted model is compared. No rule fits weights to decisions. Costs outside the
 * domain of an oracle are moved to the bound of the domain.
 */
public final class Baselines {
    /** The name of the baseline of least squares of true costs on features, the usual two-stage approach. */
    public static final String LEAST_SQUARES = "least squares on true costs";
    /** The name of the baseline that takes the mean of the true costs, whatever the features. */
    public static final String MEAN_COST = "mean cost";
    /**
     * The name of the baseline that takes the most probable alternative under {@link MarketShares}, whatever the
     * features.
     */
    public static final String MARKET_SHARES = "market shares";
    /**
     * The end of the name of the baseline whose costs are the first feature alone, such as {@code km alone} for the feature {@code km}. If the
     * oracle maximises, the feature has the sign that fits the decisions.
     */
    public static final String ALONE = " alone";
    /**
     * The name of the baseline with equal weights of all standardised features. If the oracle maximises, weights have
     * the signs that fit the decisions.
     */
    public static final String EQUAL_WEIGHTS = "equal weights";

    /**
     * Noise of mean 0. A {@link Predictor} decides once, at the costs plus the mean of the noise; so this noise changes
     * no decision, whatever its amplitude.
     */
    private static final NoiseModel CENTRED = new NoiseModel("gaussian", Noise.gaussian(), false, 0);

    private Baselines() {}

    /**
     * Decides by each baseline that the examples allow. If true costs are known: least squares, if examples have the
     * features of the model; and the mean cost, if all examples have the same dimension and their costs differ. For
     * choices among a few alternatives: market shares. For other decisions, if examples have the features of the model
     * and all coordinates share their weights: the first feature alone, and, for several features, equal weights.
     *
     * @param model the model to compare with, which determines the features and whether coordinates share weights
     * @param training the examples that baselines learn from; if there are none, there are no baselines
     * @param heldOut the examples that baselines decide
     * @return the outcomes in the order of {@code heldOut}, by the name of the baseline
     * @throws OracleException if a solve fails
     */
    public static Map<String, List<Outcome>> of(
            CostModel model, List<Observation> training, List<Observation> heldOut) {
        return of(model, training, heldOut, MarketShares::names);
    }

    /**
     * Decides by each baseline that the examples allow.
     *
     * @param model the model to compare with
     * @param training the examples that baselines learn from; if there are none, there are no baselines
     * @param heldOut the examples that baselines decide
     * @param names the names of the alternatives of an example, see {@link MarketShares}
     * @return the outcomes in the order of {@code heldOut}, by the name of the baseline
     * @throws OracleException if a solve fails
     */
    public static Map<String, List<Outcome>> of(
            CostModel model,
            List<Observation> training,
            List<Observation> heldOut,
            Function<Observation, List<String>> names) {
        Map<String, List<Outcome>> all = new LinkedHashMap<>();
        boolean haveCosts =
                !training.isEmpty() && training.stream().allMatch(observation -> observation.costs().length > 0);
        boolean haveFeatures =
                !training.isEmpty() && training.stream().allMatch(observation -> hasFeaturesOf(model, observation));
        SharedLinearModel shared = SharedLinearModel.of(FeatureModel.of(model).features(), Link.IDENTITY);
        int featureCount = FeatureModel.of(model).features().size();
        if (haveCosts && haveFeatures && FeatureModel.of(model).isShared()) {
            put(all, LEAST_SQUARES, () -> outcomes(heldOut, shared, LeastSquares.fitShared(training, featureCount)));
        } else if (haveCosts && haveFeatures) {
            int dimension = training.get(0).oracle().dimension();
            LinearModel linear = LinearModel.of(FeatureModel.of(model).features(), dimension, Link.IDENTITY);
            put(all, LEAST_SQUARES, () -> outcomes(heldOut, linear, LeastSquares.fitRows(training)));
        }
        if (haveCosts && haveSameDimension(training, heldOut) && doCostsDiffer(training)) {
            double[] mean = meanCost(training);
            put(all, MEAN_COST, () -> outcomes(heldOut, any -> mean.clone()));
        }
        if (MarketShares.of(heldOut, names).isPresent()) { // held-out examples are choices among a few alternatives too
            MarketShares.of(training, names)
                    .ifPresent(shares -> put(
                            all,
                            MARKET_SHARES,
                            () -> heldOut.stream().map(shares::decide).toList()));
        }
        if (haveFeatures && FeatureModel.of(model).isShared() && !all.containsKey(MARKET_SHARES)) {
            double[] signs = signs(training, featureCount);
            double[] alone = new double[featureCount];
            alone[0] = signs[0];
            put(all, FeatureModel.of(model).features().get(0) + ALONE, () -> outcomes(heldOut, shared, alone));
            if (featureCount > 1) {
                // a fit standardises twice, because some models need the means of the features first; here once
                // is enough, because a SharedLinearModel subtracts no means
                SharedLinearModel scaled = shared.standardisedBy(moments(shared, training));
                put(all, EQUAL_WEIGHTS, () -> outcomes(heldOut, scaled, signs));
            }
        }
        return all;
    }

    /**
     * Returns the sign of each feature: 1 if the oracle minimises; if it maximises, 1 if chosen coordinates have on
     * average at least as much of the feature as all coordinates, otherwise -1.
     */
    private static double[] signs(List<Observation> training, int featureCount) {
        double[] excess = new double[featureCount];
        for (Observation observation : training) {
            if (observation.oracle().sense() == Sense.MAXIMIZE && observation.target() instanceof Decision) {
                double[] y = observation.target().values();
                double mean = Arrays.stream(y).average().orElse(0);
                for (int j = 0; j < y.length; j++) {
                    for (int k = 0; k < featureCount; k++) {
                        excess[k] += observation.weight()
                                * (y[j] - mean)
                                * observation.features().get(j, k);
                    }
                }
            }
        }
        return Arrays.stream(excess).map(value -> value < 0 ? -1 : 1).toArray();
    }

    /** Returns whether the features of an example have the rows and columns that the model reads. */
    private static boolean hasFeaturesOf(CostModel model, Observation observation) {
        Features features = observation.features();
        return features.columns() == FeatureModel.of(model).features().size()
                && (!FeatureModel.of(model).isShared()
                        || features.rows() == observation.oracle().dimension());
    }

    /** Adds a baseline, unless a solve reaches its limits without a solution. */
    private static void put(Map<String, List<Outcome>> all, String name, Supplier<List<Outcome>> outcomes) {
        try {
            all.put(name, outcomes.get());
        } catch (OracleException unsolved) {
            if (unsolved.code() != OracleException.Code.TIMEOUT) {
                throw unsolved;
            }
        }
    }

    /** Returns the sums over the training examples by which the model is standardised. */
    private static double[] moments(SharedLinearModel model, List<Observation> training) {
        Map<Features, double[]> byFeatures = new HashMap<>(); // by identity: features have no equals
        double[] sums = new double[0];
        for (Observation observation : training) {
            double[] moments = byFeatures.computeIfAbsent(observation.features(), model::moments);
            sums = sums.length == 0 ? new double[moments.length] : sums;
            for (int k = 0; k < sums.length; k++) {
                sums[k] += moments[k];
            }
        }
        return sums;
    }

    private static boolean haveSameDimension(List<Observation> training, List<Observation> heldOut) {
        int d = training.get(0).oracle().dimension();
        return training.stream().allMatch(observation -> observation.oracle().dimension() == d)
                && heldOut.stream().allMatch(observation -> observation.oracle().dimension() == d);
    }

    /** Returns whether true costs differ between examples; otherwise their mean would be the truth and not a baseline. */
    private static boolean doCostsDiffer(List<Observation> training) {
        double[] first = training.get(0).costs();
        return !training.stream().allMatch(observation -> Arrays.equals(first, observation.costs()));
    }

    private static double[] meanCost(List<Observation> training) {
        double[] mean = new double[training.get(0).costs().length];
        double totalWeight = training.stream().mapToDouble(Observation::weight).sum();
        for (Observation observation : training) {
            for (int j = 0; j < mean.length; j++) {
                mean[j] += observation.weight() / totalWeight * observation.costs()[j];
            }
        }
        return mean;
    }

    private static List<Outcome> outcomes(List<Observation> heldOut, CostModel model, double[] parameters) {
        return outcomes(heldOut, features -> model.theta(parameters, features));
    }

    private static List<Outcome> outcomes(List<Observation> heldOut, Function<Features, double[]> costs) {
        Map<Domain, Predictor> predictors = new HashMap<>(); // by identity, as domains have no equals
        try {
            return heldOut.stream()
                    .map(observation -> Outcome.of(
                            observation,
                            predictors.computeIfAbsent(
                                    observation.oracle().domain(),
                                    domain -> new Predictor(new CostFunction(costs, domain), new double[0], CENTRED, 1)
                                            .inexact(InexactPolicy.ACCEPT))))
                    .toList();
        } finally {
            predictors.values().forEach(Predictor::close);
        }
    }

    /** Costs from a function instead of fitted weights, moved into the domain of an oracle. */
    private record CostFunction(Function<Features, double[]> costs, Domain domain) implements CostModel {
        @Override
        public List<String> names() {
            return List.of();
        }

        @Override
        public double[] theta(double[] parameters, Features features) {
            double[] theta = costs.apply(features);
            for (int j = 0; j < theta.length; j++) {
                theta[j] = Math.max(domain.lower(j), Math.min(domain.upper(j), theta[j]));
            }
            return theta;
        }

        @Override
        public Pullback pullback(double[] parameters, Features features) {
            throw new UnsupportedOperationException("a baseline is not fitted");
        }
    }
}
