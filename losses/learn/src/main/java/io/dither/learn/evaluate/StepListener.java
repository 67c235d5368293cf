package io.dither.learn.evaluate;

import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;

/**
 * Receives the parameters at the start and after each step of a search, or with mini-batches only after each epoch, for example to compute
 * metrics on held-out examples. Searches by moments do not call it.
 */
@FunctionalInterface
public interface StepListener {
    /**
     * Receives the state after a step, or at the start.
     *
     * @param progress the state of the search
     * @param model the cost model, standardised by the features of the training examples
     * @param parameters its parameters, in standardised units; the listener owns them
     */
    void afterStep(Fitted.Progress progress, CostModel model, double[] parameters);
}
