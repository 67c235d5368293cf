package io.dither.exact;

import static io.dither.losses.Differences.gaussian;
import static io.dither.losses.Differences.output;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Decision;
import io.dither.layer.LayerProvider;
import io.dither.layer.NoiseKey;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.Differences;
import io.dither.losses.FenchelYoungLoss;
import io.dither.losses.TrueFenchelYoungLoss;
import io.dither.noise.Noise;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Marginals of k-subsets against enumeration, closed forms and differences. */
class SubsetMarginalsTest {
    /** Sums over all subsets: the logarithm of their weights, the marginals, and the covariance times v. */
    private static double[][] enumerated(double[] u, int k, double[] v) {
        int n = u.length;
        double weight = 0;
        double product = 0;
        double[] mean = new double[n];
        double[] cross = new double[n];
        for (int bits = 0; bits < 1 << n; bits++) {
            if (Integer.bitCount(bits) == k) {
                double score = 0;
                double along = 0;
                for (int i = 0; i < n; i++) {
                    score += (bits >> i & 1) * u[i];
                    along += (bits >> i & 1) * v[i];
                }
                double w = Math.exp(score);
                weight += w;
                product += w * along;
                for (int i = 0; i < n; i++) {
                    mean[i] += (bits >> i & 1) * w;
                    cross[i] += (bits >> i & 1) * w * along;
                }
            }
        }
        double total = weight;
        double[] marginals = Vectors.scaled(1 / weight, mean);
        double average = product / weight;
        double[] covariance = new double[n];
        Arrays.setAll(covariance, i -> cross[i] / total - marginals[i] * average);
        return new double[][] {{Math.log(weight)}, marginals, covariance};
    }

    @Test
    void theyAreThoseOfEnumeration() {
        KeyedRandom random = new KeyedRandom(1);
        for (int k = 1; k <= 7; k++) {
            for (int trial = 0; trial < 10; trial++) {
                double epsilon = 0.2 + random.nextExponential();
                double[] theta = gaussian(random, 7);
                double[] v = gaussian(random, 7);
                SubsetMarginals layer = new SubsetMarginals(Oracles.topK(7, k), epsilon);
                double[][] expected = enumerated(Vectors.scaled(1 / epsilon, theta), k, v);
                ValueAndGradient smoothed = layer.smoothed(theta, NoiseKey.ZERO);
                assertEquals(epsilon * expected[0][0], smoothed.value(), 1e-12 * (1 + Math.abs(smoothed.value())));
                assertArrayEquals(expected[1], smoothed.gradient().values(), 1e-13);
                assertArrayEquals(
                        Vectors.scaled(1 / epsilon, expected[2]),
                        layer.forward(theta).vjp(v).values(),
                        1e-12 / epsilon);
            }
        }
    }

    @Test
    void oneOfManyIsSoftmax() {
        double[] theta = {-0.6, 1.9, -0.2, 1.1, -1.0};
        ExactOptimizer softmax = ExactOptimizer.of(Oracles.argmax(5), Noise.centredGumbel(), 0.5);
        SubsetMarginals layer = new SubsetMarginals(Oracles.argmax(5), 0.5);
        assertArrayEquals(softmax.mean(theta), output(layer, theta), 1e-15);
        assertEquals(softmax.value(theta), layer.smoothed(theta, NoiseKey.ZERO).value(), 1e-14);
        double[] v = {1, 2, 3, -1, 0};
        assertArrayEquals(
                softmax.forward(theta).vjp(v).values(),
                layer.forward(theta).vjp(v).values(),
                1e-14);
    }

    @Test
    void gradientsAreDifferences() {
        Differences.check(new SubsetMarginals(Oracles.topK(8, 3), 0.7), 2, 1);
        Differences.check(new SubsetMarginals(Oracles.nearestNeighbours(8, 7), 0.7), 3, 1);
    }

    @Test
    void manyAndFarScoresKeepTheirDigits() {
        int n = 400;
        KeyedRandom random = new KeyedRandom(4);
        double[] theta = Vectors.scaled(3, gaussian(random, n));
        double[] shifted = new double[n];
        Arrays.setAll(shifted, i -> theta[i] + 1e6);
        SubsetMarginals layer = new SubsetMarginals(Oracles.topK(n, 150), 1);
        double[] y = output(layer, theta);
        assertEquals(150, Arrays.stream(y).sum(), 1e-10);
        assertArrayEquals(y, output(layer, shifted), 1e-9);
        assertEquals(
                layer.smoothed(theta, NoiseKey.ZERO).value() + 150e6,
                layer.smoothed(shifted, NoiseKey.ZERO).value(),
                1e-6);
        double[] apart = {1e9, -1e9, 0, 5e8};
        SubsetMarginals sharp = new SubsetMarginals(Oracles.topK(4, 2), 1e-3);
        assertArrayEquals(new double[] {1, 0, 0, 1}, output(sharp, apart));
        assertEquals(1.5e9, sharp.smoothed(apart, NoiseKey.ZERO).value());
        assertArrayEquals(
                new double[4],
                sharp.forward(apart).vjp(new double[] {1, 2, 3, 4}).values());
    }

    @Test
    void minimisersMirrorMaximisers() {
        double[] theta = {0.3, -1.2, 0.8, 0.1};
        double[] mirrored = Vectors.scaled(-1, theta);
        SubsetMarginals scores = new SubsetMarginals(Oracles.topK(4, 2), 0.7);
        SubsetMarginals costs = new SubsetMarginals(Oracles.nearestNeighbours(4, 2), 0.7);
        assertArrayEquals(output(scores, theta), output(costs, mirrored), 1e-15);
        Decision chosen = Decision.of(1, 0, 0, 1);
        ValueAndGradient gain = new FenchelYoungLoss(scores).evaluate(theta, chosen);
        ValueAndGradient loss = new FenchelYoungLoss(costs).evaluate(mirrored, chosen);
        assertEquals(gain.value(), loss.value(), 1e-14);
        assertArrayEquals(
                gain.gradient().values(), Vectors.scaled(-1, loss.gradient().values()), 1e-14);
    }

    @Test
    void theFenchelYoungLossIsMinusTheLogLikelihood() {
        double[] theta = {0.3, -1.2, 0.8, 0.1};
        double[][] sums = enumerated(theta, 2, theta);
        SubsetMarginals layer = new SubsetMarginals(Oracles.topK(4, 2), 1);
        assertEquals(
                sums[0][0] - theta[0] - theta[3],
                new FenchelYoungLoss(layer)
                        .evaluate(theta, Decision.of(1, 0, 0, 1))
                        .value(),
                1e-14);
        assertEquals(
                0,
                TrueFenchelYoungLoss.of(layer)
                        .evaluate(theta, Decision.mean(output(layer, theta)))
                        .value(),
                1e-9);
    }

    @Test
    void textFormAndRefusal() {
        assertArrayEquals(
                output(new SubsetMarginals(Oracles.topK(3, 2), 0.5), new double[] {1, 2, 3}),
                output(
                        PluginCatalogue.discover()
                                .create(LayerProvider.class, "subsets:epsilon=0.5")
                                .on(Oracles.topK(3, 2), 1, 1),
                        new double[] {1, 2, 3}));
        assertThrows(InvalidArgumentException.class, () -> new SubsetMarginals(Oracles.ranking(3), 1));
    }
}
