package io.dither.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ZigguratTest {
    private static final int DRAWS = 400_000;
    private static final double[] SORTED = draw();

    private static double[] draw() {
        double[] draws = new double[DRAWS];
        KeyedRandom random = new KeyedRandom(20);
        for (int i = 0; i < DRAWS; i++) {
            draws[i] = random.nextGaussian();
        }
        Arrays.sort(draws);
        return draws;
    }

    /** Kolmogorov-Smirnov: sqrt(n) times the largest distance exceeds 2.2 once in 8,000 seeds. */
    @Test
    void theEmpiricalLawIsTheNormalLaw() {
        double distance = 0;
        for (int i = 0; i < DRAWS; i++) {
            double p = cdf(SORTED[i]);
            distance = Math.max(distance, Math.max(p - (double) i / DRAWS, (i + 1.0) / DRAWS - p));
        }
        assertTrue(distance * Math.sqrt(DRAWS) < 2.2, "distance " + distance);
    }

    /** The last two lie where the base layer hands over to the tail sampler. */
    @Test
    void theTailsHaveTheirMass() {
        for (double edge : new double[] {1, 2, 3, 3.5, 3.654152885361009, 4}) {
            double p = 1 - cdf(edge);
            double deviation = Math.sqrt(DRAWS * p);
            long above = Arrays.stream(SORTED).filter(x -> x > edge).count();
            long below = Arrays.stream(SORTED).filter(x -> x < -edge).count();
            assertEquals(0, (above - DRAWS * p) / deviation, 5, "above " + edge);
            assertEquals(0, (below - DRAWS * p) / deviation, 5, "below -" + edge);
        }
    }

    @Test
    void beyondTheTailsEdgeTheMeanExcessIsRight() {
        double edge = 3.654152885361009;
        double expected = Math.exp(-edge * edge / 2) / Math.sqrt(2 * Math.PI) / (1 - cdf(edge)) - edge;
        double[] excess = Arrays.stream(SORTED)
                .map(Math::abs)
                .filter(x -> x > edge)
                .map(x -> x - edge)
                .toArray();
        double mean = Arrays.stream(excess).average().orElseThrow();
        // the excess is nearly exponential, so its deviation is at most its mean
        assertEquals(0, (mean - expected) / (expected / Math.sqrt(excess.length)), 5);
    }

    /** Phi by the series of Marsaglia (2004), exact to about 1e-15. */
    static double cdf(double x) {
        double term = x;
        double sum = x;
        for (int i = 3; Math.abs(term) > 1e-18; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * Math.exp(-0.5 * x * x) / Math.sqrt(2 * Math.PI);
    }
}
