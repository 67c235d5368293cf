package io.dither.networks;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Pullback;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.Link;
import io.dither.learn.model.Provided;
import io.dither.learn.model.Standardisable;
import io.dither.random.ExactExp;
import io.dither.random.KeyedRandom;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A small neural network, shared by all coordinates: theta_j = link(offset_j + sum over units h of v_h tanh(b_h + w_h . phi_j / s)). The
 * phi_j are the features of coordinate j; s are the root mean squares of their values other than 0 if the model is standardised, otherwise
 * 1. Unit h has the weights w_h of the features, the constant b_h and the weight v_h in the output. The loss is not convex in the
 * parameters, which have no intervals. The model only predicts; a {@link io.dither.learn.model.SharedLinearModel} also explains.
 * Immutable.
 */
public final class MultilayerModel implements CostModel, FeatureModel, Standardisable, Provided, Serializable {
    /** The id of its provider. */
    public static final String ID = "multilayer";

    private static final long serialVersionUID = 1L;
    /** The largest number of hidden units. */
    private static final int MOST_UNITS = 10_000;

    /** The seed of the first weights: the letters "multi" in ASCII. */
    private static final long SEED = 0x6d756c7469L;

    private final List<String> features;
    private final int units;
    private final Link link;
    private final double[] scales;

    @JsonCreator
    private MultilayerModel(
            @JsonProperty("features") List<String> features,
            @JsonProperty("units") int units,
            @JsonProperty("link") Link link,
            @JsonProperty("scales") double[] scales) {
        Arguments.length("scales", scales, features.size());
        this.features = List.copyOf(features);
        this.units = Arguments.between("units", units, 1, MOST_UNITS);
        this.link = link;
        this.scales = scales;
    }

    /**
     * Makes a network with one hidden layer.
     *
     * @param features the names of the features of a coordinate, in their order
     * @param units the number of hidden units, from 1 to 10,000
     * @param link the function from the output to the cost: {@link Link#SOFTPLUS} for costs above 0
     * @return the model, not standardised
     */
    public static MultilayerModel of(List<String> features, int units, Link link) {
        Arguments.atLeast("number of features", features.size(), 1);
        double[] scales = new double[features.size()];
        Arrays.fill(scales, 1);
        return new MultilayerModel(features, units, link, scales);
    }

    /** Returns the number of parameters of a unit, in this order: a weight per feature, the unit's constant, and its weight in the output. */
    private int width() {
        return features.size() + 2;
    }

    @Override
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (int unit = 1; unit <= units; unit++) {
            for (String feature : features) {
                names.add(feature + " in unit " + unit);
            }
            names.add("constant of unit " + unit);
            names.add("output of unit " + unit);
        }
        return names;
    }

    @Override
    public List<String> features() {
        return features;
    }

    @Override
    public Link link() {
        return link;
    }

    /**
     * Draws parameters from normal distributions with a fixed seed. Output weights have variance 1 / units, so that their squares sum to
     * about 1. The other parameters have variance 1 / features, so that the inputs of tanh are of the order of 1.
     */
    @Override
    public double[] start() {
        KeyedRandom random = new KeyedRandom(SEED);
        double[] start = new double[units * width()];
        for (int k = 0; k < start.length; k++) {
            double inverseVariance = k % width() == width() - 1 ? units : features.size();
            start[k] = random.nextGaussian() / Math.sqrt(inverseVariance);
        }
        return start;
    }

    @Override
    public double[] theta(double[] parameters, Features rows) {
        requireFit(parameters, rows);
        double[] theta = new double[rows.rows()];
        for (int j = 0; j < theta.length; j++) {
            double output = rows.offset(j);
            for (int first = 0; first < parameters.length; first += width()) {
                output += parameters[first + width() - 1] * activation(parameters, first, rows, j);
            }
            theta[j] = link.of(output);
        }
        return theta;
    }

    /**
     * Returns tanh of the sum of a unit for coordinate j; {@code first} is the index of the unit's first parameter. In double precision, tanh is 1
     * above 20 and -1 below -20.
     */
    private double activation(double[] parameters, int first, Features rows, int j) {
        double sum = parameters[first + scales.length];
        for (int k = 0; k < scales.length; k++) {
            sum += parameters[first + k] * rows.get(j, k) / scales[k];
        }
        return 1 - 2 / (1 + ExactExp.exp(2 * Math.max(-20, Math.min(20, sum))));
    }

    @Override
    public Pullback pullback(double[] parameters, Features rows) {
        requireFit(parameters, rows);
        double[] copy = parameters.clone();
        return new Pullback() {
            @Override
            public int size() {
                return copy.length;
            }

            @Override
            public void add(int coordinate, double factor, double[] sum) {
                double[] activations = new double[units];
                double output = rows.offset(coordinate);
                for (int unit = 0; unit < units; unit++) {
                    activations[unit] = activation(copy, unit * width(), rows, coordinate);
                    output += copy[(unit + 1) * width() - 1] * activations[unit];
                }
                double slope = factor * link.slope(output);
                for (int unit = 0; unit < units; unit++) {
                    int first = unit * width();
                    int last = first + width() - 1;
                    double innerSlope = slope * copy[last] * (1 - activations[unit] * activations[unit]);
                    for (int k = 0; k < scales.length; k++) {
                        sum[first + k] += innerSlope * rows.get(coordinate, k) / scales[k];
                    }
                    sum[last - 1] += innerSlope;
                    sum[last] += slope * activations[unit];
                }
            }
        };
    }

    private void requireFit(double[] parameters, Features rows) {
        Arguments.length("parameters", parameters, units * width());
        requireColumns(rows);
    }

    private void requireColumns(Features rows) {
        if (rows.columns() != features.size()) {
            throw new InvalidArgumentException(
                    "features have " + rows.columns() + " columns, not those of " + features,
                    "Maybe a column is missing");
        }
    }

    /** Returns two numbers per feature: the number of rows in which it is not 0, and the sum of its squares. */
    @Override
    public double[] moments(Features rows) {
        requireColumns(rows);
        double[] moments = new double[2 * scales.length];
        for (int j = 0; j < rows.rows(); j++) {
            for (int k = 0; k < scales.length; k++) {
                double value = rows.get(j, k);
                moments[2 * k] += value == 0 ? 0 : 1;
                moments[2 * k + 1] += value * value;
            }
        }
        return moments;
    }

    @Override
    public MultilayerModel standardisedBy(double[] sums) {
        Arguments.length("sums", sums, 2 * scales.length);
        double[] roots = new double[scales.length];
        Arrays.setAll(roots, k -> Standardisable.scale(features.get(k), sums[2 * k], sums[2 * k + 1]));
        return new MultilayerModel(features, units, link, roots);
    }

    /** Returns the parameters unchanged, because the model itself divides features by their scales. */
    @Override
    public double[] raw(double[] parameters) {
        return parameters.clone();
    }

    @Override
    public double[] standardised(double[] raw) {
        return raw.clone();
    }

    @Override
    public String provider() {
        return ID;
    }
}
