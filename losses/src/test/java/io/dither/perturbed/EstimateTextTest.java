package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.exact.ExactOptimizer;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import org.junit.jupiter.api.Test;

class EstimateTextTest {
    @Test
    void anEstimateTellsItsValueAndWhatWasAskedFor() {
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(Oracles.argmax(3)).samples(50).build()) {
            String text = layer.at(new double[] {1, 0, 2}).jacobian().estimate().toString();
            assertTrue(text.matches("value \\S+ \\(standard error \\S+\\) of 50 samples, d = 3, jacobian\\(\\)"), text);
        }
    }

    @Test
    void aThetaThatIsNoneIsABadArgument() {
        ExactOptimizer exact = ExactOptimizer.of(Oracles.argmax(3), Noise.gumbel(), 1);
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(Oracles.argmax(3)).samples(5).build()) {
            for (double[] theta : new double[][] {{1, 2}, {1, Double.NaN, 0}, {1, Double.POSITIVE_INFINITY, 0}}) {
                assertThrows(InvalidArgumentException.class, () -> layer.estimate(theta));
                assertThrows(InvalidArgumentException.class, () -> layer.at(theta));
                assertThrows(InvalidArgumentException.class, () -> exact.mean(theta));
                assertThrows(InvalidArgumentException.class, () -> exact.value(theta));
                assertThrows(InvalidArgumentException.class, () -> exact.jacobian(theta));
            }
            InvalidArgumentException refused =
                    assertThrows(InvalidArgumentException.class, () -> layer.at(new double[] {1, Double.NaN, 0}));
            assertEquals(
                    "theta[1] = NaN is not finite. Maybe a division by zero or an overflow came before.",
                    refused.getMessage());
        }
    }
}
