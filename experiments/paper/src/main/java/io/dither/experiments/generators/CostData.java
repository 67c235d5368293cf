package io.dither.experiments.generators;

import io.dither.experiments.learn.Examples;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.Batch;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Examples that a {@link Generator} drew: n examples, each with p features and d costs. Matrices of n rows have a row
 * per example.
 *
 * @param oracle the oracle of all examples
 * @param coefficients B, d x p: the costs of an example depend on B x
 * @param features x, n x p
 * @param costs c, n x d: costs of a minimiser, values of a maximiser
 * @param noiseFree c without its noise, n x d: the mean of c for given features
 */
public record CostData(
        LinearOracle oracle, DMatrixRMaj coefficients, DMatrixRMaj features, DMatrixRMaj costs, DMatrixRMaj noiseFree) {
    /**
     * Copies the examples at these indices, in this order; B is shared.
     *
     * @param indices the rows of the examples
     * @return the examples
     */
    public CostData select(int... indices) {
        return new CostData(
                oracle,
                coefficients,
                Examples.rows(features, indices),
                Examples.rows(costs, indices),
                Examples.rows(noiseFree, indices));
    }

    /**
     * Copies the examples in a random order. The benchmarks then take the test examples from the beginning, the
     * training examples from the rest.
     *
     * @param seed a whole number from 0 to 2^32 - 1
     * @return the examples
     */
    public CostData shuffled(long seed) {
        return select(new MersenneTwister(seed).permutation(count()));
    }

    /**
     * Copies consecutive examples.
     *
     * @param from the index of the first
     * @param to the index after the last
     * @return the examples
     */
    public CostData range(int from, int to) {
        return select(IntStream.range(from, to).toArray());
    }

    /** {@return the number of examples} */
    public int count() {
        return features.numRows;
    }

    /**
     * {@return the examples as a history: ids {@code 0}, {@code 1}, ..., optimal decisions, one solve each, and true costs}
     */
    public List<Observation> observations() {
        return IntStream.range(0, count())
                .mapToObj(i -> {
                    Costs rowCosts = Costs.of(Batch.row(costs, i));
                    Features row = Features.of(Batch.row(features, i), features.numCols);
                    return Observation.of(String.valueOf(i), row, oracle, Decision.of(rowCosts.bestOf(oracle)))
                            .withCosts(rowCosts.values());
                })
                .toList();
    }

    /**
     * Returns the costs of an example without their noise. Decisions by these costs have the least mean regret that
     * features allow.
     *
     * @param example one of the {@link #observations()} of this object: its id is its row
     * @return as many costs as the oracle has coordinates
     */
    public double[] noiseFree(Observation example) {
        return Batch.row(noiseFree, Integer.parseInt(example.id()));
    }

    /**
     * Makes a model of costs, not yet fitted: each cost is a linear function of the features, with a constant.
     *
     * @param examples at least one; the first gives the number of features and the number of costs
     * @return the model, of features {@code x1}, {@code x2}, ...
     */
    public static LinearModel model(List<Observation> examples) {
        Observation first = examples.get(0);
        List<String> names = IntStream.rangeClosed(1, first.features().columns())
                .mapToObj(k -> "x" + k)
                .toList();
        return LinearModel.of(names, first.oracle().dimension(), Link.IDENTITY);
    }
}
