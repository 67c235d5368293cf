package io.dither.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.random.KeyedRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NoiseTest {
    private static final int DRAWS = 100_000;

    static Noise[] laws() {
        return new Noise[] {Noise.gaussian(), Noise.gumbel(), Noise.centredGumbel(), Noise.logistic(), Noise.laplace()};
    }

    /** Stein: integration by parts gives E[f(Z) nu'(Z)] = E[f'(Z)]; with f = 1 the score has mean 0. */
    @ParameterizedTest
    @MethodSource("laws")
    void theScoreSatisfiesSteinsIdentity(ScoredNoise noise) {
        assertStein(noise, z -> 1, z -> 0);
        assertStein(noise, z -> z, z -> 1);
        assertStein(noise, Math::sin, Math::cos);
        assertStein(noise, Math::tanh, z -> 1 - Math.tanh(z) * Math.tanh(z));
    }

    private static void assertStein(ScoredNoise noise, DoubleUnaryOperator f, DoubleUnaryOperator derivative) {
        double[] z = new double[10];
        double[] score = new double[10];
        KeyedRandom random = new KeyedRandom(5);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < DRAWS / 10; i++) {
            random.startSample(i);
            noise.sample(random, z);
            noise.score(z, score);
            for (int j = 0; j < 10; j++) {
                double x = f.applyAsDouble(z[j]) * score[j] - derivative.applyAsDouble(z[j]);
                sum += x;
                squares += x * x;
            }
        }
        assertEquals(0, sum / Math.sqrt(squares), 5, noise.name());
    }

    @Test
    void theMeansAreAsDocumented() {
        assertMean(Noise.gaussian(), 0, 1);
        assertMean(Noise.gumbel(), 0.5772156649, Math.PI / Math.sqrt(6));
        assertMean(Noise.centredGumbel(), 0, Math.PI / Math.sqrt(6));
    }

    private static void assertMean(ScoredNoise noise, double mean, double deviation) {
        double[] z = new double[DRAWS];
        noise.sample(new KeyedRandom(6), z);
        double sum = 0;
        double squares = 0;
        for (double x : z) {
            sum += x - mean;
            squares += (x - mean) * (x - mean);
        }
        assertEquals(0, sum / DRAWS / (deviation / Math.sqrt(DRAWS)), 5, noise.name());
        // the kurtosis of the Gumbel law is 5.4, of the normal law 3: the square has variance of at most 4.4 sigma^4
        double error = deviation * deviation * Math.sqrt(4.4 / DRAWS);
        assertEquals(deviation * deviation, squares / DRAWS, 5 * error, noise.name());
    }

    @Test
    void theCentredGumbelIsTheGumbelMovedByGamma() {
        double[] plain = new double[100];
        double[] centred = new double[100];
        Noise.gumbel().sample(new KeyedRandom(7), plain);
        Noise.centredGumbel().sample(new KeyedRandom(7), centred);
        double[] scores = new double[100];
        double[] centredScores = new double[100];
        Noise.gumbel().score(plain, scores);
        Noise.centredGumbel().score(centred, centredScores);
        for (int i = 0; i < 100; i++) {
            assertEquals(plain[i] - 0.5772156649015329, centred[i], 1e-14);
            assertEquals(scores[i], centredScores[i], 1e-12 * (1 + Math.abs(scores[i])));
        }
    }

    @Test
    void theGaussianScoreIsTheSampleItself() {
        double[] z = {1.5, -2, 0};
        double[] score = new double[3];
        Noise.gaussian().score(z, score);
        assertEquals(1.5, score[0]);
        assertEquals(-2, score[1]);
        assertEquals(0, score[2]);
    }
}
