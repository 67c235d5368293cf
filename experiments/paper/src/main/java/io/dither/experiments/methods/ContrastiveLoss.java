package io.dither.experiments.methods;

import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.HistoryLossFactory;
import io.dither.layer.Loss;
import io.dither.layer.LossFactory;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Contrastive losses of an observed decision y against a pool S of solutions, with s = +1 for scores and -1 for costs, and a_v = s
 * &lt;theta, v - y&gt;. An evaluation takes |S| scalar products and no solve. Exact, so standard errors are 0. Immutable and thread-safe.
 *
 * @param oracle the oracle of examples without their own oracle
 * @param pools the solutions to compare with, for each oracle
 * @param rule the function of the a_v over v in S
 */
public record ContrastiveLoss(LinearOracle oracle, Map<LinearOracle, SolutionPool> pools, Rule rule)
        implements Loss<Decision> {
    /** The function of the a_v. */
    public enum Rule {
        /**
         * The logarithm of the sum of exp a_v: minus the log-likelihood of a choice among the pool (van den Oord et al., "Representation
         * learning with contrastive predictive coding", 2018). Convex and smooth, and at least 0 if y is in S.
         */
        INFO_NCE("InfoNCE"),
        /**
         * The mean (noise-contrastive estimation of Mulamba et al., "Contrastive losses and solution caching for predict-and-optimize",
         * IJCAI 2021). Linear in theta, and so without a minimum: it needs a penalty or early stopping.
         */
        NOISE_CONTRASTIVE("noise-contrastive estimation"),
        /**
         * The largest (maximum a posteriori of Mulamba et al. 2021). Convex, with kinks, and at least 0 if y is in S. It is 0 at theta = 0,
         * its minimum, so a fit must fix one weight of the cost model.
         */
        MAXIMUM_A_POSTERIORI("contrastive maximum a posteriori");

        private final String title;

        Rule(String title) {
            this.title = title;
        }
    }

    /** Makes the loss of a rule from a history, whose decisions become the pools. */
    record Factory(Rule rule) implements HistoryLossFactory {
        /** Returns the loss without pools, which {@link #against} adds: it has a name and properties, but cannot evaluate. */
        @Override
        public ContrastiveLoss on(LinearOracle oracle, long seed, int threads) {
            return new ContrastiveLoss(oracle, Map.of(), rule);
        }

        @Override
        public LossFactory against(Map<LinearOracle, List<Decision>> decisions) {
            // finds oracles by identity, as the given map does
            IdentityHashMap<LinearOracle, SolutionPool> pools = new IdentityHashMap<>();
            decisions.forEach((oracle, group) -> pools.put(oracle, SolutionPool.of(oracle, group)));
            if (pools.values().stream().allMatch(pool -> pool.solutions().size() == 1)) {
                throw new InvalidArgumentException(
                        "contrastive losses compare decisions of one oracle, and no oracle has two different ones",
                        "Maybe use fenchel-young, which needs no other decisions");
            }
            return (oracle, seed, threads) -> new ContrastiveLoss(oracle, pools, rule);
        }
    }

    /**
     * Makes a loss of one pool.
     *
     * @param pool the solutions to compare with
     * @param rule the function of the a_v
     * @return the loss
     */
    public static ContrastiveLoss of(SolutionPool pool, Rule rule) {
        IdentityHashMap<LinearOracle, SolutionPool> pools = new IdentityHashMap<>();
        pools.put(pool.oracle(), pool);
        return new ContrastiveLoss(pool.oracle(), pools, rule);
    }

    @Override
    public String name() {
        return rule.title;
    }

    @Override
    public boolean hasKinks() {
        return rule == Rule.MAXIMUM_A_POSTERIORI;
    }

    @Override
    public Class<Decision> targetType() {
        return Decision.class;
    }

    @Override
    public ValueAndGradient evaluate(Example<Decision> example) {
        LinearOracle exampleOracle = example.oracle();
        SolutionPool pool = pools.get(exampleOracle);
        if (pool == null) {
            throw new InvalidArgumentException(
                    "a contrastive loss compares with other decisions of the example's oracle, and there are none",
                    "Maybe learn from a history on one machine, or make a pool for each oracle");
        }
        int sign = exampleOracle.sense().sign();
        Vertex observed = example.target().feasibleFor(exampleOracle);
        double[] scores = Vectors.scaled(sign, pool.values(example.theta(), exampleOracle));
        int best = indexOfLargest(scores);
        double[] weights = new double[scores.length];
        switch (rule) {
            case INFO_NCE -> weights = PoolRankingLoss.softmax(scores, 1);
            case NOISE_CONTRASTIVE -> Arrays.fill(weights, 1.0 / scores.length);
            case MAXIMUM_A_POSTERIORI -> weights[best] = 1;
        }
        double value = -sign * observed.dot(example.theta());
        // with softmax weights w, the logarithm of the sum of exp scores is scores[k] - ln w[k] for each k
        value += rule == Rule.INFO_NCE ? scores[best] - Math.log(weights[best]) : Vectors.dot(weights, scores);
        double[] gradient = pool.combined(Vectors.scaled(sign, weights));
        observed.addTo(gradient, -sign);
        return ValueAndGradient.exact(value, gradient);
    }

    /** Returns the index of the largest value, the first of equal ones. */
    static int indexOfLargest(double[] values) {
        int best = 0;
        for (int k = 1; k < values.length; k++) {
            best = values[k] > values[best] ? k : best;
        }
        return best;
    }
}
