package io.dither.perturbed.internal.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.internal.threads.Workers;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.noise.Noise;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.oracles.Oracles;
import io.dither.perturbed.internal.statistic.JacobianSums;
import io.dither.perturbed.internal.statistic.RewardCovariance;
import io.dither.perturbed.internal.statistic.VectorMoments;
import io.dither.random.KeyedRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The parts of the loop by themselves. */
class EngineTest {
    /** One of argmax of two, at (1, 0). */
    static Problem problem(int replicate) {
        LinearOracle oracle = Oracles.argmax(2);
        double[] theta = {1, 0};
        return new Problem(
                pass(0, List.of()),
                new Input(theta, NoiseKey.ZERO, oracle),
                new Perturbation(oracle, theta, Noise.gaussian(), 1, false, false),
                Draws.independent(Noise.gaussian()),
                new Plan(),
                replicate);
    }

    /** A call with Gaussian noise, but the score of another law. */
    static PassSettings pass(long seed, List<Recording> known) {
        return new PassSettings(
                Workers.owned(1),
                new Workspaces(Workspaces.USUAL_INTERVAL),
                seed,
                100,
                MonteCarlo.SMALLEST_BLOCK,
                InexactPolicy.FAIL,
                Draws.independent(Noise.gaussian()),
                Noise.gumbel(),
                known);
    }

    @Test
    void aWaveOfLargeStatisticsIsAsSmallAsTheThreads() {
        Plan plan = new Plan();
        plan.collect(() -> new JacobianSums(600, 600, Sample::copyScore));
        plan.collect(() -> new VectorMoments(600, 1, false));
        long doubles = plan.newTally(problem(0)).sizeInDoubles();
        assertTrue(doubles > 3 * 600 * 600);
        assertEquals(2, MonteCarlo.maxWaitingBlocks(doubles, 2));
        assertEquals(4, MonteCarlo.maxWaitingBlocks(1 << 19, 1));
        assertEquals(1 << 14, MonteCarlo.maxWaitingBlocks(1, 1));
    }

    @Test
    void theFirstFailureIsReported() {
        Failures first = new Failures();
        first.add(problem(1), 5, new IllegalStateException("number 1"));
        Failures later = new Failures();
        later.add(problem(2), 3, new IllegalStateException("number 2"));
        first.merge(later);
        String message = String.valueOf(
                assertThrows(OracleException.class, first::rethrow).getMessage());
        assertTrue(message.endsWith("number 1 (example 0, replicate 1, sample 5, step 0, seed 0)"), message);
    }

    @Test
    void leaveOneOutWeightsOfThreeRewards() {
        double[] rewards = {1, 2, 4};
        RewardCovariance product = new RewardCovariance(3, sample -> sample.vertex.dot(new double[] {1, 0, 0}));
        for (int m = 0; m < 3; m++) {
            Sample sample = new Sample(3);
            sample.vertex.clear();
            sample.vertex.add(0, rewards[m]);
            sample.score[m] = 1;
            product.add(sample);
        }
        Perturbation unit =
                new Perturbation(LinearOracle.of(3, t -> t), new double[3], Noise.gaussian(), 1, false, false);
        double[] weights = product.gradient(unit).values();
        for (int m = 0; m < 3; m++) {
            weights[m] *= 3;
        }
        assertArrayEquals(new double[] {-2, -.5, 2.5}, weights, 1e-15);
    }

    @Test
    void aRecordingGivesTheVerticesBackInOrderOverMerges() {
        Recording first = new Recording(4, 1000);
        Recording second = new Recording(4, 1000);
        for (int m = 0; m < 40; m++) {
            (m < 15 ? first : second).add(sample(m));
        }
        first.merge(second);
        assertTrue(first.isComplete());
        Vertex vertex = new Vertex(4);
        for (int m = 0; m < 40; m++) {
            first.copyTo(m, vertex);
            assertArrayEquals(sample(m).vertex.toArray(), vertex.toArray());
            assertEquals(m, vertex.offset());
        }
    }

    @Test
    void aRecordingHoldsAsManyCoordinatesAsItMay() {
        Recording recording = new Recording(4, 80);
        for (int m = 0; m < 40; m++) {
            recording.add(sample(m));
        }
        assertTrue(recording.isComplete());
        assertEquals(40, recording.samples());
        recording.add(sample(40));
        assertFalse(recording.isComplete());
        assertEquals(0, recording.samples());
    }

    @Test
    void aRecordingThatIsFullSaysSo() {
        Recording recording = new Recording(4, 10);
        for (int m = 0; m < 40; m++) {
            recording.add(sample(m));
        }
        assertFalse(recording.isComplete());
        Recording earlier = new Recording(4, 10);
        earlier.add(sample(1));
        earlier.merge(recording);
        assertFalse(earlier.isComplete());
    }

    @Test
    void everyKeyAndReplicateHasAScrambleOfItsOwn() {
        Set<Double> first = new HashSet<>();
        for (long seed = 0; seed < 2; seed++) {
            for (NoiseKey key : List.of(NoiseKey.ZERO, new NoiseKey(0, 1), new NoiseKey(1, 0))) {
                for (int replicate = 0; replicate < 2; replicate++) {
                    double[] z = new double[2];
                    new SobolDraws(Noise.gaussian(), 2, seed, key, replicate).draw(new KeyedRandom(0), 0, z);
                    first.add(z[0]);
                    first.add(z[1]);
                }
            }
        }
        assertEquals(2 * 3 * 2 * 2, first.size());
    }

    private static Sample sample(int m) {
        Sample sample = new Sample(4);
        sample.vertex.clear();
        sample.vertex.add(m % 4, m);
        sample.vertex.add((m + 1) % 4, -1);
        sample.vertex.offset(m);
        return sample;
    }
}
