package io.dither.learn.model;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.noise.DimensionedNoise;
import io.dither.noise.Noise;
import io.dither.noise.NoiseProvider;
import io.dither.noise.NonnegativeNoise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginSpec;
import java.io.Serializable;
import java.util.stream.IntStream;

/**
 * The law of what deciders see besides the costs of the model.
 *
 * @param text its text form, such as {@code gamma:shape=5} or {@code lognormal}
 * @param noise the law of Z
 * @param multiplicative whether costs are multiplied by exp(eps Z - eps^2/2), and not shifted by eps Z
 * @param shapePerLength the shape of gamma noise for each unit of {@linkplain Features#lengths() length}; 0 where noise follows no
 *     column
 */
public record NoiseModel(String text, Noise noise, boolean multiplicative, double shapePerLength)
        implements Serializable {
    /** Travels as its text. */
    private record Text(String text, boolean followsLengths) implements Serializable {
        private Object readResolve() {
            return parse(text, followsLengths, PluginCatalogue.discover());
        }
    }

    private Object writeReplace() {
        return new Text(text, shapePerLength > 0);
    }

    /** The text of multiplicative Gaussian noise. */
    public static final String LOGNORMAL = "lognormal";

    /**
     * Reads a text.
     *
     * @param text {@code lognormal} or the text of a noise
     * @param followsLengths whether the noise of a coordinate follows its length; gamma noise only
     * @param catalogue where noises are found
     * @return the law
     */
    public static NoiseModel parse(String text, boolean followsLengths, PluginCatalogue catalogue) {
        if (text.equals(LOGNORMAL)) {
            Arguments.require(!followsLengths, "lognormal noise follows no column", "Maybe choose gamma:shape=5");
            return new NoiseModel(text, Noise.gaussian(), true, 0);
        }
        PluginSpec spec = PluginSpec.parse(text);
        Noise noise = catalogue.create(NoiseProvider.class, text);
        if (!followsLengths) {
            return new NoiseModel(text, noise, false, 0);
        }
        Arguments.require(
                noise instanceof NonnegativeNoise && spec.id().equals("gamma"),
                "noise = " + text + " follows no column",
                "Maybe choose gamma:shape=5, whose sums are gamma again");
        return new NoiseModel(text, noise, false, noise.mean(0));
    }

    /**
     * Chooses the usual law: Gaussian where an oracle takes any theta, one-sided gamma of shape 5 where it does not.
     *
     * @param oracle the oracle
     * @return the text
     */
    public static String usualFor(LinearOracle oracle) {
        return oracle.domain().isEverywhere() ? "gaussian" : "gamma:shape=5";
    }

    /** Returns the law on the coordinates of some features. */
    public Noise on(Features features) {
        if (shapePerLength == 0) {
            return noise;
        }
        double[] shapes = features.lengths().clone();
        if (shapes.length == 0) {
            throw new InvalidArgumentException(
                    "noise follows lengths, but the features have none", "Maybe name the column that noise follows");
        }
        for (int i = 0; i < shapes.length; i++) {
            shapes[i] *= shapePerLength;
        }
        return Noise.gamma(shapes);
    }

    /**
     * Computes the costs that deciders see on average: those of a model and the mean of the noise, unless that changes no decision.
     *
     * @param model the cost model
     * @param parameters its parameters; read only
     * @param features the features of an example
     * @param epsilon the amplitude of the noise
     * @param oracle what can be done
     * @return theta, length d; the caller owns it
     * @throws InvalidArgumentException if the features are of another dimension than the oracle
     */
    public double[] meanCosts(
            CostModel model, double[] parameters, Features features, double epsilon, LinearOracle oracle) {
        double[] costs = model.theta(parameters, features);
        Arguments.require(
                costs.length == oracle.dimension(),
                "the features give " + costs.length + " costs, but the oracle has dimension " + oracle.dimension(),
                "Maybe the features belong to another oracle");
        addMean(costs, features, epsilon, oracle);
        return costs;
    }

    /**
     * Adds the mean of the noise to theta, so that decisions are made on the mean of what deciders see; leaves it out if that changes
     * no decision, or if the noise could leave the domain of the oracle.
     */
    private void addMean(double[] theta, Features features, double epsilon, LinearOracle oracle) {
        Noise law = on(features);
        boolean fits = oracle.domain().isEverywhere()
                || (law instanceof NonnegativeNoise && oracle.domain().inward() != 0);
        if (multiplicative || !fits) {
            return;
        }
        if (law instanceof DimensionedNoise dimensioned) {
            Arguments.length("theta", theta, dimensioned.dimension());
        }
        double scale = law.sign(oracle) * epsilon;
        boolean same = oracle.traits().contains(Trait.CONSTANT_SUM)
                && IntStream.range(1, theta.length).allMatch(i -> law.mean(i) == law.mean(0));
        for (int i = 0; !same && i < theta.length; i++) {
            theta[i] += scale * law.mean(i);
        }
    }
}
