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
 * Fits a cost model to observations. The usual estimator is a {@link Learner}, which searches for the parameters of the
 * model. {@link CostModelFactory#estimator} may return your own estimator; studies, tuning and the command then use it.
 * Only {@link #fit(List)} must be implemented; by default, the methods that return this estimator do nothing else.
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
     * Fits the model to examples that were sent to a cluster. By default, this machine fits it.
     *
     * @param history the examples
     * @param observations the examples to fit to, at least one; they belong to the history
     * @return the fit, with the same bits as {@link #fit(List)}
     */
    default Fitted fit(Cluster.History history, List<Observation> observations) {
        return fit(observations);
    }

    /**
     * Leaves out standard errors, and so the confidence intervals that they give.
     *
     * @return this
     */
    default Estimator withoutIntervals() {
        return this;
    }

    /**
     * Reports each step to a listener.
     *
     * @param listener called on the thread that fits
     * @return this
     */
    default Estimator onProgress(Consumer<Fitted.Progress> listener) {
        return this;
    }

    /**
     * Reports the progress within each pass over the examples to a listener.
     *
     * @param listener called on the thread that fits
     * @return this
     */
    default Estimator onPart(Consumer<Fitted.Part> listener) {
        return this;
    }

    /**
     * Reports the fit to a listener before its standard errors are computed.
     *
     * @param listener called on the thread that fits; not called if no standard errors are computed
     * @return this
     */
    default Estimator onSearchEnd(Consumer<Fitted> listener) {
        return this;
    }

    /**
     * Lets the caller cancel the fit, which then throws a {@code StoppedException}.
     *
     * @param stop returns whether to stop; called often
     * @return this
     */
    default Estimator cancelledBy(BooleanSupplier stop) {
        return this;
    }

    /**
     * Adds the checksums of files that the examples depend on to the {@link #digest}.
     *
     * @param checksums the checksums by the names of the files
     * @return this
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
        return Digests.ofHistory(observations);
    }

    /**
     * {@return the reason why a fit can have no standard errors of its parameters; empty if it can have them}
     *
     * @param observations the examples, at least one
     */
    default String reasonWithoutErrors(List<Observation> observations) {
        return "";
    }

    /**
     * {@return whether a fit draws samples, so that the number of samples in its settings matters; by default false}
     *
     * @param observations the examples, at least one
     */
    default boolean drawsSamples(List<Observation> observations) {
        return false;
    }

    /**
     * Measures the importance of each feature of a model without parameters, such as trees.
     *
     * @param fitted a fit of this estimator
     * @param heldOut examples that the model was not fitted to; if there are none, only the {@linkplain Importance#gain
     *     gain} of each feature is measured
     * @return the importance of each feature, in the order of the features; empty for models with parameters
     */
    default List<Importance> importance(Fitted fitted, List<Observation> heldOut) {
        return List.of();
    }
}
