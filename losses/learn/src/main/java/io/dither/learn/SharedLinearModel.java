package io.dither.learn;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Pullback;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;

/**
 * theta_j = link(offset_j + w . phi_j): one weight for each feature, shared by all coordinates, so that examples may differ in
 * size. Standardisation divides each feature by its root mean square where it is not 0; nothing is centred, which would change
 * the model wherever the sum of y varies. Immutable.
 */
public final class SharedLinearModel implements CostModel, Serializable {
    private final List<String> names;
    private final Link link;
    private final double[] scales;

    private SharedLinearModel(List<String> names, Link link, double[] scales) {
        this.names = names;
        this.link = link;
        this.scales = scales;
    }

    /**
     * Makes a model with the identity link.
     *
     * @param names the names of the features, in their order
     * @return the model, not standardised
     */
    public static SharedLinearModel of(String... names) {
        return of(List.of(names), Link.IDENTITY);
    }

    /**
     * Makes a model.
     *
     * @param names the names of the features, in their order; all different
     * @param link from the weighted sum to the cost
     * @return the model, not standardised
     */
    public static SharedLinearModel of(List<String> names, Link link) {
        Arguments.atLeast("number of features", names.size(), 1);
        Arguments.require(
                names.stream().distinct().count() == names.size(),
                "features " + names + " hold a name twice",
                "Maybe a column is listed twice");
        double[] ones = new double[names.size()];
        Arrays.fill(ones, 1);
        return new SharedLinearModel(List.copyOf(names), link, ones);
    }

    /**
     * {@return the same model with features divided by given numbers, as a saved model has them}
     *
     * @param given one a feature, above 0; copied
     */
    public SharedLinearModel scaledBy(double[] given) {
        Arguments.finite("scales", given, names.size());
        return new SharedLinearModel(names, link, given.clone());
    }

    @Override
    public List<String> names() {
        return names;
    }

    /**
     * Returns the link.
     *
     * @return from the weighted sum to the cost
     */
    public Link link() {
        return link;
    }

    /**
     * Returns what features are divided by.
     *
     * @return one number a feature, all 1 before standardisation; the caller owns them
     */
    public double[] scales() {
        return scales.clone();
    }

    /** Each weight 1, in standardised units, for costs above 0; 0 where the link keeps them there. */
    @Override
    public double[] start() {
        double[] start = new double[names.size()];
        Arrays.fill(start, link == Link.IDENTITY ? 1.0 / start.length : 0);
        return start;
    }

    @Override
    public double[] theta(double[] parameters, Features features) {
        requireColumns(features);
        double[] weights = raw(parameters);
        double[] theta = new double[features.rows()];
        for (int j = 0; j < theta.length; j++) {
            theta[j] = link.of(features.offset(j) + features.dot(j, weights, 0));
        }
        return theta;
    }

    @Override
    public Pullback pullback(double[] parameters, Features features) {
        double[] weights = raw(parameters);
        return new Pullback() {
            @Override
            public int size() {
                return scales.length;
            }

            @Override
            public void add(int coordinate, double factor, double[] sum) {
                double slope = link == Link.IDENTITY
                        ? 1
                        : link.slope(features.offset(coordinate) + features.dot(coordinate, weights, 0));
                for (int k = 0; k < scales.length; k++) {
                    sum[k] += factor * slope * features.get(coordinate, k) / scales[k];
                }
            }
        };
    }

    /** For each feature, in how many rows it is not 0, then its sum of squares. */
    @Override
    public double[] moments(Features features) {
        requireColumns(features);
        double[] moments = new double[2 * scales.length];
        for (int j = 0; j < features.rows(); j++) {
            for (int k = 0; k < scales.length; k++) {
                double value = features.get(j, k);
                moments[2 * k] += value == 0 ? 0 : 1;
                moments[2 * k + 1] += value * value;
            }
        }
        return moments;
    }

    @Override
    public SharedLinearModel standardisedBy(double[] sums) {
        double[] roots = new double[scales.length];
        Arrays.setAll(roots, k -> sums[2 * k] == 0 ? 1 : Math.sqrt(sums[2 * k + 1] / sums[2 * k]));
        return new SharedLinearModel(names, link, roots);
    }

    private void requireColumns(Features features) {
        if (features.columns() != names.size()) {
            throw new InvalidArgumentException(
                    "features have " + features.columns() + " columns, not those of " + names,
                    "Maybe a column is missing");
        }
    }

    @Override
    public double[] raw(double[] parameters) {
        double[] raw = parameters.clone();
        for (int k = 0; k < raw.length; k++) {
            raw[k] /= scales[k];
        }
        return raw;
    }

    @Override
    public double[] standardised(double[] raw) {
        double[] standardised = raw.clone();
        for (int k = 0; k < raw.length; k++) {
            standardised[k] *= scales[k];
        }
        return standardised;
    }
}
