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
 * Makes a fitted model of observations: {@link Learner} searches for parameters, {@link Boosting} grows trees, and your own does as it
 * likes. A {@link CostModelFactory} names the one that fits its models, so that studies, tuning and the command use it. Only {@link #fit(List)}
 * must be written; the others say what a caller would like, and may change nothing.
 */
public interface Estimator {
    /**
     * Fits the model.
     *
     * @param observations the examples, at least one, each with its own id
     * @return what was found, see {@link Fitted#of}
     * @throws io.dither.error.InvalidArgumentException if the settings contradict each other or the examples
     * @throws io.dither.error.OracleException if a solve fails
     * @throws io.dither.learn.evaluate.StoppedException if it was cancelled
     */
    Fitted fit(List<Observation> observations);

    /**
     * Fits the model to examples that were sent to a cluster, and there if this estimator can; on this machine unless said otherwise.
     *
     * @param history the examples
     * @param some those of them to fit to, at least one
     * @return what was found, with the bits of {@link #fit(List)}
     */
    default Fitted fit(Cluster.History history, List<Observation> some) {
        return fit(some);
    }

    /** {@return this, without standard errors} */
    default Estimator withoutIntervals() {
        return this;
    }

    /**
     * {@return this, which tells of its steps}
     *
     * @param listener called on the thread that fits
     */
    default Estimator onProgress(Consumer<Fitted.Progress> listener) {
        return this;
    }

    /**
     * {@return this, which tells of the parts of its passes over the examples}
     *
     * @param listener called on the thread that fits
     */
    default Estimator onPart(Consumer<Fitted.Part> listener) {
        return this;
    }

    /**
     * {@return this, which tells what was found before its standard errors are measured}
     *
     * @param listener called on the thread that fits
     */
    default Estimator onFound(Consumer<Fitted> listener) {
        return this;
    }

    /**
     * {@return this, which may be stopped}
     *
     * @param stop whether to stop
     */
    default Estimator cancelledBy(BooleanSupplier stop) {
        return this;
    }

    /**
     * {@return this, told what the examples were made of and do not show}
     *
     * @param checksums by name
     */
    default Estimator inputs(Map<String, String> checksums) {
        return this;
    }

    /**
     * {@return the SHA-256 of all that a fit depends on; of the examples alone unless said otherwise}
     *
     * @param observations the examples, at least one, each with its own id
     */
    default String digest(List<Observation> observations) {
        return Digests.ofObservations(observations);
    }

    /**
     * {@return why there will be no standard errors, whatever is found; empty if there may be some}
     *
     * @param observations the examples, at least one
     */
    default String withoutErrors(List<Observation> observations) {
        return "";
    }

    /**
     * Measures what each feature of a grown model does.
     *
     * @param fitted what this estimator found
     * @param heldOut examples that the model was not fitted to; none for shares of the gain alone
     * @return one per feature, in their order; none for models with parameters
     */
    default List<Importance> importance(Fitted fitted, List<Observation> heldOut) {
        return List.of();
    }
}
