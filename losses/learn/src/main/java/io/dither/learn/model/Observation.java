package io.dither.learn.model;

import static java.util.Objects.requireNonNull;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.layer.Target;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.random.ExampleKey;

/**
 * One example of a history: what was known, what could be done and what was done.
 *
 * @param id the name of the example, unlike all others; its hash keys the noise
 * @param features what costs are made of
 * @param oracle what could be done
 * @param target what was done, or the true costs
 * @param weight how often it counts, from 1e-100 to 1e100
 * @param costs the true costs, length d, or none where they are unknown; kept
 * @param cluster the name of the group whose examples may depend on each other, such as one traveller; the id where each stands
 *     alone
 * @param covariates what is known of who decided, such as their age, for the membership of classes; none unless given; kept
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
public record Observation(
        String id,
        Features features,
        LinearOracle oracle,
        Target target,
        double weight,
        double[] costs,
        String cluster,
        double[] covariates) {
    private static final double[] UNKNOWN = new double[0];
    /** The squares of weights are added up. */
    private static final double LEAST_WEIGHT = 1e-100;

    private static final double MOST_WEIGHT = 1e100;

    /** Requires a weight in its range, costs of the oracle's dimension, if any, and a decision that is feasible where the oracle can tell. */
    public Observation {
        requireNonNull(id, "id");
        requireNonNull(features, "features");
        requireNonNull(oracle, "oracle");
        requireNonNull(target, "target");
        requireNonNull(cluster, "cluster");
        // texts are made for what is refused alone: a table makes observations again and again
        if (oracle.dimension() < 1) {
            Arguments.atLeast("dimension of the oracle of example " + id, oracle.dimension(), 1);
        }
        if (covariates.length > 0) {
            Arguments.finite("covariates of example " + id, covariates, covariates.length);
        }
        if (!(weight >= LEAST_WEIGHT && weight <= MOST_WEIGHT)) {
            Arguments.positive("weight of example " + id, weight);
            throw new InvalidArgumentException(
                    "weight of example " + id + " = " + weight + " is not from " + LEAST_WEIGHT + " to " + MOST_WEIGHT,
                    "Maybe leave the example out, or divide all weights: only their ratios matter");
        }
        if (costs.length > 0) {
            Arguments.finite("costs of example " + id, costs, oracle.dimension());
        }
        if (target instanceof Decision decision) {
            requireFeasible(id, decision, oracle);
        }
    }

    /** Makes an example of which no covariates are known. */
    public Observation(
            String id,
            Features features,
            LinearOracle oracle,
            Target target,
            double weight,
            double[] costs,
            String cluster) {
        this(id, features, oracle, target, weight, costs, cluster, UNKNOWN);
    }

    private static void requireFeasible(String id, Decision decision, LinearOracle oracle) {
        try {
            decision.feasibleFor(oracle);
        } catch (InvalidArgumentException refused) {
            String why = String.valueOf(refused.getMessage());
            throw new InvalidArgumentException(
                    "the decision of example '" + id + "' does not fit its oracle", why.substring(0, why.length() - 1));
        }
    }

    /**
     * Makes an example that counts once, stands alone and has no known costs.
     *
     * @param id the name of the example
     * @param features what costs are made of
     * @param oracle what could be done
     * @param target what was done
     * @return the example
     */
    public static Observation of(String id, Features features, LinearOracle oracle, Target target) {
        return new Observation(id, features, oracle, target, 1, UNKNOWN, id);
    }

    /**
     * Makes an example of an observed solution.
     *
     * @param id the name of the example
     * @param features what costs are made of
     * @param oracle what could be done
     * @param y what was done, length d; read only
     * @return the example
     */
    public static Observation of(String id, Features features, LinearOracle oracle, double... y) {
        return of(id, features, oracle, Decision.of(y));
    }

    /**
     * {@return the same example with another weight}
     *
     * @param other how often it counts, from 1e-100 to 1e100
     */
    public Observation withWeight(double other) {
        return new Observation(id, features, oracle, target, other, costs, cluster, covariates);
    }

    /**
     * {@return the same example with the true costs}
     *
     * @param known length d; kept
     */
    public Observation withCosts(double[] known) {
        return new Observation(id, features, oracle, target, weight, known, cluster, covariates);
    }

    /**
     * {@return the same example with other features}
     *
     * @param other what costs are made of
     */
    public Observation withFeatures(Features other) {
        return new Observation(id, other, oracle, target, weight, costs, cluster, covariates);
    }

    /**
     * {@return the same example with another oracle, such as a relaxation to train on}
     *
     * @param other what could be done; the decision must be feasible in it
     */
    public Observation withOracle(LinearOracle other) {
        return new Observation(id, features, other, target, weight, costs, cluster, covariates);
    }

    /**
     * {@return the same example in a group}
     *
     * @param group the name of the group
     */
    public Observation withCluster(String group) {
        return new Observation(id, features, oracle, target, weight, costs, group, covariates);
    }

    /**
     * {@return the same example with what is known of who decided}
     *
     * @param known one number per covariate; kept
     */
    public Observation withCovariates(double... known) {
        return new Observation(id, features, oracle, target, weight, costs, cluster, known);
    }

    /**
     * Returns the key of its noise.
     *
     * @return the hash of the id
     */
    public long key() {
        return ExampleKey.of(id);
    }

    /**
     * Returns the key by which parts are chosen that leave clusters whole, such as folds.
     *
     * @return the hash of the cluster, {@link #key} if it stands alone
     */
    public long clusterKey() {
        return ExampleKey.of(cluster);
    }

    /**
     * Counts where a decision and the observed one differ.
     *
     * @param decision a solution of the oracle
     * @return the number of coordinates
     * @throws InvalidArgumentException if it has another dimension than what was observed
     */
    public int mismatches(Vertex decision) {
        double[] difference = target.values();
        Arguments.require(
                decision.dimension() == difference.length,
                "a decision of dimension " + decision.dimension() + " is compared with " + difference.length
                        + " values of example '" + id + "'",
                "Maybe nothing was observed of it");
        decision.addTo(difference, -1);
        int count = 0;
        for (double one : difference) {
            count += Math.abs(one) > 1e-9 ? 1 : 0;
        }
        return count;
    }
}
