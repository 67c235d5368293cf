package io.dither.learn.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
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
    /** The id of its provider. */
    public static final String ID = "shared-linear";

    private final List<String> names;
    private final Link link;
    private final double[] scales;
    private final double offset;

    @JsonCreator
    private SharedLinearModel(
            @JsonProperty("names") List<String> names,
            @JsonProperty("link") Link link,
            @JsonProperty("scales") double[] scales,
            @JsonProperty("offset") double offset) {
        Arguments.require(
                scales.length == names.size(), scales.length + " scales for " + names, "Maybe one per feature");
        this.names = names;
        this.link = requireNonNull(link, "link");
        this.scales = scales;
        this.offset = offset;
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
        return new SharedLinearModel(List.copyOf(names), link, ones, 0);
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public Link link() {
        return link;
    }

    /** {@return what features are divided by (one number per feature, all 1 before standardisation; the caller owns them)} */
    public double[] scales() {
        return scales.clone();
    }

    @Override
    public double offset() {
        return offset;
    }

    @Override
    public boolean isLinear() {
        return link == Link.IDENTITY;
    }

    /** For any link. */
    @Override
    public boolean hasIntervals() {
        return true;
    }

    @Override
    public boolean isNonnegative() {
        return link == Link.IDENTITY;
    }

    @Override
    public List<String> parts() {
        return names;
    }

    @Override
    public double[] split(double[] parameters, Features features, int coordinate) {
        requireColumns(features);
        requireParameters(parameters);
        Arguments.between("coordinate", coordinate, 0, features.rows() - 1);
        double[] parts = new double[scales.length];
        for (int k = 0; k < parts.length; k++) {
            parts[k] = features.get(coordinate, k) * (isLinear() ? parameters[k] / scales[k] : 1);
        }
        return parts;
    }

    @Override
    public String provider() {
        return ID;
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
        requireColumns(features);
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

    /** For each feature, and then for offsets, in how many rows it is not 0, then its sum of squares. */
    @Override
    public double[] moments(Features features) {
        requireColumns(features);
        double[] moments = new double[2 * scales.length + 2];
        for (int j = 0; j < features.rows(); j++) {
            for (int k = 0; k <= scales.length; k++) {
                double value = k < scales.length ? features.get(j, k) : features.offset(j);
                moments[2 * k] += value == 0 ? 0 : 1;
                moments[2 * k + 1] += value * value;
            }
        }
        return moments;
    }

    @Override
    public SharedLinearModel standardisedBy(double[] sums) {
        Arguments.length("sums", sums, 2 * scales.length + 2);
        double[] roots = new double[scales.length + 1];
        Arrays.setAll(roots, k -> {
            String name = k < scales.length ? names.get(k) : "offset";
            return sums[2 * k] == 0 ? 1 : Scales.squarable(name, Math.sqrt(sums[2 * k + 1] / sums[2 * k]));
        });
        double known = sums[2 * scales.length] == 0 ? 0 : roots[scales.length];
        return new SharedLinearModel(names, link, Arrays.copyOf(roots, scales.length), known);
    }

    private void requireColumns(Features features) {
        if (features.columns() != names.size()) {
            throw new InvalidArgumentException(
                    "features have " + features.columns() + " columns, not those of " + names,
                    "Maybe a column is missing");
        }
    }

    private double[] requireParameters(double[] parameters) {
        return Arguments.length("parameters", parameters, scales.length);
    }

    @Override
    public double[] raw(double[] parameters) {
        double[] raw = requireParameters(parameters).clone();
        for (int k = 0; k < raw.length; k++) {
            raw[k] /= scales[k];
        }
        return raw;
    }

    @Override
    public double[] standardised(double[] raw) {
        double[] standardised = requireParameters(raw).clone();
        for (int k = 0; k < raw.length; k++) {
            standardised[k] *= scales[k];
        }
        return standardised;
    }
}
