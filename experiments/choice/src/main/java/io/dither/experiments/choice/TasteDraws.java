package io.dither.experiments.choice;

import io.dither.layer.NoiseKey;
import io.dither.learn.SavedModel;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Standardisable;
import io.dither.learn.persons.Mixture;
import io.dither.learn.persons.Mixture.Estimates;
import io.dither.learn.persons.Mixture.Possible;
import io.dither.learn.persons.PersonModel;
import java.util.List;
import java.util.Optional;

/**
 * The possible weights of persons of whom no choices are known, as functions of the estimates.
 *
 * @param fitted the fit that decides: its model, noise and epsilon
 * @param mixture how persons differ, if they do
 */
record TasteDraws(Fitted fitted, Optional<Mixture> mixture) {
    /** So many pairs of opposite tastes, the same for all choices. */
    private static final int PAIRS = 50;

    static TasteDraws of(SavedModel saved) {
        Optional<Mixture> mixture = PersonModel.of(saved).map(PersonModel::mixture);
        return new TasteDraws(mixture.map(Mixture::oneTaste).orElse(saved.fitted()), mixture);
    }

    Estimates estimates() {
        return mixture.map(Mixture::estimates).orElseGet(() -> Estimates.of(fitted.weights(), fitted.covariance()));
    }

    /** Returns fits to decide by, each for its share of the persons. */
    List<Weighted> at(double[] x) {
        List<Possible> tastes =
                mixture.map(law -> law.at(x, NoiseKey.ZERO, PAIRS)).orElseGet(() -> List.of(new Possible(1, x)));
        return tastes.stream()
                .map(taste -> new Weighted(
                        taste.share(),
                        fitted.at(Standardisable.of(fitted.model()).standardised(taste.weights()))))
                .toList();
    }

    /**
     * A fit for some persons.
     *
     * @param share their share
     * @param fitted the fit
     */
    record Weighted(double share, Fitted fitted) {}
}
