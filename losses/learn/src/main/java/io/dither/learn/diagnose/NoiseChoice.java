package io.dither.learn.diagnose;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.learn.Learner;
import io.dither.learn.Metrics;
import io.dither.learn.Outcome;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.Metric;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.learn.model.PlainText;
import io.dither.plugin.PluginCatalogue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Compares two noises for costs of at least 0: one-sided noise with the Fenchel-Young loss, and lognormal noise with moments. Each gives
 * biased weights if the decisions were made under the other.
 *
 * @param comparisons one-sided noise, then lognormal noise
 * @param difference the paired difference of the squared errors of probabilities, one-sided less lognormal
 * @param verdict the conclusion in a few sentences
 */
public record NoiseChoice(List<NoiseComparison> comparisons, Metric difference, String verdict) {
    /** The name of additive gamma noise. */
    public static final String ONE_SIDED = "one-sided noise (gamma, shape 5) by Fenchel-Young";
    /** The name of multiplicative lognormal noise. */
    public static final String LOGNORMAL = "lognormal noise by moments";

    private static final int USUAL_SAMPLES = 50;

    /** With more training examples, two further fits would take too long. */
    private static final int MOST_TRAINING = 2000;

    private static final String BIASED = "Each gives biased weights if the other noise is the true one.";

    /**
     * Compares the noises with the usual settings, if coordinates share weights and have no effects, costs are at least 0 and the training
     * part is small enough for two further fits.
     *
     * @param model the model
     * @param parts examples with observed decisions; neither part empty
     * @param seed the seed of all samples
     * @param threads the number of threads of the fits
     * @param catalogue the noises by name
     * @return the comparison; empty if it does not apply
     */
    public static Optional<NoiseChoice> usual(
            CostModel model, Holdout parts, long seed, int threads, PluginCatalogue catalogue) {
        List<Observation> training = parts.training();
        Arguments.atLeast("number of examples", training.size(), 1);
        boolean hasOnlySharedWeights = FeatureModel.of(model).isShared()
                && !model.names().isEmpty()
                && GroupEffects.of(model).isEmpty();
        if (!hasOnlySharedWeights || training.size() > MOST_TRAINING || !isFor(training)) {
            return Optional.empty();
        }
        FitSettings settings = FitSettings.USUAL.seed(seed).threads(threads).errors(FitSettings.Errors.NONE);
        boolean follows = training.get(0).features().lengths().length > 0;
        return Optional.of(of(() -> Learner.of(model, settings, catalogue), parts, follows, USUAL_SAMPLES, seed));
    }

    /**
     * Fits both noises on the training part and compares them on the held-out part.
     *
     * @param learners makes a learner of the model with the bounds, fixed weights, samples, seed and threads of both fits; noise and loss
     *     are set here. If a weight is fixed, it should also {@linkplain Learner#learnEpsilon() learn epsilon}
     * @param parts examples with observed decisions of oracles whose costs are at least 0; neither part empty
     * @param followsLengths whether the one-sided noise follows the lengths of the features
     * @param samples the number of samples per example for probabilities, at least 2
     * @param seed the seed of these samples
     * @return the comparison
     * @throws InvalidArgumentException if the oracle allows costs below 0, or a part is empty
     */
    public static NoiseChoice of(
            Supplier<Learner> learners, Holdout parts, boolean followsLengths, int samples, long seed) {
        Arguments.atLeast("number of training examples", parts.training().size(), 1);
        Arguments.atLeast("number of held-out examples", parts.heldOut().size(), 1);
        Arguments.require(
                isFor(parts.training()),
                "the oracle allows costs below 0, but lognormal noise does not",
                "Maybe leave out the comparison");
        Map<String, Double> oneSidedErrors = new HashMap<>();
        Map<String, Double> lognormalErrors = new HashMap<>();
        NoiseComparison oneSided = judged(
                ONE_SIDED,
                learners.get()
                        .noise("gamma:shape=5")
                        .with("followsLengths", followsLengths)
                        .fit(parts.training()),
                parts,
                samples,
                seed,
                oneSidedErrors);
        NoiseComparison lognormal = judged(
                LOGNORMAL,
                learners.get().moments().noise(NoiseModel.LOGNORMAL).fit(parts.training()),
                parts,
                samples,
                seed,
                lognormalErrors);
        Metric difference = Metrics.mean(
                "squared error of probabilities",
                oneSided.outcomes().stream()
                        .filter(outcome ->
                                oneSidedErrors.containsKey(outcome.observation().id()))
                        .toList(),
                outcome -> oneSidedErrors.getOrDefault(outcome.observation().id(), 0.0)
                        - lognormalErrors.getOrDefault(outcome.observation().id(), 0.0));
        return new NoiseChoice(List.of(oneSided, lognormal), difference, verdict(oneSided, lognormal, difference));
    }

    /**
     * {@return whether the comparison applies: all oracles need costs of at least 0}
     *
     * @param observations the examples
     */
    public static boolean isFor(List<Observation> observations) {
        return observations.stream()
                .map(outcome -> outcome.oracle().domain())
                .distinct()
                .allMatch(domain -> domain.inward() == 1 && domain.lower(0) == 0);
    }

    private static NoiseComparison judged(
            String name, Fitted fitted, Holdout parts, int samples, long seed, Map<String, Double> errors) {
        List<Outcome> outcomes = Outcome.all(parts.heldOut(), fitted);
        HeldOutMoments moments = new HeldOutMoments(fitted, outcomes, samples, seed);
        MomentTest test = moments.test();
        for (int i = 0; i < moments.outcomes().size(); i++) {
            errors.put(moments.outcomes().get(i).observation().id(), moments.squaredErrors()[i]);
        }
        ToDoubleFunction<Outcome> error =
                outcome -> errors.getOrDefault(outcome.observation().id(), 0.0);
        return new NoiseComparison(
                name,
                fitted,
                outcomes,
                Metrics.exactMatch(outcomes),
                Metrics.mean("squared error of probabilities", moments.outcomes(), error),
                test);
    }

    private static String verdict(NoiseComparison oneSided, NoiseComparison lognormal, Metric difference) {
        String fits;
        if (lognormal.fitted().status() == Fitted.Status.NO_ROOT) {
            fits = "Lognormal noise has no fit to these decisions ("
                    + lognormal.fitted().message() + "); one-sided noise is "
                    + (oneSided.moments().isRejected() ? "rejected by held-out moments too." : "not rejected.");
        } else if (oneSided.moments().isRejected() && lognormal.moments().isRejected()) {
            fits = "Held-out moments reject both: the decisions depend on something that the model lacks.";
        } else if (oneSided.moments().isRejected()) {
            fits = "Lognormal noise fits these decisions; held-out moments reject one-sided noise.";
        } else if (lognormal.moments().isRejected()) {
            fits = "One-sided noise fits these decisions; held-out moments reject lognormal noise.";
        } else {
            fits = "Held-out moments reject neither: there are too few decisions, or they are too similar.";
        }
        return fits + " " + probabilities(difference) + " " + BIASED;
    }

    private static String probabilities(Metric difference) {
        if (!(difference.low() > 0 || difference.high() < 0)) {
            return "Held-out probabilities are about as good under both.";
        }
        String better = difference.value() < 0 ? "one-sided" : "lognormal";
        return PlainText.format("Held-out probabilities are clearly better under %s noise.", better);
    }
}
