package io.dither.learn.model;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Pullback;
import java.io.Serializable;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Each coordinate has its own weights and its own constant: theta = link(W x + b) if the features describe the whole example, in one row;
 * or theta_i = link(W_i . x_i + b_i) if features differ by coordinate, in one row per coordinate. All examples have the same number d of
 * coordinates. Standardisation centres features and divides them by their standard deviation. Immutable.
 *
 * <p>Parameters are row after row of W, each followed by its constant.
 */
public final class LinearModel
        implements CostModel, CostShape, Standardisable, FeatureModel, Splittable, Provided, Serializable {
    /** The id of this kind of model in texts and saved models, see {@link Provided#provider}. */
    public static final String ID = "linear";

    private final List<String> features;
    private final int dimension;
    /** The names of the coordinates; empty if they have none, or if an earlier version saved the model. */
    @JsonProperty
    private List<String> coordinates = List.of();

    private final Link link;
    /** The number that is subtracted from each feature. */
    private final double[] centres;
    /** The number by which each centred feature is divided; infinite for a feature that never varies. */
    private final double[] scales;
    /** Whether the next standardisation sets the centres to the means; otherwise they stay as they are. */
    private final boolean centred;

    @JsonCreator
    private LinearModel(
            @JsonProperty("features") List<String> features,
            @JsonProperty("dimension") int dimension,
            @JsonProperty("link") Link link,
            @JsonProperty("centres") double[] centres,
            @JsonProperty("scales") double[] scales,
            @JsonProperty("centred") boolean centred) {
        int size = features.size();
        Arguments.require(
                centres.length == size && scales.length == size,
                centres.length + " centres and " + scales.length + " scales for " + features,
                "Maybe give one of each per feature");
        this.features = features;
        this.dimension = dimension;
        this.link = requireNonNull(link, "link");
        this.centres = centres;
        this.scales = scales;
        this.centred = centred;
    }

    private LinearModel naming(List<String> names) {
        coordinates = names;
        return this;
    }

    /**
     * Makes a model.
     *
     * @param features the names of the features, in their order
     * @param dimension d, at least 1
     * @param link the function from the weighted sum to the cost
     * @return the model, not standardised
     */
    public static LinearModel of(List<String> features, int dimension, Link link) {
        return of(features, dimension, List.of(), link);
    }

    /**
     * Makes a model with named coordinates.
     *
     * @param features the names of the features, in their order
     * @param dimension d, at least 1
     * @param coordinates the names of the d coordinates; empty to use their indices
     * @param link the function from the weighted sum to the cost
     * @return the model, not standardised
     */
    public static LinearModel of(List<String> features, int dimension, List<String> coordinates, Link link) {
        Arguments.require(
                coordinates.isEmpty() || coordinates.size() == dimension,
                coordinates.size() + " names for " + dimension + " coordinates",
                "Maybe give one name per coordinate");
        Arguments.atLeast("number of features", features.size(), 1);
        double[] ones = new double[features.size()];
        Arrays.fill(ones, 1);
        return new LinearModel(
                        List.copyOf(features),
                        // at most 10 million parameters
                        Arguments.between("dimension", dimension, 1, 10_000_000 / (features.size() + 1)),
                        link,
                        new double[ones.length],
                        ones,
                        true)
                .naming(List.copyOf(coordinates));
    }

    /** {@return the names of the features, without the coordinates} */
    @Override
    public List<String> features() {
        return features;
    }

    /** {@return d, the number of coordinates} */
    public int dimension() {
        return dimension;
    }

    @Override
    public Link link() {
        return link;
    }

    /**
     * Returns {@code feature[c]} for each feature, then {@code constant[c]}, for each coordinate, where c is the name of the coordinate if it
     * has one, otherwise its index. The list is a view, because it may be very long.
     */
    @Override
    public List<String> names() {
        int parametersPerCoordinate = features.size() + 1;
        return new AbstractList<>() {
            @Override
            public String get(int index) {
                int feature = Objects.checkIndex(index, size()) % parametersPerCoordinate;
                String coordinate = coordinates.isEmpty()
                        ? String.valueOf(index / parametersPerCoordinate)
                        : coordinates.get(index / parametersPerCoordinate);
                return (feature < features.size() ? features.get(feature) : "constant") + "[" + coordinate + "]";
            }

            @Override
            public int size() {
                return dimension * parametersPerCoordinate;
            }
        };
    }

    /** Checks the size of features. Called for each example and evaluation, so it builds a message only for an error. */
    private void requireRows(Features x) {
        if (x.columns() != features.size() || (x.rows() != 1 && x.rows() != dimension)) {
            throw new InvalidArgumentException(
                    "features are " + x.rows() + " rows of " + x.columns() + ", not one row, or one per coordinate, of "
                            + features,
                    "Maybe the features belong to a shared linear model");
        }
    }

    private static double[] row(double[][] rows, int coordinate) {
        return rows[rows.length == 1 ? 0 : coordinate];
    }

    /** Returns the parameters if there are as many as the model has. */
    private double[] requireParameters(double[] parameters) {
        return Arguments.length("parameters", parameters, dimension * (scales.length + 1));
    }

    /** Returns the standardised features: one row, or one per coordinate. */
    private double[][] rows(Features x) {
        requireRows(x);
        double[][] rows = new double[x.rows()][scales.length];
        for (int i = 0; i < rows.length; i++) {
            for (int k = 0; k < scales.length; k++) {
                rows[i][k] = (x.get(i, k) - centres[k]) / scales[k];
            }
        }
        return rows;
    }

    /** Returns the constant plus the weighted sum of a coordinate's features, to which the link applies. */
    private static double linkInput(double[] parameters, int coordinate, double[] row) {
        int first = coordinate * (row.length + 1);
        double sum = parameters[first + row.length];
        for (int k = 0; k < row.length; k++) {
            sum += parameters[first + k] * row[k];
        }
        return sum;
    }

    @Override
    public double[] theta(double[] parameters, Features x) {
        double[][] rows = rows(x);
        requireParameters(parameters);
        double[] theta = new double[dimension];
        Arrays.setAll(theta, i -> link.of(linkInput(parameters, i, row(rows, i))));
        return theta;
    }

    @Override
    public Pullback pullback(double[] parameters, Features x) {
        double[][] rows = rows(x);
        requireParameters(parameters);
        // with the identity link, only the number of parameters is used, so they need no copy
        double[] ownParameters = link == Link.IDENTITY ? parameters : parameters.clone();
        return new Pullback() {
            @Override
            public int size() {
                return ownParameters.length;
            }

            @Override
            public void add(int coordinate, double factor, double[] sum) {
                double[] row = row(rows, coordinate);
                double linkInputGradient =
                        link == Link.IDENTITY ? factor : factor * link.slope(linkInput(ownParameters, coordinate, row));
                int first = coordinate * (row.length + 1);
                for (int k = 0; k < row.length; k++) {
                    sum[first + k] += linkInputGradient * row[k];
                }
                sum[first + row.length] += linkInputGradient;
            }
        };
    }

    /**
     * Returns the number of rows; then the sum of each standardised feature, then the sum of the absolute values of each, then the sum of the
     * squares of each.
     */
    @Override
    public double[] moments(Features x) {
        double[][] rows = rows(x);
        int size = scales.length;
        double[] moments = new double[1 + 3 * size];
        moments[0] = rows.length;
        for (double[] row : rows) {
            for (int k = 0; k < size; k++) {
                moments[1 + k] += row[k];
                moments[1 + size + k] += Math.abs(row[k]);
                moments[1 + 2 * size + k] += row[k] * row[k];
            }
        }
        return moments;
    }

    /** Standardises by the sums of {@link #moments} over the examples; a feature that never varies gets no weight. */
    @Override
    public LinearModel standardisedBy(double[] sums) {
        Arguments.length("sums", sums, 1 + 3 * scales.length);
        Scales refined = new Scales(centres, scales).refined(features, sums, centred);
        return new LinearModel(features, dimension, link, refined.centres(), refined.scales(), centred)
                .naming(coordinates);
    }

    @Override
    public List<String> constantFeatures() {
        return IntStream.range(0, scales.length)
                .filter(k -> scales[k] == Double.POSITIVE_INFINITY)
                .mapToObj(features::get)
                .toList();
    }

    @Override
    public double[] raw(double[] parameters) {
        double[] raw = requireParameters(parameters).clone();
        for (int i = 0; i < dimension; i++) {
            int first = i * (scales.length + 1);
            for (int k = 0; k < scales.length; k++) {
                raw[first + k] /= scales[k];
                raw[first + scales.length] -= raw[first + k] * centres[k];
            }
        }
        return raw;
    }

    @Override
    public double[] standardised(double[] raw) {
        double[] parameters = requireParameters(raw).clone();
        for (int i = 0; i < dimension; i++) {
            int first = i * (scales.length + 1);
            for (int k = 0; k < scales.length; k++) {
                parameters[first + scales.length] += raw[first + k] * centres[k];
                // the scale may be infinite, and 0 times infinity is NaN
                parameters[first + k] = raw[first + k] == 0 ? 0 : raw[first + k] * scales[k];
            }
        }
        return parameters;
    }

    /** Returns this model, which centres features only if no constant (a parameter without penalty) is bounded: centring shifts constants. */
    @Override
    public Optional<CostModel> withoutShiftsOf(Collection<String> bounded) {
        List<String> names = names();
        boolean hasBoundedConstant = IntStream.range(0, names.size())
                .anyMatch(parameter -> !isPenalised(parameter) && bounded.contains(names.get(parameter)));
        return Optional.of(
                new LinearModel(features, dimension, link, centres, scales, !hasBoundedConstant).naming(coordinates));
    }

    @Override
    public boolean isLinear() {
        return link == Link.IDENTITY;
    }

    @Override
    public boolean isShared() {
        return false;
    }

    @Override
    public int dimension(Features x) {
        return dimension;
    }

    /**
     * Returns the names of the features and the constant, or none if the link is not the identity. The part of a feature in the cost of a
     * coordinate is the feature times its weight for this coordinate.
     */
    @Override
    public List<String> parts() {
        return isLinear()
                ? Stream.concat(features.stream(), Stream.of("constant")).toList()
                : List.of();
    }

    @Override
    public double[] split(double[] parameters, Features x, int coordinate) {
        requireRows(x);
        requireParameters(parameters);
        int row = x.rows() == 1 ? 0 : coordinate;
        int first = Arguments.between("coordinate", coordinate, 0, dimension - 1) * (scales.length + 1);
        double[] parts = new double[scales.length + 1];
        parts[scales.length] = parameters[first + scales.length];
        for (int k = 0; k < scales.length; k++) {
            double weight = parameters[first + k] / scales[k];
            parts[k] = weight * x.get(row, k);
            parts[scales.length] -= weight * centres[k];
        }
        return parts;
    }

    @Override
    public String provider() {
        return ID;
    }

    @Override
    public boolean isPenalised(int parameter) {
        return parameter % (scales.length + 1) < scales.length;
    }
}
