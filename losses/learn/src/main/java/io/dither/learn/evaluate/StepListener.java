package io.dither.learn.evaluate;

import io.dither.learn.model.CostModel;
import io.dither.learn.model.Fitted;

/** Hears of the parameters at each step of a search, for what a loss does not tell: metrics on examples held out. */
@FunctionalInterface
public interface StepListener {
    /**
     * Hears of a step.
     *
     * @param progress where the search is
     * @param model the standardised model
     * @param parameters its parameters, in standardised units; the listener owns them
     */
    void afterStep(Fitted.Progress progress, CostModel model, double[] parameters);
}
