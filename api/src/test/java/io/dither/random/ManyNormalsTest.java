package io.dither.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The faster ways to normal numbers, and to come back to a stream, against {@link KeyedRandom#nextGaussian()}; long enough that all layers, wedges and tails occur. */
class ManyNormalsTest {
    private static final int DRAWS = 40_000;

    private static KeyedRandom inSample(long sample) {
        KeyedRandom random = new KeyedRandom(0);
        random.setKey(5, 6, 7);
        random.startSample(sample);
        return random;
    }

    @Test
    void normalNumbersAreFixedForEver() {
        KeyedRandom random = inSample(3);
        long hash = 0;
        for (int i = 0; i < DRAWS; i++) {
            hash = 31 * hash + Double.doubleToRawLongBits(random.nextGaussian());
        }
        assertEquals(-1754787366545822597L, hash);
    }

    @Test
    void manyAtOnceAreThoseOneByOneAndLeaveTheStreamThere() {
        KeyedRandom single = inSample(3);
        KeyedRandom many = inSample(3);
        double[] expected = new double[3 * DRAWS];
        Arrays.fill(expected, Double.NaN);
        double[] z = expected.clone();
        for (int i = 1; i < 3 * DRAWS - 2; i += 3) {
            expected[i] = single.nextGaussian();
        }
        many.nextGaussians(z, 1, 3 * DRAWS - 2, 3);
        assertArrayEquals(expected, z);
        assertEquals(single.nextLong(), many.nextLong());
    }

    @Test
    void theKernelDrawsEachLaneBlockByBlock() {
        int lanes = 3;
        int coordinates = 2 * KeyedRandom.BLOCK + 9;
        KeyedRandom random = inSample(0);
        NormalWorkspace workspace = new NormalWorkspace(lanes);
        assertEquals(lanes, workspace.lanes());
        assertEquals(4 * lanes, workspace.states.length);
        for (int lane = 0; lane < lanes; lane++) {
            workspace.streams[lane] = random.family() + 10 + lane;
        }
        double[] z = new double[coordinates * lanes];
        new NormalKernel() {}.fill(random, workspace, z);
        for (int lane = 0; lane < lanes; lane++) {
            for (int i = 0; i < coordinates; i++) {
                if (i % KeyedRandom.BLOCK == 0) {
                    random.startSample(10 + lane, i / KeyedRandom.BLOCK);
                }
                assertEquals(random.nextGaussian(), z[i * lanes + lane], "lane " + lane + ", coordinate " + i);
            }
        }
    }

    /** Three streams advanced in turns, their states apart, as a vector kernel does it. */
    @Test
    void aNormalNumberIsFinishedInOneOfSeveralStreams() {
        int lanes = 3;
        KeyedRandom[] alone = {inSample(0), inSample(1), inSample(2)};
        KeyedRandom random = inSample(9);
        long[] states = new long[4 * lanes];
        for (int i = 0; i < 6_000; i++) {
            int lane = i % lanes;
            long[] before = new long[4];
            alone[lane].pause(before, 0);
            double expected = alone[lane].nextGaussian();
            random.resume(before, 0);
            long bits = random.nextLong();
            random.pause(before, 0);
            for (int word = 0; word < 4; word++) {
                states[word * lanes + lane] = before[word];
            }
            random.startSample(9);
            assertEquals(expected, random.finishGaussian(states, lane, bits));
            alone[lane].pause(before, 0);
            for (int word = 0; word < 4; word++) {
                assertEquals(before[word], states[word * lanes + lane], "word " + word + " of lane " + lane);
            }
        }
    }

    @Test
    void aStreamGoesOnWhereItWasPaused() {
        KeyedRandom random = inSample(4);
        random.nextGaussian();
        long[] states = new long[11];
        random.pause(states, 5);
        assertEquals(0, states[4]);
        assertEquals(0, states[9]);
        long[] expected = {random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()};
        random.startSample(5);
        random.resume(states, 5);
        assertArrayEquals(
                expected, new long[] {random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()});
    }

    /** Layers of one area under exp(-x^2 / 2): edge[i] (f(edge[i + 1]) - f(edge[i])) is the same for each above the base. */
    @Test
    void theLayersHaveOneArea() {
        double[] edges = Ziggurat.edges();
        assertEquals(1025, edges.length);
        assertEquals(0, edges[1024]);
        double area = edges[0] * Math.exp(-edges[1] * edges[1] / 2);
        for (int i = 1; i < 1024; i++) {
            double height = Math.exp(-edges[i + 1] * edges[i + 1] / 2) - Math.exp(-edges[i] * edges[i] / 2);
            assertEquals(area, edges[i] * height, 1e-9 * area, "layer " + i);
        }
        edges[1] = 0;
        assertEquals(4.038849846109504, Ziggurat.edges()[1]);
    }
}
