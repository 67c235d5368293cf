package io.dither.learn.internal.boost;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.internal.evaluate.BlockEvaluator;
import io.dither.learn.model.BoostedModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Tree;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * The coordinates of examples as rows with the sums of trees so far: examples that share features share rows. Examples are in the
 * order of their keys. For one thread, but for what only reads.
 */
final class Rows {
    private static final double ROUNDING = 1e-14;

    private record Block(Features features, int first) {}

    private final List<Observation> examples;
    private final BoostedModel model;
    private final List<Block> blocks = new ArrayList<>();
    /** Of each example, the block of its features. */
    private final int[] places;

    private final float[] values;
    private final double[] offsets;
    private final double[] sums;
    private final double[][] thetas;

    Rows(List<Observation> some, BoostedModel model) {
        this.model = model;
        examples = BlockEvaluator.inOrder(some);
        places = new int[examples.size()];
        IdentityHashMap<Features, Integer> known = new IdentityHashMap<>();
        int count = 0;
        for (int i = 0; i < places.length; i++) {
            Observation one = examples.get(i);
            requireFits(one);
            Integer place = known.putIfAbsent(one.features(), blocks.size());
            places[i] = place == null ? blocks.size() : place;
            if (place == null) {
                blocks.add(new Block(one.features(), count));
                count += one.features().rows();
            }
        }
        int columns = model.features().size();
        values = new float[count * columns];
        offsets = new double[count];
        sums = new double[count];
        thetas = new double[blocks.size()][];
        for (Block block : blocks) {
            float[] own = model.rows(block.features());
            System.arraycopy(own, 0, values, block.first() * columns, own.length);
            for (int j = 0; j < block.features().rows(); j++) {
                offsets[block.first() + j] = block.features().offset(j);
            }
        }
        add(model.trees());
    }

    private static void requireFits(Observation one) {
        if (one.features().rows() != one.oracle().dimension()) {
            throw new InvalidArgumentException(
                    "the features of example '" + one.id() + "' are "
                            + one.features().rows() + " rows, but its oracle has dimension "
                            + one.oracle().dimension(),
                    "Maybe a row of features is missing, or they are of the example as a whole, as in the layout wide");
        }
    }

    /** Requires that features that vary do so in the numbers of trees, beyond what rounding does. */
    void requireVariation() {
        for (int k = 0; k < model.features().size(); k++) {
            double first = blocks.get(0).features().get(0, k);
            boolean varies = false;
            boolean isSeen = false;
            for (Block block : blocks) {
                for (int j = 0; j < block.features().rows(); j++) {
                    double value = block.features().get(j, k);
                    varies |= Math.abs(value - first) > ROUNDING * Math.abs(first);
                    isSeen |= (float) value != (float) first;
                }
            }
            Arguments.require(
                    isSeen || !varies,
                    "'" + model.features().get(k)
                            + "' varies too little for a tree, whose numbers have 7 digits from 1e-45 on",
                    "Maybe subtract a number from the column, or multiply it");
        }
    }

    List<Observation> examples() {
        return examples;
    }

    /** How many rows there are. */
    int count() {
        return sums.length;
    }

    float[] values() {
        return values;
    }

    /** Where the rows of an example begin. */
    int first(int example) {
        return blocks.get(places[example]).first();
    }

    /** Theta of an example, the same object for those that share features. */
    double[] theta(int example) {
        return thetas[places[example]];
    }

    /** The slope of the link at a row. */
    double slope(int row) {
        return model.link().slope(offsets[row] + sums[row]);
    }

    /** Adds trees to the sums. */
    void add(List<Tree> trees) {
        int columns = model.features().size();
        for (int row = 0; row < sums.length; row++) {
            for (Tree tree : trees) {
                sums[row] += tree.of(values, row * columns);
            }
        }
        refresh();
    }

    /** The sums as they are, to come back to. */
    double[] kept() {
        return sums.clone();
    }

    /** Goes back to sums, plus a tree. */
    void set(double[] kept, Tree tree) {
        System.arraycopy(kept, 0, sums, 0, sums.length);
        add(List.of(tree));
    }

    /** Takes the features of a column from other rows. */
    void take(int column, int[] from) {
        int columns = model.features().size();
        float[] old = new float[from.length];
        for (int row = 0; row < from.length; row++) {
            old[row] = values[from[row] * columns + column];
        }
        for (int row = 0; row < from.length; row++) {
            values[row * columns + column] = old[row];
            sums[row] = 0;
        }
        add(model.trees());
    }

    private void refresh() {
        for (int place = 0; place < thetas.length; place++) {
            Block block = blocks.get(place);
            double[] theta = new double[block.features().rows()];
            for (int j = 0; j < theta.length; j++) {
                theta[j] = model.link().of(offsets[block.first() + j] + sums[block.first() + j]);
            }
            thetas[place] = theta;
        }
    }
}
