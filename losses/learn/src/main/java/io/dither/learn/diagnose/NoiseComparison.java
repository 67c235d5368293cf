package io.dither.learn.diagnose;

import io.dither.learn.Outcome;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import java.util.List;

/**
 * The performance of a law of noise on held-out examples.
 *
 * @param name its name
 * @param fitted the fit on the training part
 * @param outcomes its decisions on the held-out part
 * @param exactMatch the share of decisions that equal the observed ones
 * @param squaredError the mean over examples of the sum over coordinates of (probability - observed)^2, a proper score: lower is
 *     better
 * @param moments the test whether held-out moments that the fit does not set to 0 are 0 up to chance
 */
public record NoiseComparison(
        String name,
        Fitted fitted,
        List<Outcome> outcomes,
        Metric exactMatch,
        Metric squaredError,
        MomentTest moments) {}
