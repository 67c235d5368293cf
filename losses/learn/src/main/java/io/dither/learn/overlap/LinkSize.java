package io.dither.learn.overlap;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.exact.SoftPaths;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.learn.model.Features;
import io.dither.oracle.LinearOracle;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The link size of each arc for one trip (Fosgerau, Frejinger and Karlstrom 2013): how often a traveller from its source to its target takes the arc
 * under a reference recursive logit with given weights. Arcs that many good paths share have a large one. Thread-safe.
 */
public final class LinkSize {
    /** The name of the feature. */
    public static final String NAME = "link-size";

    private final double[] weights;
    /** By the features, which many trips share, as objects. */
    private final Map<Features, double[]> costs = new WeakHashMap<>();

    private @Nullable SoftPaths paths;

    /**
     * Takes the reference.
     *
     * @param weights of the features, in units of epsilon; copied
     */
    public LinkSize(double... weights) {
        this.weights = weights.clone();
    }

    /**
     * {@return how often each coordinate is paid, on average (length d; the caller owns it)}
     *
     * @param features one row per coordinate
     * @param oracle the trip
     * @throws InvalidArgumentException if the reference weights are too small for a graph with cycles, or there is no path
     */
    public double[] of(Features features, LinearOracle oracle) {
        double[] theta;
        SoftPaths shared;
        synchronized (costs) {
            theta = costs.computeIfAbsent(features, this::costs);
            paths = paths == null ? SoftPaths.of(oracle, 1) : paths;
            shared = paths;
        }
        try {
            return shared.forward(new Input(theta, NoiseKey.ZERO, oracle))
                    .output()
                    .values();
        } catch (OracleException refused) {
            throw new InvalidArgumentException(
                    "the reference of link sizes: " + refused.getMessage(), "Maybe larger weights of the reference");
        }
    }

    private double[] costs(Features features) {
        Arguments.length("weights of the reference", weights, features.columns());
        double[] sums = new double[features.rows()];
        for (int j = 0; j < sums.length; j++) {
            sums[j] = features.offset(j) + features.dot(j, weights, 0);
        }
        return sums;
    }
}
