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
 * Which noise fits where costs are at least 0: one-sided noise under the Fenchel-Young loss, or lognormal noise under moments. Each
 * is biased under the other's data, so it is worth knowing.
 *
 * @param comparisons one-sided noise, then lognormal noise
 * @param difference the squared error of the probabilities under the first less that under the second, pair by pair
 * @param verdict what it comes to, in a few sentences
 */
public record NoiseChoice(List<NoiseComparison> comparisons, Metric difference, String verdict) {
    /** The name of gamma noise that is added. */
    public static final String ONE_SIDED = "one-sided noise (gamma, shape 5) by Fenchel-Young";
    /** The name of lognormal noise that multiplies. */
    public static final String LOGNORMAL = "lognormal noise by moments";

    private static final int USUAL_SAMPLES = 50;

    /** Two more fits take their time. */
    private static final int MOST_TRAINING = 2000;

    private static final String BIASED = "Each is biased under the other's data.";

    /**
     * Compares noises in the usual way, if coordinates share weights and have no effects, costs are at least 0 and the training part is small enough for
     * two more fits.
     *
     * @param model the model
     * @param parts examples with observed decisions; neither part empty
     * @param seed the seed of all samples
     * @param threads how many threads fit
     * @param catalogue where noises are found
     * @return the comparison, or nothing if it does not apply
     */
    public static Optional<NoiseChoice> usual(
            CostModel model, Holdout parts, long seed, int threads, PluginCatalogue catalogue) {
        List<Observation> training = parts.training();
        Arguments.atLeast("number of examples", training.size(), 1);
        boolean plain = FeatureModel.of(model).isShared()
                && !model.names().isEmpty()
                && GroupEffects.of(model).isEmpty();
        if (!plain || training.size() > MOST_TRAINING || !isFor(training)) {
            return Optional.empty();
        }
        FitSettings settings = FitSettings.USUAL.seed(seed).threads(threads).errors(FitSettings.Errors.NONE);
        boolean follows = training.get(0).features().lengths().length > 0;
        return Optional.of(of(() -> Learner.of(model, settings, catalogue), parts, follows, USUAL_SAMPLES, seed));
    }

    /**
     * Fits both on the training part and compares them on the held-out part.
     *
     * @param learners makes a learner of the model with the bounds, fixed weights, samples, seed and threads that both have; the
     *     noise and the criterion are set here. Where a weight is fixed it should also {@linkplain Learner#learnEpsilon() learn
     *     epsilon}
     * @param parts examples with observed decisions of oracles whose costs are at least 0; neither part empty
     * @param followsLengths whether the one-sided noise follows the lengths of the features
     * @param samples how many samples probabilities are estimated from, at least 2
     * @param seed the seed of these
     * @return the comparison
     * @throws InvalidArgumentException if the oracle takes any costs, or a part is empty
     */
    public static NoiseChoice of(
            Supplier<Learner> learners, Holdout parts, boolean followsLengths, int samples, long seed) {
        Arguments.atLeast("number of training examples", parts.training().size(), 1);
        Arguments.atLeast("number of held-out examples", parts.held().size(), 1);
        Arguments.require(
                isFor(parts.training()),
                "the oracle takes costs of either sign, where lognormal noise does not",
                "Maybe leave out the comparison");
        Map<String, Double> first = new HashMap<>();
        Map<String, Double> second = new HashMap<>();
        NoiseComparison oneSided = judged(
                ONE_SIDED,
                learners.get()
                        .noise("gamma:shape=5")
                        .with("followsLengths", followsLengths)
                        .fit(parts.training()),
                parts,
                samples,
                seed,
                first);
        NoiseComparison lognormal = judged(
                LOGNORMAL,
                learners.get().moments().noise(NoiseModel.LOGNORMAL).fit(parts.training()),
                parts,
                samples,
                seed,
                second);
        Metric difference = Metrics.mean(
                "squared error of probabilities",
                oneSided.outcomes().stream()
                        .filter(one -> first.containsKey(one.observation().id()))
                        .toList(),
                one -> first.getOrDefault(one.observation().id(), 0.0)
                        - second.getOrDefault(one.observation().id(), 0.0));
        return new NoiseChoice(List.of(oneSided, lognormal), difference, verdict(oneSided, lognormal, difference));
    }

    /**
     * {@return whether the comparison makes sense: all oracles ask for costs of at least 0}
     *
     * @param observations the examples
     */
    public static boolean isFor(List<Observation> observations) {
        return observations.stream()
                .map(one -> one.oracle().domain())
                .distinct()
                .allMatch(domain -> domain.inward() == 1 && domain.lower(0) == 0);
    }

    private static NoiseComparison judged(
            String name, Fitted fitted, Holdout parts, int samples, long seed, Map<String, Double> errors) {
        List<Outcome> outcomes = Outcome.all(parts.held(), fitted);
        HeldOutMoments held = new HeldOutMoments(fitted, outcomes, samples, seed);
        MomentTest test = held.test();
        for (int i = 0; i < held.outcomes().size(); i++) {
            errors.put(held.outcomes().get(i).observation().id(), held.squaredErrors()[i]);
        }
        ToDoubleFunction<Outcome> error =
                one -> errors.getOrDefault(one.observation().id(), 0.0);
        return new NoiseComparison(
                name,
                fitted,
                outcomes,
                Metrics.exactMatch(outcomes),
                Metrics.mean("squared error of probabilities", held.outcomes(), error),
                test);
    }

    private static String verdict(NoiseComparison oneSided, NoiseComparison lognormal, Metric difference) {
        String fits;
        if (lognormal.fitted().status() == Fitted.Status.NO_ROOT) {
            fits = "Lognormal noise has no fit to these decisions ("
                    + lognormal.fitted().message() + "); one-sided noise is "
                    + (oneSided.moments().isRejected() ? "refuted by held-out moments too." : "not refuted.");
        } else if (oneSided.moments().isRejected() && lognormal.moments().isRejected()) {
            fits = "Held-out moments refute both: deciders see something else besides.";
        } else if (oneSided.moments().isRejected()) {
            fits = "Lognormal noise fits these decisions; held-out moments refute one-sided noise.";
        } else if (lognormal.moments().isRejected()) {
            fits = "One-sided noise fits these decisions; held-out moments refute lognormal noise.";
        } else {
            fits = "Held-out moments refute neither: too few decisions, or too much alike.";
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
