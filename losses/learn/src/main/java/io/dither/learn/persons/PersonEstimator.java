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

/** Estimates how weights differ between persons, instead of weights that all persons share. */
public interface PersonEstimator {
    /**
     * The model and the settings of a fit.
     *
     * @param model the cost model
     * @param settings the settings of the fit
     * @param catalogue the losses and noises by name
     * @param progress receives a line of text for each step
     * @param cancelled returns whether to stop; called several times per second
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
     * @param history the examples on a cluster or on this machine, for fits to all of them or to a part
     * @param split the training examples and the held-out examples
     * @param all all examples: the training examples and the held-out examples
     * @param order returns the position of a decision in time; the last decision of a person has the largest position and, among
     *     equal positions, the last id
     */
    record Decisions(Cluster.History history, Holdout split, List<Observation> all, ToIntFunction<Observation> order) {}

    /** {@return the settings of this estimator as texts by name, for users and for the digest of the fit} */
    Map<String, String> texts();

    /**
     * Fits to all examples and, if examples are held out and others are not, also to the training examples.
     *
     * @param task the model and the settings
     * @param decisions the decisions
     * @return the results of the fits
     * @throws InvalidArgumentException if the settings contradict each other or do not fit the examples
     */
    PersonResults fit(Task task, Decisions decisions);
}
