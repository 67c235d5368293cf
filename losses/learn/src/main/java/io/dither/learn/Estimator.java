package io.dither.learn;

import io.dither.learn.internal.evaluate.Digests;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Importance;
import io.dither.learn.model.Observation;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Fits a cost model to observations: {@link Learner} searches for parameters, {@link Boosting} grows trees. A {@link CostModelFactory} may
 * name your own estimator, which studies, tuning and the command then use. Only {@link #fit(List)} must be implemented; by default the
 * other methods ignore their arguments.
 */
public interface Estimator {
    /**
     * Fits the model.
     *
     * @param observations the examples, at least one, each with its own id
     * @return the fit, made by {@link Fitted#of}
     * @throws io.dither.error.InvalidArgumentException if the settings contradict each other or the examples
     * @throws io.dither.error.OracleException if a solve fails
     * @throws io.dither.learn.evaluate.StoppedException if the fit was cancelled
     */
    Fitted fit(List<Observation> observations);

    /**
     * Fits the model to examples that were sent to a cluster. By default this runs on this machine.
     *
     * @param history the examples
     * @param observations the examples to fit to, at least one, all of the history
     * @return the fit, with the same bits as {@link #fit(List)}
     */
    default Fitted fit(Cluster.History history, List<Observation> observations) {
        return fit(observations);
    }

    /** {@return this, without standard errors} */
    default Estimator withoutIntervals() {
        return this;
    }

    /**
     * {@return this, which reports each step}
     *
     * @param listener called on the thread that fits
     */
    default Estimator onProgress(Consumer<Fitted.Progress> listener) {
        return this;
    }

    /**
     * {@return this, which reports how far a pass over the examples is}
     *
     * @param listener called on the thread that fits
     */
    default Estimator onPart(Consumer<Fitted.Part> listener) {
        return this;
    }

    /**
     * {@return this, which reports the fit before its standard errors are measured}
     *
     * @param listener called on the thread that fits
     */
    default Estimator onSearchEnd(Consumer<Fitted> listener) {
        return this;
    }

    /**
     * {@return this, which throws a {@code StoppedException} once it is cancelled}
     *
     * @param stop returns whether to stop; called often
     */
    default Estimator cancelledBy(BooleanSupplier stop) {
        return this;
    }

    /**
     * {@return this, with a {@link #digest} that also covers files behind the examples}
     *
     * @param checksums the checksums of the files, by name
     */
    default Estimator inputs(Map<String, String> checksums) {
        return this;
    }

    /**
     * {@return the SHA-256 of everything that a fit depends on; by default of the examples only}
     *
     * @param observations the examples, at least one, each with its own id
     */
    default String digest(List<Observation> observations) {
        return Digests.ofObservations(observations);
    }

    /**
     * {@return why a fit can have no standard errors; empty if it can}
     *
     * @param observations the examples, at least one
     */
    default String withoutErrors(List<Observation> observations) {
        return "";
    }

    /**
     * {@return whether a fit draws the samples of its settings; by default not}
     *
     * @param observations the examples, at least one
     */
    default boolean drawsSamples(List<Observation> observations) {
        return false;
    }

    /**
     * Measures the importance of each feature of trees.
     *
     * @param fitted a fit of this estimator
     * @param heldOut examples that the model was not fitted to; empty to return only shares of the gain
     * @return one per feature, in their order; empty for models with parameters
     */
    default List<Importance> importance(Fitted fitted, List<Observation> heldOut) {
        return List.of();
    }
}
