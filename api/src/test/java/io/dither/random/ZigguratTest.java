package io.dither.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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

    /** On both sides of the curve, from 1e-9 of the height of the layer to all of it away from it. */
    @Test
    void pointsInAWedgeAreBelowTheDensityWhereTheyAreBelowIt() {
        KeyedRandom random = new KeyedRandom(22);
        double[] edge = Ziggurat.EDGE;
        for (int i = 0; i < DRAWS; i++) {
            int layer = 1 + i % (Ziggurat.LAYERS - 1);
            double x = edge[layer + 1] + random.nextDouble() * (edge[layer] - edge[layer + 1]);
            double low = StrictMath.exp(-0.5 * edge[layer] * edge[layer]);
            double rise = StrictMath.exp(-0.5 * edge[layer + 1] * edge[layer + 1]) - low;
            double curve = (StrictMath.exp(-0.5 * x * x) - low) / rise;
            double distance = Math.pow(10, -9 * random.nextDouble());
            assertTrue(Ziggurat.isBelow(layer, x, curve - distance), () -> "layer " + layer + ", x = " + x);
            assertFalse(Ziggurat.isBelow(layer, x, curve + distance), () -> "layer " + layer + ", x = " + x);
        }
    }

    /** The last two lie where the base layer hands over to the tail sampler. */
    @Test
    void theTailsHaveTheirMass() {
        for (double edge : new double[] {1, 2, 3, 3.5, 4, 4.038849846109504}) {
            double p = 1 - cdf(edge);
            double deviation = Math.sqrt(DRAWS * p);
            long above = Arrays.stream(SORTED).filter(x -> x > edge).count();
            long below = Arrays.stream(SORTED).filter(x -> x < -edge).count();
            assertEquals(0, (above - DRAWS * p) / deviation, 5, "above " + edge);
            assertEquals(0, (below - DRAWS * p) / deviation, 5, "below -" + edge);
        }
    }

    /** E[Z - t | Z > t] = phi(t) / (1 - Phi(t)) - t. */
    @Test
    void beyondTheEdgeOfTheTailTheMeanExcessIsRight() {
        double edge = 4.038849846109504;
        double expected = Math.exp(-edge * edge / 2) / Math.sqrt(2 * Math.PI) / (1 - cdf(edge)) - edge;
        KeyedRandom random = new KeyedRandom(21);
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            boolean negative = i % 2 == 0;
            double excess = (negative ? -1 : 1) * Ziggurat.tail(random, negative) - edge;
            assertTrue(excess > 0);
            sum += excess;
        }
        // the excess is nearly exponential, its deviation a little below its mean
        assertEquals(0, (sum / DRAWS - expected) / (expected / Math.sqrt(DRAWS)), 5);
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
