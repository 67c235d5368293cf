package io.dither.learn.model;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.exact.ExactOptimizer;
import io.dither.exact.SoftPaths;
import io.dither.layer.LikelihoodFactory;
import io.dither.layer.LossFactory;
import io.dither.layer.LossProvider;
import io.dither.layer.SmoothedOptimizer;
import io.dither.noise.DimensionedNoise;
import io.dither.noise.Noise;
import io.dither.noise.NoiseProvider;
import io.dither.noise.NonnegativeNoise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.PerturbedOptimizerBuilder;
import io.dither.plugin.PluginCatalogue;
import io.dither.plugin.PluginSpec;
import java.io.Serializable;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The distribution of the noise: what deciders perceive besides the costs of the model.
 *
 * @param text the noise as text, such as {@code gamma:shape=5} or {@code lognormal}
 * @param noise the distribution of a random number Z per coordinate
 * @param multiplicative whether costs are multiplied by exp(eps Z - eps^2/2), which has the mean 1, instead of shifted by eps Z, for the
 *     amplitude eps; also true for {@linkplain #WALKS walks}, so that the mean of their noise is not added to theta
 * @param shapePerLength the shape of gamma noise for each unit of {@linkplain Features#lengths() length}; 0 if the noise does not depend on
 *     lengths
 */
public record NoiseModel(String text, Noise noise, boolean multiplicative, double shapePerLength)
        implements Serializable {
    /** The serialised form. */
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

    /** The text of the noise of the recursive logit: Gumbel noise in each step of a walk. */
    public static final String WALKS = "walks";

    /**
     * Reads a text.
     *
     * @param text {@code lognormal}, {@code walks} or the text of a noise
     * @param followsLengths whether the shape of a coordinate's noise is proportional to its length; only gamma noise allows this
     * @param catalogue finds noises by their texts
     * @return the noise
     * @throws InvalidArgumentException if the text names no noise, or the noise should follow lengths and is not gamma noise
     */
    public static NoiseModel parse(String text, boolean followsLengths, PluginCatalogue catalogue) {
        if (text.equals(LOGNORMAL) || text.equals(WALKS)) {
            Arguments.require(!followsLengths, text + " noise cannot follow lengths", "Maybe choose gamma:shape=5");
            return text.equals(WALKS) ? walks() : new NoiseModel(text, Noise.gaussian(), true, 0);
        }
        PluginSpec spec = PluginSpec.parse(text);
        Noise noise = catalogue.create(NoiseProvider.class, text);
        if (!followsLengths) {
            return new NoiseModel(text, noise, false, 0);
        }
        Arguments.require(
                noise instanceof NonnegativeNoise && spec.id().equals("gamma"),
                "noise = " + text + " cannot follow lengths",
                "Maybe choose gamma:shape=5, whose sums are gamma again");
        return new NoiseModel(text, noise, false, noise.mean(0)); // the mean of gamma noise is its shape
    }

    /**
     * Chooses the usual noise: Gaussian if the oracle accepts any theta, otherwise one-sided gamma noise of shape 5.
     *
     * @param oracle the oracle
     * @return the text
     */
    public static String usualFor(LinearOracle oracle) {
        return oracle.domain().isEverywhere() ? "gaussian" : "gamma:shape=5";
    }

    /**
     * Finds the noise that a loss implies: the noise of its likelihood. Models that are fitted by this loss use the noise for their
     * decisions and probabilities.
     *
     * @param loss the text of a loss, such as {@code likelihood:noise=logistic}
     * @param catalogue finds losses by their texts
     * @return the noise; empty if the loss does not fix the noise, or is unknown
     */
    public static Optional<NoiseModel> ofLoss(String loss, PluginCatalogue catalogue) {
        String id = PluginSpec.parse(loss).id();
        boolean isKnown = catalogue.registrations(LossProvider.class).stream()
                .anyMatch(registration -> registration.provider().id().equals(id));
        return isKnown ? ofLoss(catalogue.create(LossProvider.class, loss), loss) : Optional.empty();
    }

    /**
     * Finds the noise that a loss implies.
     *
     * @param loss the loss
     * @param text the text of the loss; its argument {@code noise}, if there is one, becomes the text of the noise
     * @return the noise; empty if the loss does not fix the noise
     */
    public static Optional<NoiseModel> ofLoss(LossFactory loss, String text) {
        return loss.as(LikelihoodFactory.class)
                .flatMap(likelihood -> likelihood.isOfWalks()
                        ? Optional.of(walks())
                        : likelihood
                                .law()
                                .map(law -> new NoiseModel(
                                        PluginSpec.parse(text).arguments().getOrDefault("noise", law.name()),
                                        law,
                                        false,
                                        0)));
    }

    /** Returns the noise of walks; it counts as multiplicative, so that no mean is added to theta. */
    private static NoiseModel walks() {
        return new NoiseModel(WALKS, Noise.gumbel(), true, 0);
    }

    /** {@return whether deciders choose anew at each vertex, as in the recursive logit} */
    public boolean isWalks() {
        return text.equals(WALKS);
    }

    /**
     * {@return whether the noise is added to costs and has the same distribution for each coordinate: it is not multiplicative, its shape does not
     * follow the lengths of coordinates, and it has no fixed dimension}
     */
    public boolean isAdditiveIid() {
        return !multiplicative && shapePerLength == 0 && !(noise instanceof DimensionedNoise);
    }

    /**
     * {@return whether decisions have probabilities in closed form}
     *
     * @param oracle the feasible decisions
     */
    public boolean hasClosedForm(LinearOracle oracle) {
        return isWalks() ? SoftPaths.isAvailable(oracle) : isAdditiveIid() && ExactOptimizer.isAvailable(oracle, noise);
    }

    /**
     * {@return the layer that computes the mean decision in closed form; the entries are probabilities if decisions have the entries 0 and 1}
     *
     * @param oracle the feasible decisions, for which {@link #hasClosedForm} returns true
     * @param epsilon the amplitude, above 0
     * @throws InvalidArgumentException if this noise is {@linkplain #isWalks walks}, and the oracle has no graph to walk on
     */
    public SmoothedOptimizer exactLayer(LinearOracle oracle, double epsilon) {
        return isWalks() ? SoftPaths.of(oracle, epsilon) : ExactOptimizer.of(oracle, noise, epsilon);
    }

    /**
     * {@return the builder of the layer that samples decisions; not for {@linkplain #isWalks walks}, whose decisions only {@link
     * #exactLayer} gives}
     *
     * @param features the features of an example
     * @param oracle the feasible decisions
     * @param epsilon the amplitude, above 0
     */
    public PerturbedOptimizerBuilder samplingBuilder(Features features, LinearOracle oracle, double epsilon) {
        PerturbedOptimizerBuilder builder = PerturbedOptimizer.builder(oracle).epsilon(epsilon);
        return multiplicative ? builder.multiplicative() : builder.noise(forFeatures(features));
    }

    /**
     * {@return whether this noise and another have the same distribution, even if their texts differ}
     *
     * @param other the other noise
     */
    public boolean isSame(NoiseModel other) {
        return noise.equals(other.noise)
                && isWalks() == other.isWalks()
                && multiplicative == other.multiplicative
                && shapePerLength == other.shapePerLength;
    }

    /** Returns the noise of an example with these features; if noise follows lengths, the shape is proportional to a coordinate's length. */
    public Noise forFeatures(Features features) {
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
     * Computes the costs that deciders perceive on average: the costs of a model plus the mean of the noise. The mean is left out for
     * multiplicative noise (its factor has the mean 1) and for walks; also if it changes no decision, or if theta with noise could leave the
     * domain of the oracle.
     *
     * @param model the cost model
     * @param parameters its parameters; read only
     * @param features the features of an example
     * @param epsilon the amplitude of the noise
     * @param oracle the feasible decisions
     * @return theta, length d; the caller owns it
     * @throws InvalidArgumentException if the number of costs differs from the dimension of the oracle
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
     * Adds the mean of the noise to theta, so that decisions use the mean of the perceived costs; leaves the mean out in the cases of {@link
     * #meanCosts}. Noise that is never negative stays in a domain that has bounds on one side only ({@code unboundedDirection} is not 0),
     * because it is added away from the bounds.
     */
    private void addMean(double[] theta, Features features, double epsilon, LinearOracle oracle) {
        Noise exampleNoise = forFeatures(features);
        boolean staysInDomain = oracle.domain().isEverywhere()
                || (exampleNoise instanceof NonnegativeNoise && oracle.domain().unboundedDirection() != 0);
        if (multiplicative || !staysInDomain) {
            return;
        }
        if (exampleNoise instanceof DimensionedNoise dimensioned) {
            Arguments.length("theta", theta, dimensioned.dimension());
        }
        double scale = exampleNoise.sign(oracle) * epsilon; // the sign is -1 if noise is subtracted
        // the same number on all coordinates changes no decision if all decisions have the same sum
        boolean mayChangeDecisions = !oracle.traits().contains(Trait.CONSTANT_SUM)
                || IntStream.range(1, theta.length).anyMatch(i -> exampleNoise.mean(i) != exampleNoise.mean(0));
        for (int i = 0; mayChangeDecisions && i < theta.length; i++) {
            theta[i] += scale * exampleNoise.mean(i);
        }
    }
}
