package io.dither.trees;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.internal.evaluate.BlockEvaluator;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The coordinates of examples as rows, with the sum of the trees so far for each row. Examples that share features
 * share rows. Examples are in the order of their keys. One thread changes rows; several may read them.
 */
final class Rows {
    /** A feature varies if a value differs from the first value by more than this share of the first value. */
    private static final double ROUNDING = 1e-14;

    /** Features that one or more examples have, and the index of the first of their rows. */
    private record FeatureBlock(Features features, int first) {}

    private final List<Observation> examples;
    private final BoostedModel model;
    private final List<FeatureBlock> blocks = new ArrayList<>();
    /** The index of the block of each example. */
    private final int[] blockIndex;

    /** The features as floats, row after row. */
    private final float[] values;

    private final double[] offsets;
    /** The sum of the trees so far for each row. */
    private final double[] sums;
    /** The theta of each block. */
    private final double[][] thetas;

    Rows(List<Observation> observations, BoostedModel model) {
        this.model = model;
        examples = BlockEvaluator.inOrder(observations);
        blockIndex = new int[examples.size()];
        IdentityHashMap<Features, Integer> blockOf = new IdentityHashMap<>();
        int count = 0;
        for (int i = 0; i < blockIndex.length; i++) {
            Observation observation = examples.get(i);
            requireFits(observation);
            Integer index = blockOf.putIfAbsent(observation.features(), blocks.size());
            blockIndex[i] = index == null ? blocks.size() : index;
            if (index == null) {
                blocks.add(new FeatureBlock(observation.features(), count));
                count += observation.features().rows();
            }
        }
        int columns = model.features().size();
        values = new float[count * columns];
        offsets = new double[count];
        sums = new double[count];
        thetas = new double[blocks.size()][];
        for (FeatureBlock block : blocks) {
            float[] blockValues = model.rows(block.features());
            System.arraycopy(blockValues, 0, values, block.first() * columns, blockValues.length);
            for (int j = 0; j < block.features().rows(); j++) {
                offsets[block.first() + j] = block.features().offset(j);
            }
        }
        add(model.trees());
    }

    private static void requireFits(Observation observation) {
        if (observation.features().rows() != observation.oracle().dimension()) {
            throw new InvalidArgumentException(
                    "the features of example '" + observation.id() + "' are "
                            + observation.features().rows() + " rows, but its oracle has dimension "
                            + observation.oracle().dimension(),
                    "Maybe a row is missing, or the features describe the whole example, as in the layout wide");
        }
    }

    /** Requires that each feature that varies still varies after rounding to the single precision of trees. */
    void requireVariation() {
        for (int k = 0; k < model.features().size(); k++) {
            double first = blocks.get(0).features().get(0, k);
            boolean varies = false;
            boolean differsAsFloat = false;
            for (FeatureBlock block : blocks) {
                for (int j = 0; j < block.features().rows(); j++) {
                    double value = block.features().get(j, k);
                    varies |= Math.abs(value - first) > ROUNDING * Math.abs(first);
                    differsAsFloat |= (float) value != (float) first;
                }
            }
            Arguments.require(
                    differsAsFloat || !varies,
                    "'" + model.features().get(k)
                            + "' varies too little for a tree, whose numbers have 7 digits and are at least 1e-45",
                    "Maybe subtract a number from the column, or multiply it");
        }
    }

    List<Observation> examples() {
        return examples;
    }

    /** Returns the number of rows. */
    int count() {
        return sums.length;
    }

    float[] values() {
        return values;
    }

    /** Returns the first row of an example. */
    int firstRow(int example) {
        return blocks.get(blockIndex[example]).first();
    }

    /** Returns the theta of an example; examples that share features share this object. */
    double[] theta(int example) {
        return thetas[blockIndex[example]];
    }

    /** Returns the slope of the link at a row. */
    double slope(int row) {
        return model.link().slope(offsets[row] + sums[row]);
    }

    /** Adds trees to the sums. */
    void add(List<Tree> trees) {
        int columns = model.features().size();
        for (int row = 0; row < sums.length; row++) {
            for (Tree tree : trees) {
                sums[row] += tree.predict(values, row * columns);
            }
        }
        computeThetas();
    }

    /** Returns a copy of the sums. */
    double[] copyOfSums() {
        return sums.clone();
    }

    /** Sets the sums to saved sums plus a tree. */
    void setSums(double[] saved, Tree tree) {
        System.arraycopy(saved, 0, sums, 0, sums.length);
        add(List.of(tree));
    }

    /** Gives each row the value that row {@code from[row]} has in a column of features, and computes the sums anew. */
    void permute(int column, int[] from) {
        int columns = model.features().size();
        float[] permuted = new float[from.length];
        for (int row = 0; row < from.length; row++) {
            permuted[row] = values[from[row] * columns + column];
        }
        for (int row = 0; row < from.length; row++) {
            values[row * columns + column] = permuted[row];
            sums[row] = 0;
        }
        add(model.trees());
    }

    private void computeThetas() {
        for (int index = 0; index < thetas.length; index++) {
            FeatureBlock block = blocks.get(index);
            double[] theta = new double[block.features().rows()];
            for (int j = 0; j < theta.length; j++) {
                theta[j] = model.link().of(offsets[block.first() + j] + sums[block.first() + j]);
            }
            thetas[index] = theta;
        }
    }
}
