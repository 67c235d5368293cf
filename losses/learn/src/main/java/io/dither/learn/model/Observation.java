package io.dither.learn.model;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.layer.Target;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.random.ExampleKey;
import java.io.Serializable;

/**
 * An example of a history: features, the feasible decisions, and the observed decision.
 *
 * @param id the name of the example, unique in its history; its hash is the key of its noise
 * @param features the features that costs are computed from
 * @param oracle the feasible decisions
 * @param target what a loss learns from: the observed decision; or the true costs, if no decision was observed or the loss needs costs
 * @param attributes the weight, the true costs for the regret, the cluster and the covariates
 */
public record Observation(String id, Features features, LinearOracle oracle, Target target, Attributes attributes) {
    private static final double[] NONE = new double[0];

    /** Sums of squares of smaller weights could be 0. */
    private static final double MIN_WEIGHT = 1e-100;

    /** Sums of squares of larger weights could be infinite. */
    private static final double MAX_WEIGHT = 1e100;

    /** Coordinates of two solutions that differ by no more than this are equal: solvers round. */
    private static final double ROUNDING = 1e-9;

    /**
     * The optional attributes of an example.
     *
     * @param weight the weight of the example, from 1e-100 to 1e100
     * @param costs the true costs, length d; empty if they are unknown; not copied
     * @param cluster the name of the cluster, a set of examples that may depend on each other, such as the decisions of one traveller; the
     *     id if the example is independent
     * @param covariates numbers about the decider, such as the age, from which models of latent classes predict the decider's class; empty by
     *     default; not copied
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    public record Attributes(double weight, double[] costs, String cluster, double[] covariates)
            implements Serializable {
        /** Requires a cluster. */
        public Attributes {
            requireNonNull(cluster, "cluster");
        }

        /** {@return attributes with the weight 1 and this cluster, without true costs and covariates} */
        public static Attributes of(String cluster) {
            return new Attributes(1, NONE, cluster, NONE);
        }
    }

    /** Checks the range of the weight, the number of costs, and the feasibility of the decision if the oracle can check it. */
    public Observation {
        requireNonNull(id, "id");
        requireNonNull(features, "features");
        requireNonNull(oracle, "oracle");
        requireNonNull(target, "target");
        double weight = attributes.weight;
        double[] costs = attributes.costs;
        double[] covariates = attributes.covariates;
        // builds messages only for errors, because a table creates observations repeatedly
        if (oracle.dimension() < 1) {
            Arguments.atLeast("dimension of the oracle of example " + id, oracle.dimension(), 1);
        }
        if (covariates.length > 0) {
            Arguments.finite("covariates of example " + id, covariates, covariates.length);
        }
        if (!(weight >= MIN_WEIGHT && weight <= MAX_WEIGHT)) {
            // has a better message if the weight is not positive and finite
            Arguments.positive("weight of example " + id, weight);
            throw new InvalidArgumentException(
                    "weight of example " + id + " = " + weight + " is not from " + MIN_WEIGHT + " to " + MAX_WEIGHT,
                    "Maybe leave the example out, or divide all weights: only their ratios matter");
        }
        if (costs.length > 0) {
            Arguments.finite("costs of example " + id, costs, oracle.dimension());
        }
        if (target instanceof Decision decision) {
            requireFeasible(id, decision, oracle);
        }
    }

    /** {@return the weight of the example} */
    public double weight() {
        return attributes.weight;
    }

    /** {@return the true costs, length d; empty if they are unknown; not copied} */
    public double[] costs() {
        return attributes.costs;
    }

    /** {@return the name of the cluster; the id if the example is independent} */
    public String cluster() {
        return attributes.cluster;
    }

    /** {@return numbers about the decider; not copied} */
    public double[] covariates() {
        return attributes.covariates;
    }

    private static void requireFeasible(String id, Decision decision, LinearOracle oracle) {
        try {
            decision.feasibleFor(oracle);
        } catch (InvalidArgumentException refused) {
            String reason = String.valueOf(refused.getMessage());
            // drops the full stop, which the exception adds again
            throw new InvalidArgumentException(
                    "the decision of example '" + id + "' does not fit its oracle",
                    reason.substring(0, reason.length() - 1));
        }
    }

    /**
     * Makes an independent example of weight 1 without true costs for the regret.
     *
     * @param id the name of the example
     * @param features the features that costs are computed from
     * @param oracle the feasible decisions
     * @param target what a loss learns from: the observed decision or the true costs
     * @return the example
     */
    public static Observation of(String id, Features features, LinearOracle oracle, Target target) {
        return new Observation(id, features, oracle, target, Attributes.of(id));
    }

    /**
     * Makes an example of an observed solution.
     *
     * @param id the name of the example
     * @param features the features that costs are computed from
     * @param oracle the feasible decisions
     * @param y the observed decision, length d; read only
     * @return the example
     */
    public static Observation of(String id, Features features, LinearOracle oracle, double... y) {
        return of(id, features, oracle, Decision.of(y));
    }

    /**
     * {@return the same example with another weight}
     *
     * @param other the weight, from 1e-100 to 1e100
     */
    public Observation withWeight(double other) {
        return with(new Attributes(other, costs(), cluster(), covariates()));
    }

    /**
     * {@return the same example with the true costs}
     *
     * @param values the true costs, length d; not copied
     */
    public Observation withCosts(double[] values) {
        return with(new Attributes(weight(), values, cluster(), covariates()));
    }

    /**
     * {@return the same example with other features}
     *
     * @param other the features that costs are computed from
     */
    public Observation withFeatures(Features other) {
        return new Observation(id, other, oracle, target, attributes);
    }

    /**
     * {@return the same example with another oracle, such as a relaxation to train on}
     *
     * @param other the oracle; the decision must be feasible for it
     */
    public Observation withOracle(LinearOracle other) {
        return new Observation(id, features, other, target, attributes);
    }

    /**
     * {@return the same example in a cluster}
     *
     * @param name the name of the cluster
     */
    public Observation withCluster(String name) {
        return with(new Attributes(weight(), costs(), name, covariates()));
    }

    /**
     * {@return the same example with covariates of the decider}
     *
     * @param values one number per covariate; not copied
     */
    public Observation withCovariates(double... values) {
        return with(new Attributes(weight(), costs(), cluster(), values));
    }

    private Observation with(Attributes others) {
        return new Observation(id, features, oracle, target, others);
    }

    /**
     * Returns the key of the example's noise.
     *
     * @return the hash of the id
     */
    public long key() {
        return ExampleKey.of(id);
    }

    /**
     * Returns the key for splits that do not divide clusters, such as folds.
     *
     * @return the hash of the cluster; {@link #key} if the example is independent
     */
    public long clusterKey() {
        return ExampleKey.of(cluster());
    }

    /**
     * Counts the coordinates in which a decision differs from the observed decision. The target of this example must be a decision: true costs
     * of the same dimension would be compared as if they were a decision.
     *
     * @param decision a solution of the oracle
     * @return the number of coordinates
     * @throws InvalidArgumentException if the dimensions of the two decisions differ
     */
    public int mismatches(Vertex decision) {
        double[] difference = target.values().clone(); // Costs returns its own array
        Arguments.require(
                decision.dimension() == difference.length,
                "a decision of dimension " + decision.dimension() + " is compared with " + difference.length
                        + " values of example '" + id + "'",
                "Maybe the example has no observed decision");
        decision.addTo(difference, -1);
        int count = 0;
        for (double entry : difference) {
            count += Math.abs(entry) > ROUNDING ? 1 : 0;
        }
        return count;
    }
}
