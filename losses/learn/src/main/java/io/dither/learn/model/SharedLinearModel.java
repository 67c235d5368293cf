package io.dither.learn.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Pullback;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * theta_j = link(offset_j + w . phi_j) for the features phi_j of coordinate j and the weights w, one per feature. All coordinates share the
 * weights, so that examples may differ in size. Standardisation divides each feature by the root mean square of its nonzero values. Features
 * are not centred: centring would change the model if the sum of the coordinates differs between decisions. Immutable.
 */
public final class SharedLinearModel
        implements CostModel,
                CostShape,
                Standardisable,
                FeatureModel,
                GroupEffects,
                Splittable,
                Provided,
                Serializable {
    /** The id of its provider. */
    public static final String ID = "shared-linear";
    /** The name of the part of costs due to effects, among {@link #parts}. */
    public static final String UNEXPLAINED = "not explained by features";

    private final List<String> names;
    private final Link link;
    /** The number by which each feature is divided. */
    private final double[] scales;
    /** The root mean square of the nonzero offsets, see {@link #offsetScale}. */
    @JsonProperty("offset")
    private final double offsetScale;
    /** Absent in files of early versions, which had no effects. */
    @JsonSetter(nulls = Nulls.FAIL)
    private Effects effects = Effects.NONE;

    @JsonCreator
    private SharedLinearModel(
            @JsonProperty("names") List<String> names,
            @JsonProperty("link") Link link,
            @JsonProperty("scales") double[] scales,
            @JsonProperty("offset") double offsetScale) {
        Arguments.require(
                scales.length == names.size(),
                scales.length + " scales for " + names,
                "Maybe give one scale per feature");
        this.names = names;
        this.link = requireNonNull(link, "link");
        this.scales = scales;
        this.offsetScale = offsetScale;
    }

    private SharedLinearModel with(Effects newEffects) {
        SharedLinearModel other = new SharedLinearModel(names, link, scales, offsetScale);
        other.effects = newEffects;
        return other;
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
     * @param link the function from the weighted sum to the cost
     * @return the model, not standardised
     */
    public static SharedLinearModel of(List<String> names, Link link) {
        Arguments.atLeast("number of features", names.size(), 1);
        Arguments.require(
                names.stream().distinct().count() == names.size(),
                "features " + names + " contain a name twice",
                "Maybe a column is listed twice");
        double[] ones = new double[names.size()];
        Arrays.fill(ones, 1);
        return new SharedLinearModel(List.copyOf(names), link, ones, 0);
    }

    /**
     * Adds an effect for each group of coordinates, a cost that the features do not explain: theta_j = link(offset_j + w . phi_j + e_g),
     * where e_g is the effect of the group g of coordinate j. A ridge shrinks the effects to 0, see {@link FitSettings#effectsRidge()};
     * effects of groups without examples are 0.
     *
     * @param groups the names of the groups, see {@link Features#withGroups}; all different
     * @param nonnegative whether costs that would be below 0 with their effect are 0, for oracles that need costs of at
     *     least 0; ignored unless the link is the identity, and if there are no groups
     * @return the model with effects
     */
    public SharedLinearModel withEffects(List<String> groups, boolean nonnegative) {
        return with(new Effects(groups, nonnegative && link == Link.IDENTITY));
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public List<String> features() {
        return names;
    }

    @Override
    public List<String> effects() {
        return effects.names;
    }

    @Override
    public Link link() {
        return link;
    }

    /** {@return the divisors of features (one number per feature, all 1 before standardisation; the caller owns them)} */
    public double[] scales() {
        return scales.clone();
    }

    @Override
    public double offsetScale() {
        return offsetScale;
    }

    @Override
    public boolean isLinear() {
        return link == Link.IDENTITY && !effects.nonnegative;
    }

    /** {@return whether costs are offsets plus features times weights, without link or effects} */
    public boolean isSumOfFeatures() {
        return link == Link.IDENTITY && effects.size() == 0;
    }

    @Override
    public boolean hasIntervals() { // also if a link makes costs nonlinear
        return true;
    }

    @Override
    public boolean isNonnegativeByBounds() {
        // other links need no bounds: they give positive costs for any weights
        return link == Link.IDENTITY && (effects.nonnegative || effects.size() == 0);
    }

    @Override
    public List<String> parts() {
        return effects.size() > 0 && link == Link.IDENTITY
                ? Stream.concat(names.stream(), Stream.of(UNEXPLAINED)).toList()
                : names;
    }

    @Override
    public double[] split(double[] parameters, Features features, int coordinate) {
        requireColumns(features);
        Arguments.length("parameters", parameters, scales.length + effects.size());
        Arguments.between("coordinate", coordinate, 0, features.rows() - 1);
        double[] parts = new double[parts().size()];
        for (int k = 0; k < scales.length; k++) {
            parts[k] = features.get(coordinate, k) * (link == Link.IDENTITY ? parameters[k] / scales[k] : 1);
        }
        if (parts.length > scales.length) {
            double explained = features.offset(coordinate) + features.dot(coordinate, raw(parameters), 0);
            parts[scales.length] =
                    effects.addedCost(explained, parameters, scales.length, effects.index(features, coordinate));
        }
        return parts;
    }

    @Override
    public String provider() {
        return ID;
    }

    /**
     * Returns, for the identity link, equal standardised weights that sum to 1, so that costs are above 0. Other links make all costs
     * positive, so their weights start at 0. Effects start at 0.
     */
    @Override
    public double[] start() {
        double[] start = new double[scales.length + effects.size()];
        double weight = link == Link.IDENTITY ? 1.0 / scales.length : 0;
        Arrays.fill(start, 0, scales.length, weight);
        return start;
    }

    @Override
    public double[] theta(double[] parameters, Features features) {
        double[] theta = new double[features.rows()];
        Arrays.setAll(theta, new Costs(parameters, features)::of);
        return theta;
    }

    @Override
    public Pullback pullback(double[] parameters, Features features) {
        return new Costs(parameters, features);
    }

    /** The costs of rows and their derivatives at given parameters. */
    private final class Costs implements EffectPullback {
        private final double[] raw;
        private final Features features;
        /** The index of the effect of each row, or -1; empty if the model has no effects. */
        private final int[] effectOfRow;

        Costs(double[] parameters, Features features) {
            requireColumns(features);
            raw = raw(Arguments.length("parameters", parameters, scales.length + effects.size()));
            this.features = features;
            effectOfRow = effects.size() == 0 ? new int[0] : effects.indices(features);
        }

        private double explained(int row) {
            return features.offset(row) + features.dot(row, raw, 0);
        }

        /** Returns the sum to which the link applies. */
        private double linkInput(int row) {
            double explained = explained(row);
            return explained + effects.addedCost(explained, raw, scales.length, effect(row));
        }

        double of(int row) {
            return link.of(linkInput(row));
        }

        @Override
        public int size() {
            return raw.length;
        }

        @Override
        public int weights() {
            return scales.length;
        }

        @Override
        public int effect(int row) {
            return effectOfRow.length == 0 ? -1 : effectOfRow[row];
        }

        @Override
        public void add(int row, double factor, double[] sum, int effectEntry) {
            Arguments.between("coordinate", row, 0, features.rows() - 1);
            double slope = 1;
            if (link != Link.IDENTITY || effectOfRow.length > 0) {
                double linkInput = linkInput(row);
                if (linkInput == 0 && effects.isReplacedByZero(explained(row), raw, scales.length, effect(row))) {
                    return; // the cost stays 0 if a parameter changes a little
                }
                slope = link.slope(linkInput);
            }
            for (int k = 0; k < scales.length; k++) {
                sum[k] += factor * slope * features.get(row, k) / scales[k];
            }
            if (effectEntry >= 0) {
                sum[effectEntry] += factor * slope;
            }
        }
    }

    /**
     * Returns two numbers for each feature, then two for the offsets: how many rows have a value other than 0, and the sum of
     * the squares of these values.
     */
    @Override
    public double[] moments(Features features) {
        requireColumns(features);
        double[] moments = new double[2 * scales.length + 2];
        for (int j = 0; j < features.rows(); j++) {
            for (int k = 0; k < scales.length; k++) {
                add(features.get(j, k), k, moments);
            }
            add(features.offset(j), scales.length, moments);
        }
        return moments;
    }

    private static void add(double value, int feature, double[] moments) {
        moments[2 * feature] += value == 0 ? 0 : 1;
        moments[2 * feature + 1] += value * value;
    }

    @Override
    public SharedLinearModel standardisedBy(double[] sums) {
        Arguments.length("sums", sums, 2 * scales.length + 2);
        // the root mean squares of the features, and then of the offsets
        double[] roots = new double[scales.length + 1];
        Arrays.setAll(roots, k -> {
            String name = k < scales.length ? names.get(k) : "offset";
            return Standardisable.scale(name, sums[2 * k], sums[2 * k + 1]);
        });
        double offsetScale = sums[2 * scales.length] == 0 ? 0 : roots[scales.length];
        return new SharedLinearModel(names, link, Arrays.copyOf(roots, scales.length), offsetScale).with(effects);
    }

    private void requireColumns(Features features) {
        if (features.columns() != names.size()) {
            throw new InvalidArgumentException(
                    "features have " + features.columns() + " columns, not those of " + names,
                    "Maybe a column is missing");
        }
    }

    /** Requires the weights alone, or the weights followed by the effects. */
    private double[] requireParameters(double[] parameters) {
        int all = scales.length + effects.size();
        return Arguments.length("parameters", parameters, parameters.length == scales.length ? scales.length : all);
    }

    @Override
    public double[] raw(double[] parameters) {
        double[] raw = requireParameters(parameters).clone();
        for (int k = 0; k < scales.length; k++) {
            raw[k] /= scales[k];
        }
        return raw;
    }

    @Override
    public double[] standardised(double[] raw) {
        double[] standardised = requireParameters(raw).clone();
        for (int k = 0; k < scales.length; k++) {
            standardised[k] *= scales[k];
        }
        return standardised;
    }
}
