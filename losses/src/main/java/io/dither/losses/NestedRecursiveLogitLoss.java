package io.dither.losses;

import io.dither.error.OracleException;
import io.dither.exact.NestedPaths;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Contribution;
import io.dither.layer.Decision;
import io.dither.layer.Example;
import io.dither.layer.LikelihoodFactory;
import io.dither.layer.Loss;
import io.dither.layer.Pullback;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The nested recursive logit (Mai, Fosgerau and Frejinger 2015): -eps log P(y) of {@link NestedPaths}, with the exact gradient in
 * costs and in the logarithms of scales. It is not convex. Without scales it is {@link RecursiveLogitLoss}.
 *
 * <p>Where costs are too small it does as that loss: {@link OracleException} at one theta, no number in the parameters of a cost model.
 * Thread-safe.
 *
 * @param paths the walks and their scales
 */
public record NestedRecursiveLogitLoss(NestedPaths paths) implements Loss<Decision> {
    /** The name under which reports show the value. */
    public static final String NAME = "nested recursive logit";

    /**
     * The loss, not yet bound to an oracle.
     *
     * @param epsilon above 0, in the units of theta: what scales are multiples of
     */
    public record Factory(double epsilon) implements LikelihoodFactory {
        /** Exact: it needs no seed, and leaves threads to the caller. */
        @Override
        public NestedRecursiveLogitLoss on(LinearOracle oracle, long seed, int threads) {
            return new NestedRecursiveLogitLoss(NestedPaths.of(oracle, epsilon));
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public LinearOracle oracle() {
        return paths.oracle();
    }

    @Override
    public Class<Decision> targetType() {
        return Decision.class;
    }

    @Override
    public ValueAndGradient evaluate(Example<Decision> example) {
        ValueAndGradient logarithm =
                paths.logProbability(example.input(), example.target().feasibleFor(example.oracle()));
        double epsilon = paths.epsilon();
        return ValueAndGradient.exact(
                -epsilon * logarithm.value(),
                Vectors.scaled(-epsilon, logarithm.gradient().values()));
    }

    @Override
    public List<Contribution> contributions(List<Example<Decision>> examples, List<? extends Pullback> pullbacks) {
        Contribution.requireAsMany(examples, pullbacks);
        return IntStream.range(0, examples.size())
                .mapToObj(i -> RecursiveLogitLoss.unlessUnbounded(pullbacks.get(i), () -> {
                    ValueAndGradient one = evaluate(examples.get(i));
                    double[] gradient = pullbacks.get(i).of(one.gradient().values());
                    return new Contribution(one.value(), gradient, 0);
                }))
                .toList();
    }
}
