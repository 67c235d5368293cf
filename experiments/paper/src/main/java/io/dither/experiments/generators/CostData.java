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
 * Drawn examples, one per row: n examples of d costs and p features.
 *
 * @param oracle the oracle of all examples
 * @param coefficients B, d x p
 * @param features x, n x p
 * @param costs c, n x d: costs of a minimiser, values of a maximiser
 * @param noiseFree c without its noise, n x d
 */
public record CostData(
        LinearOracle oracle, DMatrixRMaj coefficients, DMatrixRMaj features, DMatrixRMaj costs, DMatrixRMaj noiseFree) {
    /**
     * Copies some examples, in the order given; B is shared.
     *
     * @param indices their rows
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
     * Copies the examples in a random order: splits take them in this order, first the test examples.
     *
     * @param seed a whole number of 32 bits without a sign
     * @return the examples
     */
    public CostData shuffled(long seed) {
        return select(new MersenneTwister(seed).permutation(count()));
    }

    /**
     * Copies some examples that follow each other.
     *
     * @param from the first
     * @param to the one after the last
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
     * Returns the costs of an example without their noise: no prediction from the features does better on average.
     *
     * @param example one of {@link #observations()}
     * @return as many costs as the oracle has coordinates
     */
    public double[] noiseFree(Observation example) {
        return Batch.row(noiseFree, Integer.parseInt(example.id()));
    }

    /**
     * Makes a linear model of each cost of these examples, with a constant.
     *
     * @param examples at least one
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
