package io.dither.trees;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.io.Serializable;

/**
 * A regression tree. At a node that splits, a row goes left if its feature, as a float, is below the threshold, and otherwise right. The value of a row is the
 * value of the leaf where it ends. Nodes are numbered from 0, the root. Immutable.
 */
public final class Tree implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The value of {@link #left} and {@link #right} for a leaf. */
    public static final int NONE = -1;

    private final int[] left;
    private final int[] right;
    private final int[] features;
    private final float[] thresholds;
    private final double[] values;
    private final double[] gains;

    /**
     * Makes a tree.
     *
     * @param left the node below on the left, {@link #NONE} for a leaf; all arrays have one number per node, and are not copied
     * @param right the node below on the right; both have larger numbers than the node itself
     * @param features the feature by which a node splits
     * @param thresholds the thresholds below which a row goes left
     * @param values the values of the leaves; values of other nodes are ignored
     * @param gains the reduction of the quadratic model of the loss by each split; gains of leaves are ignored
     * @throws InvalidArgumentException if the nodes do not form a tree
     */
    @JsonCreator
    public Tree(
            @JsonProperty("left") int[] left,
            @JsonProperty("right") int[] right,
            @JsonProperty("features") int[] features,
            @JsonProperty("thresholds") float[] thresholds,
            @JsonProperty("values") double[] values,
            @JsonProperty("gains") double[] gains) {
        int size = Arguments.atLeast("number of nodes", left.length, 1);
        Arguments.require(
                right.length == size
                        && features.length == size
                        && thresholds.length == size
                        && values.length == size
                        && gains.length == size,
                "the arrays of a tree of " + size + " nodes differ in length",
                "Maybe one of them was cut off");
        for (int node = 0; node < size; node++) {
            boolean isLeaf = left[node] == NONE && right[node] == NONE;
            boolean isSplit = left[node] > node
                    && left[node] < size
                    && right[node] > node
                    && right[node] < size
                    && features[node] >= 0;
            Arguments.require(
                    (isLeaf && Double.isFinite(values[node])) || (isSplit && !Float.isNaN(thresholds[node])),
                    "node " + node + " of a tree leads to nodes " + left[node] + " and " + right[node] + " of " + size
                            + ", or has no finite value",
                    "Maybe the tree was cut off");
        }
        this.left = left;
        this.right = right;
        this.features = features;
        this.thresholds = thresholds;
        this.values = values;
        this.gains = gains;
    }

    /**
     * Creates a tree of one leaf.
     *
     * @param value the value of the leaf
     * @return the tree
     */
    public static Tree leaf(double value) {
        return new Tree(
                new int[] {NONE}, new int[] {NONE}, new int[1], new float[1], new double[] {value}, new double[1]);
    }

    /**
     * {@return the value of the leaf where a row ends}
     *
     * @param rows rows of features, one after the other; read only
     * @param rowStart the index at which the row begins
     */
    public double predict(float[] rows, int rowStart) {
        int node = 0;
        while (left[node] != NONE) {
            node = rows[rowStart + features[node]] < thresholds[node] ? left[node] : right[node];
        }
        return values[node];
    }

    /** Returns the same tree with its values multiplied by a factor; gains do not change. */
    public Tree scaled(double factor) {
        double[] scaled = values.clone();
        for (int node = 0; node < scaled.length; node++) {
            scaled[node] *= factor;
        }
        return new Tree(left, right, features, thresholds, scaled, gains);
    }

    /** Returns whether the tree is a single leaf of value 0, which changes no prediction. */
    public boolean isZero() {
        return left[0] == NONE && values[0] == 0;
    }

    /** Adds the gain of each split to the sum of its feature. */
    void addGains(double[] sums) {
        for (int node = 0; node < left.length; node++) {
            if (left[node] != NONE) {
                sums[features[node]] += gains[node];
            }
        }
    }

    /** Requires that all nodes split by features of a model that has {@code count} features. */
    void requireFeatures(int count) {
        for (int node = 0; node < left.length; node++) {
            Arguments.require(
                    left[node] == NONE || features[node] < count,
                    "node " + node + " of a tree splits by feature " + features[node] + " of " + count,
                    "Maybe the tree belongs to another model");
        }
    }
}
