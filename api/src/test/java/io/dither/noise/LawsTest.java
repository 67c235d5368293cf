package io.dither.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.random.KeyedRandom;
import org.junit.jupiter.api.Test;

/** The formulas of the independent laws against each other and against known values; nothing is drawn. */
class LawsTest {
    private static final double STEP = 1e-4;

    /** Density, score and curvature are slopes: F' = f, nu' = -(ln f)', nu''. */
    @Test
    void eachFormulaIsTheSlopeOfTheOneBefore() {
        assertSlopes(Noise.gaussian());
        assertSlopes(Noise.gumbel());
        assertSlopes(Noise.centredGumbel());
        assertSlopes(Noise.logistic());
        assertSlopes(Noise.laplace());
    }

    private static void assertSlopes(IndependentNoise noise) {
        for (double z = -2.9; z < 3.1; z += 0.3) {
            String where = noise.name() + " at " + z;
            double rise = noise.cdf(z + STEP) - noise.cdf(z - STEP);
            assertEquals(rise / (2 * STEP), noise.density(z), 1e-8, where);
            double fall = Math.log(noise.density(z - STEP)) - Math.log(noise.density(z + STEP));
            double bound = 1e-7 * (1 + Math.exp(-z));
            assertEquals(fall / (2 * STEP), score(noise, z), bound, where);
            assertEquals(z, noise.quantile(noise.cdf(z)), 1e-12, where);
            if (noise instanceof CurvedNoise curved) {
                double[] hessian = {9, 9, 9, 9};
                curved.hessian(new double[] {z, 0}, hessian);
                assertEquals((score(noise, z + STEP) - score(noise, z - STEP)) / (2 * STEP), hessian[0], bound, where);
                assertEquals(0, hessian[1]);
                assertEquals(0, hessian[2]);
            }
        }
    }

    private static double score(ScoredNoise noise, double z) {
        double[] score = new double[2];
        noise.score(new double[] {0, z}, score);
        return score[1];
    }

    @Test
    void theDistributionFunctionsHaveTheirKnownValues() {
        assertEquals(0.5, Noise.gaussian().cdf(0));
        assertEquals(0.9772498680518208, Noise.gaussian().cdf(2), 1e-15);
        assertEquals(0.36787944117144233, Noise.gumbel().cdf(0), 1e-15);
        assertEquals(0.36787944117144233, Noise.centredGumbel().cdf(-0.5772156649015329), 1e-15);
        assertEquals(0.7310585786300049, Noise.logistic().cdf(1), 1e-15);
        assertEquals(0.2689414213699951, Noise.logistic().cdf(-1), 1e-15);
        assertEquals(0.8160602794142788, Noise.laplace().cdf(1), 1e-15);
        assertEquals(0.18393972058572117, Noise.laplace().cdf(-1), 1e-15);
    }

    @Test
    void namesMeansAndSymmetryAreAsDocumented() {
        assertLaw("gaussian", 0, true, Noise.gaussian());
        assertLaw("gumbel", 0.5772156649015329, false, Noise.gumbel());
        assertLaw("centred-gumbel", 0, false, Noise.centredGumbel());
        assertLaw("logistic", 0, true, Noise.logistic());
        assertLaw("laplace", 0, true, Noise.laplace());
        assertEquals("sum-of-gamma", Noise.sumOfGamma(2, 3).name());
        assertEquals((11.0 / 6 - Math.log(3)) / 2, Noise.sumOfGamma(2, 3).mean(7), 1e-15);
        assertEquals("scaled-gaussian", Noise.gaussian(new double[] {1}).name());
        assertEquals(
                "gaussian-covariance",
                Noise.gaussianWithCovariance(new double[][] {{1}}).name());
    }

    private static void assertLaw(String name, double mean, boolean symmetric, IndependentNoise noise) {
        assertEquals(name, noise.name());
        assertEquals(mean, noise.mean(), name);
        assertEquals(mean, noise.mean(5), name);
        assertEquals(symmetric, noise.isSymmetric(), name);
        assertTrue(noise.scoreHasFourthMoment(), name);
    }

    @Test
    void theGammaLawSaysWhichMomentsItsScoreHas() {
        assertEquals("gamma", Noise.gamma(2).name());
        assertEquals(2.5, Noise.gamma(2.5).mean(3));
        assertTrue(new Gamma(4.5).scoreHasFourthMoment());
        assertFalse(new Gamma(4).scoreHasFourthMoment());
        ShapedGamma shaped = new ShapedGamma(new double[] {5, 0, 6});
        assertEquals("gamma", shaped.name());
        assertEquals(3, shaped.dimension());
        assertTrue(shaped.scoreHasFourthMoment());
        assertFalse(new ShapedGamma(new double[] {3, 5}).scoreHasFourthMoment());
    }

    @Test
    void amplitudesScaleTheScoreAndTheCurvature() {
        CurvedNoise noise = Noise.gaussian(new double[] {0.5, 4});
        double[] score = new double[2];
        double[] hessian = new double[4];
        noise.score(new double[] {3, 8}, score);
        noise.hessian(new double[] {3, 8}, hessian);
        assertArrayEquals(new double[] {12, 0.5}, score);
        assertArrayEquals(new double[] {4, 0, 0, 0.0625}, hessian);
    }

    /** Which bits of a stream make which number: a law drawn in another way would be as right, but not the same. */
    @Test
    void samplesAreFixedForEver() {
        assertSample(Noise.gaussian(), -1.585302041888747, -1.859662196694693);
        assertSample(Noise.gumbel(), 0.5501525032005208, 0.48933286993986425);
        assertSample(Noise.logistic(), 0.24789443721639803, 0.16720516181189937);
        assertSample(Noise.laplace(), -0.5768618303966488, 0.6130352320264529);
        assertSample(Noise.gamma(5), 5.536208520572404, 1.691854006455999);
        assertSample(Noise.gamma(0.5), 0.0047654246524009925, 0.046291022589251184);
        assertSample(Noise.sumOfGamma(2, 3), -0.2749047168732565, -0.3524751990777292);
    }

    /** The first number of sample 3 and the first of its second block. */
    private static void assertSample(Noise noise, double first, double second) {
        KeyedRandom random = new KeyedRandom(42);
        random.startSample(3);
        double[] z = new double[300];
        noise.sample(random, z);
        assertArrayEquals(new double[] {first, second}, new double[] {z[0], z[256]}, noise.name());
    }
}
