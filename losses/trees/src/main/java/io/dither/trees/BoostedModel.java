package io.dither.trees;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.Pullback;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.GrownModel;
import io.dither.learn.model.Link;
import io.dither.learn.model.Provided;
import java.io.Serializable;
import java.util.List;

/**
 * theta_j = link(offset_j + sum over trees f of f(phi_j)), where phi_j are the features of coordinate j. All
 * coordinates share the trees, so that examples may differ in size. A tree may split by several features, so that
 * features may interact. Gradient boosting grows the model: {@link Boosting} adds trees one after another, each of
 * which reduces the loss (Friedman 2001; Chen and Guestrin 2016). Trees do not count as parameters, so the model has none.
 * Features are read as floats. Immutable.
 *
 * <p>A model with trees decides without the software that grew it, with the same bits on every machine.
 */
public final class BoostedModel implements CostModel, GrownModel, Provided, Serializable {
    /** The id of its provider. */
    public static final String ID = "boosted";

    private static final long serialVersionUID = 1L;

    private final List<String> features;
    private final Link link;
    private final TreeSettings settings;
    private final List<Tree> trees;

    @JsonCreator
    private BoostedModel(
            @JsonProperty("features") List<String> features,
            @JsonProperty("link") Link link,
            @JsonProperty("settings") TreeSettings settings,
            @JsonProperty("trees") List<Tree> trees) {
        trees.forEach(tree -> tree.requireFeatures(features.size()));
        this.features = features;
        this.link = requireNonNull(link, "link");
        this.settings = settings;
        this.trees = trees;
    }

    /**
     * Makes a model without trees, with the identity link and the usual settings.
     *
     * @param features the names of the features, in their order
     * @return the model, to be grown
     */
    public static BoostedModel of(String... features) {
        return of(List.of(features), Link.IDENTITY, TreeSettings.USUAL);
    }

    /**
     * Makes a model without trees.
     *
     * @param features the names of the features, in their order; all different
     * @param link the function from the offset plus the sum over trees to the cost theta_j
     * @param settings the settings of the trees
     * @return the model, to be grown
     * @throws InvalidArgumentException if two features have the same name, or a monotone feature is unknown
     */
    public static BoostedModel of(List<String> features, Link link, TreeSettings settings) {
        Arguments.atLeast("number of features", features.size(), 1);
        Arguments.require(
                features.stream().distinct().count() == features.size(),
                "features " + features + " contain a name twice",
                "Maybe a column is listed twice");
        for (String name : settings.monotone().keySet()) {
            Arguments.require(
                    features.contains(name), "monotone " + name + " is not a feature", "Maybe one of " + features);
        }
        return new BoostedModel(List.copyOf(features), link, settings, List.of());
    }

    /**
     * {@return a copy of this model with other trees}
     *
     * @param newTrees the trees
     */
    public BoostedModel withTrees(List<Tree> newTrees) {
        return new BoostedModel(features, link, settings, List.copyOf(newTrees));
    }

    @Override
    public List<String> features() {
        return features;
    }

    @Override
    public Link link() {
        return link;
    }

    /** {@return the settings of the trees} */
    public TreeSettings settings() {
        return settings;
    }

    /** {@return the trees in the order in which they were grown} */
    public List<Tree> trees() {
        return trees;
    }

    /**
     * Returns the share of each feature in the gain of all splits, by the quadratic approximation of the loss; all 0 if
     * no tree splits.
     */
    @Override
    public double[] gains() {
        double[] gains = new double[features.size()];
        trees.forEach(tree -> tree.addGains(gains));
        double sum = 0;
        for (double gain : gains) {
            sum += gain;
        }
        for (int k = 0; k < gains.length && sum > 0; k++) {
            gains[k] /= sum;
        }
        return gains;
    }

    @Override
    public String sizeText() {
        return trees.size() + " trees";
    }

    @Override
    public String provider() {
        return ID;
    }

    /** Returns no names, because trees are not parameters. */
    @Override
    public List<String> names() {
        return List.of();
    }

    @Override
    public double[] theta(double[] parameters, Features x) {
        float[] rows = rows(x);
        double[] theta = new double[x.rows()];
        for (int j = 0; j < theta.length; j++) {
            double sum = 0;
            for (Tree tree : trees) {
                sum += tree.predict(rows, j * features.size());
            }
            theta[j] = link.of(x.offset(j) + sum);
        }
        return theta;
    }

    /** Returns the features of an example as floats, row by row. */
    float[] rows(Features x) {
        if (x.columns() != features.size()) {
            throw new InvalidArgumentException(
                    "features have " + x.columns() + " columns, not those of " + features, "Maybe a column is missing");
        }
        float[] rows = new float[x.rows() * x.columns()];
        for (int j = 0, at = 0; j < x.rows(); j++) {
            for (int k = 0; k < x.columns(); k++, at++) {
                rows[at] = (float) x.get(j, k);
                Arguments.require(
                        Float.isFinite(rows[at]),
                        features.get(k) + " = " + x.get(j, k) + " of row " + j + " is too large for a tree",
                        "Maybe divide the column by a large number");
            }
        }
        return rows;
    }

    /** Returns a pullback without parameters. */
    @Override
    public Pullback pullback(double[] parameters, Features x) {
        return new Pullback() {
            @Override
            public int size() {
                return 0;
            }

            @Override
            public void add(int coordinate, double factor, double[] sum) {}
        };
    }
}
