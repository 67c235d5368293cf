package io.dither.learn.persons;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.Cluster;
import io.dither.learn.evaluate.Holdout;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Observation;
import io.dither.plugin.PluginCatalogue;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;

/** Estimates how weights differ between persons, in the place of one fit for all. */
public interface PersonEstimator {
    /**
     * The fit.
     *
     * @param model the cost model
     * @param settings how to fit
     * @param catalogue where losses and noises are found
     * @param progress takes a line for each step
     * @param cancelled whether to stop; asked several times a second
     */
    record Task(
            CostModel model,
            FitSettings settings,
            PluginCatalogue catalogue,
            Consumer<String> progress,
            BooleanSupplier cancelled) {}

    /**
     * The decisions.
     *
     * @param history has them all
     * @param split the examples that are not held out, and those that are
     * @param all all examples
     * @param order which of a person's decisions is the last: that with the largest number
     */
    record Decisions(Cluster.History history, Holdout split, List<Observation> all, ToIntFunction<Observation> order) {}

    /** {@return what was chosen, by its name, for people and for the digest of the fit} */
    Map<String, String> text();

    /**
     * Estimates on the examples that are not held out, if any are, and on all.
     *
     * @param task the fit
     * @param decisions the decisions
     * @return what was learnt
     * @throws InvalidArgumentException if the settings contradict each other or the examples
     */
    PersonResults fit(Task task, Decisions decisions);
}
