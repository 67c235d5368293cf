package io.dither.perturbed.internal.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.LaneSession;
import io.dither.oracle.capability.VertexLanes;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lanes that two problems share, solved one at a time or known already, against the same samples one by one. */
class SharedLanesTest {
    /** More than two of the tiles that lanes are taken apart by. */
    private static final int D = 150;

    private static final LinearOracle ORACLE = Oracles.topK(D, 40);

    private record Six() implements LaneSession {
        @Override
        public int lanes() {
            return 6;
        }

        @Override
        public void solveLanes(double[] thetas, VertexLanes vertices) {
            throw new AssertionError();
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            throw new AssertionError();
        }
    }

    private static Problem problem(int example, @Nullable Recording known) {
        double[] theta = new double[D];
        Arrays.setAll(theta, i -> Math.sin(i * (3 + example)));
        Plan plan = new Plan();
        plan.requestScore();
        return new Problem(
                EngineTest.pass(5, known == null ? List.of() : List.of(known)),
                new Input(theta, new NoiseKey(2, example), ORACLE),
                new Perturbation(ORACLE, theta, Noise.gaussian(), 0.7, false, false),
                Draws.independent(Noise.gaussian()),
                plan,
                0);
    }

    private static Sample alone(Problem problem, OracleSession session, int m) {
        Sample sample = new Sample(D);
        KeyedRandom random = new KeyedRandom(0);
        problem.setKey(random);
        problem.draws().draw(random, m, sample.noise);
        Objects.requireNonNull(problem.scoredNoise()).score(sample.noise, sample.score);
        problem.perturbation().apply(sample);
        if (problem.recording() == null) {
            session.solve(sample.perturbed, sample.vertex);
        } else {
            problem.recording().copyTo(m, sample.vertex);
        }
        sample.value = sample.objective();
        return sample;
    }

    /** Takes samples 3 and 4 of a problem and 0 to 2 of another; one lane stays free. */
    private static void assertSameBits(Problem first, Problem second) {
        SampleLanes lanes = new SampleLanes(D, new Six().lanes(), null);
        KeyedRandom random = new KeyedRandom(0);
        first.setKey(random);
        assertEquals(5, lanes.take(first.newTally(), random.family(), 3, 5));
        second.setKey(random);
        assertEquals(3, lanes.take(second.newTally(), random.family(), 0, 3));
        assertEquals(5, lanes.filled());
        assertFalse(lanes.isFull());
        try (OracleSession session = ORACLE.openSession()) {
            lanes.draw(random, session, new SolveGuard(1));
            for (int lane = 0; lane < 5; lane++) {
                Sample sample = lanes.samples[lane];
                Sample single = alone(lane < 2 ? first : second, session, lanes.index(lane));
                assertEquals(single.value, sample.value);
                assertArrayEquals(single.vertex.toArray(), sample.vertex.toArray());
                double[] score = new double[D];
                sample.copyScore(score);
                assertArrayEquals(single.score, score);
            }
        }
        assertEquals(2, lanes.endOfRun(0));
        assertEquals(5, lanes.endOfRun(2));
        lanes.release();
        assertEquals(0, lanes.filled());
    }

    @Test
    void solvedOneAtATime() {
        assertSameBits(problem(0, null), problem(1, null));
    }

    @Test
    void knownFromAnEarlierPass() {
        Recording known = new Recording(D, 10_000);
        try (OracleSession session = ORACLE.openSession()) {
            for (int m = 0; m < 5; m++) {
                Sample sample =
                        alone(problem(3, null), session, m); // of another problem: solved again they would differ
                sample.vertex.offset(m);
                known.add(sample);
            }
        }
        assertTrue(known.isComplete());
        assertSameBits(problem(0, known), problem(1, known));
    }
}
