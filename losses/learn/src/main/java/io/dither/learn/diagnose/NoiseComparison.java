package io.dither.learn.diagnose;

import io.dither.learn.Outcome;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import java.util.List;

/**
 * How a law of noise does on examples that it was not fitted to.
 *
 * @param name its name
 * @param fitted the fit on the training part
 * @param outcomes its decisions on the held-out part
 * @param exactMatch how often they are the observed ones
 * @param squaredError the mean over examples of the sum over coordinates of (probability - observed)^2, a proper score: less is
 *     better
 * @param moments whether held-out moments that the fit did not make 0 are 0 but for chance
 */
public record NoiseComparison(
        String name,
        Fitted fitted,
        List<Outcome> outcomes,
        Metric exactMatch,
        Metric squaredError,
        MomentTest moments) {}
