package io.dither.learn.diagnose;

import io.dither.learn.Outcome;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import java.util.List;

/**
 * The performance of a noise distribution on held-out examples.
 *
 * @param name the name of the noise
 * @param fitted the fit on the training part
 * @param outcomes the decisions of the fit on the held-out part
 * @param exactMatch the share of decisions that equal the observed ones
 * @param squaredError the mean over examples of the sum over coordinates of (probability - observed)^2, a proper score: lower is
 *     better
 * @param moments the test of held-out moments that the fit does not set to 0
 */
public record NoiseComparison(
        String name,
        Fitted fitted,
        List<Outcome> outcomes,
        Metric exactMatch,
        Metric squaredError,
        MomentTest moments) {}
