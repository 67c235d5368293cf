package io.dither.people.tastes;

import io.dither.learn.Predictor;
import io.dither.learn.internal.evaluate.Workers;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Standardisable;
import io.dither.learn.model.Weight;
import io.dither.learn.persons.Mixture;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A fitted distribution of the weights of a cost model over persons: continuous tastes or latent classes. */
public interface FittedPersons extends Mixture {
    /**
     * A visitor of fits, with a function for each kind of fit.
     *
     * @param <T> the type of the result
     */
    interface Kinds<T> {
        /**
         * {@return the result for tastes}
         *
         * @param tastes the tastes
         */
        T ofTastes(FittedTastes tastes);

        /**
         * {@return the result for classes}
         *
         * @param classes the classes
         */
        T ofClasses(FittedClasses classes);

        /**
         * {@return the result for classes whose tastes differ within a class}
         *
         * @param classes the classes
         */
        T ofTasteClasses(FittedTasteClasses classes);
    }

    /**
     * {@return the result for this kind}
     *
     * @param kinds the function of each kind
     * @param <T> the type of the result
     */
    <T> T accept(Kinds<T> kinds);

    /** {@return the likelihood of the decisions} */
    PersonLikelihood likelihood();

    /** {@return how the search ended, with a message} */
    Ending ending();

    /** {@return how the search ended} */
    default Fitted.Status status() {
        return ending().status();
    }

    /** {@return a message for the user, or empty} */
    default String message() {
        return ending().message();
    }

    @Override
    default Interval logLikelihood() {
        return likelihood().logLikelihood();
    }

    /** {@return the log likelihood if all persons have the same weights; NaN under moments} */
    default double commonLogLikelihood() {
        return likelihood().oneLogLikelihood();
    }

    /** {@return the number of persons} */
    default int persons() {
        return likelihood().persons();
    }

    @Override
    default double effectivePersons() {
        return likelihood().effectivePersons();
    }

    /** {@return the number of latent classes; 0 if there are none} */
    default int numberOfClasses() {
        return 0;
    }

    /** {@return typical weights: medians of tastes, or means over classes; with their intervals} */
    List<Weight> typical();

    /**
     * {@return the ratios of all other weights to a denominator, such as the willingness to pay for each feature, with their intervals}
     *
     * @param denominator the name of the weight to divide by, such as the weight of the price
     */
    List<Weight> ratios(String denominator);

    /**
     * Estimates the tastes of one person.
     *
     * @param decisions the decisions of one person, at least one; their oracles and the values of their features may differ from those of the fit
     * @param catalogue the plugins, which contain the loss and the noise of the fit
     * @return the tastes
     */
    PersonTastes individual(List<Observation> decisions, PluginCatalogue catalogue);

    /**
     * Estimates the tastes of each person separately, on the number of threads in the settings.
     *
     * @param decisions for each person, the person's decisions, at least one
     * @param catalogue the plugins, which contain the loss and the noise of the fit
     * @param cancelled returns whether to stop; called several times per second
     * @return the tastes of each person
     * @throws io.dither.learn.evaluate.StoppedException if it was cancelled
     */
    default List<PersonTastes> individuals(
            List<List<Observation>> decisions, PluginCatalogue catalogue, BooleanSupplier cancelled) {
        try (Workers workers = new Workers(commonFit().settings().threads(), cancelled)) {
            return workers.runAll(decisions.size(), p -> individual(decisions.get(p), catalogue));
        }
    }

    /**
     * {@return possible weights of a person, with probabilities that sum to 1}
     *
     * @param observation a decision of the person; shares of latent classes may depend on its covariates
     * @param person the estimated tastes of the person; null if there are none
     * @param most the largest number of weight vectors to return, from 1 to 1,000,000; fits with classes may return more: one per class
     * @param seed the seed of the draws
     */
    List<PossibleWeights> possible(Observation observation, @Nullable PersonTastes person, int most, long seed);

    /** {@return the likelihood ratio: twice the log likelihood minus twice the log likelihood with the same weights for all persons; NaN under moments} */
    default double likelihoodRatio() {
        return 2 * (logLikelihood().value() - commonLogLikelihood());
    }

    /**
     * {@return the Bayesian information criterion, where lower is better; its sample size is {@link #effectivePersons()}; NaN under
     * moments}
     */
    default double bic() {
        return parameterCount() * Math.log(effectivePersons())
                - 2 * logLikelihood().value();
    }

    /** {@return the Bayesian information criterion if all persons have the same weights; NaN under moments} */
    default double commonBic() {
        long free = commonFit().weights().stream()
                .filter(weight -> !weight.isFixed())
                .count();
        return free * Math.log(effectivePersons()) - 2 * commonLogLikelihood();
    }

    /**
     * {@return the predictor for a person with known weights; the caller closes it}
     *
     * @param weights the weights in raw units, such as the means of {@link PersonTastes}
     */
    default Predictor predictor(double[] weights) {
        Fitted commonFit = commonFit();
        return new Predictor(
                        commonFit.model(),
                        Standardisable.of(commonFit.model()).standardised(weights),
                        commonFit.noise(),
                        commonFit.epsilon())
                .inexact(commonFit.inexact());
    }

    /** {@return the predictor with the typical weights; the caller closes it} */
    default Predictor predictor() {
        return predictor(typical().stream().mapToDouble(Weight::estimate).toArray());
    }
}
