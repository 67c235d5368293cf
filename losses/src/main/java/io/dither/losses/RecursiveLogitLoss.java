package io.dither.losses;

import io.dither.error.OracleException;
import io.dither.exact.SoftPaths;
import io.dither.layer.Contribution;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.LikelihoodFactory;
import io.dither.layer.Loss;
import io.dither.layer.Pullback;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The recursive logit (Fosgerau, Frejinger and Karlstrom 2013): -eps log P(y), where P is the Gibbs distribution over
 * all walks of the graph. It is the Fenchel-Young loss of {@link SoftPaths}, and convex in theta. For costs the loss is
 * &lt;theta, y&gt; - F_eps(theta), and its exact gradient is y minus the mean flows; for scores both have the opposite
 * sign. On graphs without cycles it is the conditional logit over paths.
 *
 * <p>If costs are too small compared with eps on a graph with cycles, {@link #evaluate} throws {@link OracleException}
 * with code UNBOUNDED, and {@link #contributions} returns NaN, so that a line search takes a shorter step. Thread-safe.
 *
 * @param layer the soft paths
 */
public record RecursiveLogitLoss(SoftPaths layer) implements Loss<Decision>, OnLayer {
    /** The name under which reports show the value. */
    public static final String NAME = "recursive logit";

    /**
     * The loss, not yet bound to an oracle.
     *
     * @param epsilon above 0, in the units of theta: weights are only identified as multiples of it
     */
    public record Factory(double epsilon) implements LikelihoodFactory {
        /** Makes the loss, which is exact and needs neither seed nor threads. */
        @Override
        public RecursiveLogitLoss on(LinearOracle oracle, long seed, int threads) {
            return new RecursiveLogitLoss(SoftPaths.of(oracle, epsilon));
        }

        @Override
        public boolean isOfWalks() {
            return true;
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ValueAndGradient evaluate(Example<Decision> example) {
        return FenchelYoungLoss.of(layer.smoothed(example.input()), example);
    }

    @Override
    public List<Contribution> contributions(List<Example<Decision>> examples, List<? extends Pullback> pullbacks) {
        Contribution.requirePullbackPerExample(examples, pullbacks);
        return IntStream.range(0, examples.size())
                .mapToObj(i -> contribution(examples.get(i), pullbacks.get(i)))
                .toList();
    }

    /** Returns NaN if costs are too small compared with epsilon. */
    private Contribution contribution(Example<Decision> example, Pullback pullback) {
        try {
            return FenchelYoungLoss.minusObserved(layer.contribution(example.input(), pullback), example, pullback);
        } catch (OracleException refused) {
            if (refused.code() != OracleException.Code.UNBOUNDED) {
                throw refused;
            }
            double[] gradient = new double[pullback.size()];
            Arrays.fill(gradient, Double.NaN);
            return new Contribution(Double.NaN, gradient, 0);
        }
    }
}
