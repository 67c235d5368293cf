package io.dither.experiments.learning;

import io.dither.experiments.learning.ResultsView.Section;
import io.dither.learn.Outcome;
import io.dither.learn.model.Fitted;
import io.dither.learn.persons.Mixture;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** Adds a section to the results of a fit, such as elasticities if the fit has any; found by {@link ServiceLoader}. */
public interface ResultsAddition {
    /**
     * {@return the section; empty if the fit has none}
     *
     * @param fitted the fit; if persons differ, with their typical weights (medians of tastes, or means over classes)
     * @param persons the distribution of persons, if they differ
     * @param heldOut the decisions for the held-out examples, by the fit on the training part; empty if there are none
     */
    Optional<Section> of(Fitted fitted, Optional<Mixture> persons, List<Outcome> heldOut);

    /**
     * {@return the sections of all additions on the class path}
     *
     * @param fitted the fit; if persons differ, with their typical weights (medians of tastes, or means over classes)
     * @param persons the distribution of persons, if they differ
     * @param heldOut the decisions for the held-out examples, by the fit on the training part; empty if there are none
     */
    static List<Section> all(Fitted fitted, Optional<Mixture> persons, List<Outcome> heldOut) {
        return ServiceLoader.load(ResultsAddition.class).stream()
                .flatMap(provider -> provider.get().of(fitted, persons, heldOut).stream())
                .toList();
    }
}
