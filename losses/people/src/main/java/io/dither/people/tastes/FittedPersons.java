package io.dither.people.tastes;

import io.dither.learn.Predictor;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.learn.persons.Mixture;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How the weights of a cost model differ between persons, as it was fitted: by tastes that vary, or by classes of persons. */
public interface FittedPersons extends Mixture {
    /**
     * What is done with each of the kinds.
     *
     * @param <T> what comes of it
     */
    interface Kinds<T> {
        /**
         * {@return what comes of tastes}
         *
         * @param tastes the tastes
         */
        T ofTastes(FittedTastes tastes);

        /**
         * {@return what comes of classes}
         *
         * @param classes the classes
         */
        T ofClasses(FittedClasses classes);
    }

    /**
     * {@return what comes of this kind}
     *
     * @param kinds what is done with each
     * @param <T> what comes of it
     */
    <T> T by(Kinds<T> kinds);

    /** {@return how probable the decisions are} */
    PersonLikelihood likelihood();

    /** {@return how the search ended} */
    Ending ending();

    /** {@return how the search ended} */
    default Fitted.Status status() {
        return ending().status();
    }

    /** {@return what a person should know, or nothing} */
    default String message() {
        return ending().message();
    }

    @Override
    default Interval logLikelihood() {
        return likelihood().logLikelihood();
    }

    /** {@return the logarithm of the likelihood of one taste for all; NaN under moments} */
    default double oneLogLikelihood() {
        return likelihood().oneLogLikelihood();
    }

    /** {@return how many persons there are} */
    default int persons() {
        return likelihood().persons();
    }

    @Override
    default double effectivePersons() {
        return likelihood().effectivePersons();
    }

    /** {@return the weights that stand for all persons: medians of tastes, means over classes; with their intervals} */
    List<Weight> typical();

    /**
     * {@return the ratios of all other weights to one: what persons pay for each in its unit}
     *
     * @param below the name of that weight, such as that of money
     */
    List<Derived> ratios(String below);

    /**
     * Finds what decisions say of one person.
     *
     * @param decisions those of one person, at least one; their oracles and features may be others than those of the fit
     * @param catalogue where the loss and the noise of the fit are found
     * @return what is known
     */
    PersonTastes individual(List<Observation> decisions, PluginCatalogue catalogue);

    /**
     * {@return weights that a person may have, whose shares add up to 1}
     *
     * @param observation an example of the person
     * @param known what is known of the person's tastes; null if nothing is
     * @param most how many there are at most, from 1 to 1,000,000
     * @param seed of what is drawn
     */
    List<Possible> possible(Observation observation, @Nullable PersonTastes known, int most, long seed);

    /** {@return twice what the logarithm of the likelihood gains over one taste for all} */
    default double likelihoodRatio() {
        return 2 * (logLikelihood().value() - oneLogLikelihood());
    }

    /** {@return Bayes' information criterion, of which less is better: over as many persons as they count as, who are independent; NaN under moments} */
    default double bic() {
        return parameters() * Math.log(effectivePersons()) - 2 * logLikelihood().value();
    }

    /** {@return that of one taste for all} */
    default double oneBic() {
        long free = oneTaste().weights().stream()
                .filter(weight -> !weight.isFixed())
                .count();
        return free * Math.log(effectivePersons()) - 2 * oneLogLikelihood();
    }

    /**
     * {@return what decides for a person with known weights; the caller closes it}
     *
     * @param weights in raw units, such as those of {@link PersonTastes}
     */
    default Predictor predictor(double[] weights) {
        Fitted oneTaste = oneTaste();
        return new Predictor(
                        oneTaste.model(),
                        Standardisable.of(oneTaste.model()).standardised(weights),
                        oneTaste.noise(),
                        oneTaste.epsilon())
                .inexact(oneTaste.inexact());
    }

    /** {@return what decides by the typical weights; the caller closes it} */
    default Predictor predictor() {
        return predictor(typical().stream().mapToDouble(Weight::estimate).toArray());
    }
}
