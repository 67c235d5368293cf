package io.dither.testing.certification;

import io.dither.noise.BlockNoise;
import io.dither.noise.CurvedNoise;
import io.dither.noise.DimensionedNoise;
import io.dither.noise.IndependentNoise;
import io.dither.noise.Noise;
import io.dither.noise.ScoredNoise;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of a noise as tests: a class that implements this interface has one JUnit test per rule that applies to
 * its noise.
 *
 * <pre>{@code
 * class MyNoiseTest implements NoiseContractTests {
 *     public Noise noise() {
 *         return new MyNoise();
 *     }
 *
 *     public int dimension() {
 *         return 3;
 *     }
 * }
 * }</pre>
 *
 * <p>Seeds are fixed; statistical rules allow 5 standard errors.
 */
public interface NoiseContractTests {
    /** {@return the noise under test} */
    Noise noise();

    /**
     * Returns the dimension of the tests.
     *
     * @return d; with 2 or more, the tests can find a dependence between coordinates that the score lacks
     */
    int dimension();

    /**
     * Returns the number of samples of the statistical rules.
     *
     * @return the number, 100,000 unless overridden
     */
    default int samples() {
        return 100_000;
    }

    /**
     * Returns one test per rule that applies.
     *
     * @return the tests
     */
    @TestFactory
    default Stream<DynamicTest> noiseRules() {
        Noise noise = noise();
        List<DynamicTest> rules = new ArrayList<>();
        rules.add(
                DynamicTest.dynamicTest("the same key gives the same bits", () -> requireSameBits(noise, dimension())));
        rules.add(DynamicTest.dynamicTest(
                "the mean is that of the samples",
                () -> ZScore.requireWithin(5, NoiseChecks.means(noise, dimension(), samples(), 1))));
        if (noise instanceof DimensionedNoise sized) {
            rules.add(DynamicTest.dynamicTest(
                    "the dimension is that of the test",
                    () -> Assertions.assertEquals(dimension(), sized.dimension())));
        }
        if (noise instanceof BlockNoise blocks) {
            // 600 coordinates are two whole blocks and a part of a third
            int blockDimension = noise instanceof DimensionedNoise ? dimension() : Math.max(dimension(), 600);
            rules.add(DynamicTest.dynamicTest(
                    "a block drawn alone has the bits of a whole sample",
                    () -> NoiseChecks.requireBlocks(blocks, blockDimension)));
        }
        if (noise instanceof ScoredNoise scored) {
            rules.add(
                    DynamicTest.dynamicTest("a score does not change z", () -> requireUntouched(scored, dimension())));
            rules.add(DynamicTest.dynamicTest(
                    "the score belongs to the sampler (Stein)",
                    () -> ZScore.requireWithin(5, NoiseChecks.stein(scored, dimension(), samples(), 1))));
        }
        if (noise instanceof CurvedNoise curved) {
            rules.add(DynamicTest.dynamicTest(
                    "E[Hess nu] = E[grad nu grad nu^T]",
                    () -> ZScore.requireWithin(5, NoiseChecks.curvature(curved, dimension(), samples(), 1))));
        }
        if (noise instanceof IndependentNoise law) {
            rules.add(DynamicTest.dynamicTest(
                    "density, cdf, quantile, mean, symmetry and sampler agree",
                    () -> NoiseLawChecks.require(law, samples(), 1)));
        }
        return rules.stream();
    }

    private static void requireSameBits(Noise noise, int dimension) {
        double[] first = new double[dimension];
        double[] second = new double[dimension];
        Arrays.fill(second, 7); // finds samplers that do not write all coordinates, or add to the old ones
        KeyedRandom random = new KeyedRandom(3);
        random.startSample(5);
        noise.sample(random, first);
        // another sample in between finds samplers that keep state from call to call
        noise.sample(random, second.clone());
        random.startSample(5);
        noise.sample(random, second);
        Assertions.assertArrayEquals(first, second);
        for (double z : first) {
            Assertions.assertTrue(Double.isFinite(z), () -> "a sample holds " + z);
        }
    }

    private static void requireUntouched(ScoredNoise noise, int dimension) {
        double[] z = new double[dimension];
        noise.sample(new KeyedRandom(4), z);
        double[] before = z.clone();
        noise.score(z, new double[dimension]);
        Assertions.assertArrayEquals(before, z);
    }
}
