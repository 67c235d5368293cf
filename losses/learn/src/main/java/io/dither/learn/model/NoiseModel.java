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
 * The law of what deciders see besides the costs of the model.
 *
 * @param text its text form, such as {@code gamma:shape=5} or {@code lognormal}
 * @param noise the law of Z
 * @param multiplicative whether costs are multiplied by exp(eps Z - eps^2/2), and not shifted by eps Z; also of walks, whose steps
 *     are shifted
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

    /** The text of what the recursive logit means: Gumbel noise in each step of a walk. */
    public static final String WALKS = "walks";

    /**
     * Reads a text.
     *
     * @param text {@code lognormal}, {@code walks} or the text of a noise
     * @param followsLengths whether the noise of a coordinate follows its length; gamma noise only
     * @param catalogue where noises are found
     * @return the law
     */
    public static NoiseModel parse(String text, boolean followsLengths, PluginCatalogue catalogue) {
        if (text.equals(LOGNORMAL)) {
            Arguments.require(!followsLengths, "lognormal noise follows no column", "Maybe choose gamma:shape=5");
            return new NoiseModel(text, Noise.gaussian(), true, 0);
        }
        if (text.equals(WALKS)) {
            return walks();
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

    /**
     * Finds the law that a loss means: that of its likelihood, by which its models decide and give probabilities.
     *
     * @param loss the text of a loss, such as {@code likelihood:noise=logistic}
     * @param catalogue where losses are found
     * @return the law; empty if the loss leaves the noise open, or is not known
     */
    public static Optional<NoiseModel> ofLoss(String loss, PluginCatalogue catalogue) {
        String id = PluginSpec.parse(loss).id();
        boolean isKnown = catalogue.registrations(LossProvider.class).stream()
                .anyMatch(registration -> registration.provider().id().equals(id));
        return isKnown ? ofLoss(catalogue.create(LossProvider.class, loss), loss) : Optional.empty();
    }

    /**
     * Finds the law that a loss means.
     *
     * @param loss the loss
     * @param text its text, or any other word
     * @return the law; empty if the loss leaves the noise open
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

    /** Nothing is added to theta, so that no mean is. */
    private static NoiseModel walks() {
        return new NoiseModel(WALKS, Noise.gumbel(), true, 0);
    }

    /** {@return whether deciders choose anew at each vertex, as in the recursive logit} */
    public boolean isWalks() {
        return text.equals(WALKS);
    }

    /**
     * {@return whether decisions have probabilities in closed form}
     *
     * @param oracle the feasible decisions
     */
    public boolean isExact(LinearOracle oracle) {
        return isWalks()
                ? SoftPaths.isAvailable(oracle)
                : !multiplicative && shapePerLength == 0 && ExactOptimizer.isAvailable(oracle, noise);
    }

    /**
     * {@return the layer whose mean holds the probability of each coordinate, in closed form}
     *
     * @param oracle the feasible decisions; one that {@link #isExact}
     * @param epsilon the amplitude, above 0
     */
    public SmoothedOptimizer exact(LinearOracle oracle, double epsilon) {
        return isWalks() ? SoftPaths.of(oracle, epsilon) : ExactOptimizer.of(oracle, noise, epsilon);
    }

    /**
     * {@return the builder of the layer that samples decisions}
     *
     * @param features the features of an example
     * @param oracle the feasible decisions
     * @param epsilon the amplitude, above 0
     */
    public PerturbedOptimizerBuilder sampled(Features features, LinearOracle oracle, double epsilon) {
        PerturbedOptimizerBuilder builder = PerturbedOptimizer.builder(oracle).epsilon(epsilon);
        return multiplicative ? builder.multiplicative() : builder.noise(on(features));
    }

    /**
     * {@return whether both are one law, whatever its text}
     *
     * @param other another law
     */
    public boolean isSame(NoiseModel other) {
        return noise.equals(other.noise)
                && isWalks() == other.isWalks()
                && multiplicative == other.multiplicative
                && shapePerLength == other.shapePerLength;
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
     * @param oracle the feasible decisions
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
