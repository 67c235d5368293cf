package io.dither.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.dither.random.KeyedRandom;
import io.dither.random.NormalKernel;
import io.dither.random.NormalWorkspace;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Noise whose coordinates are independent: a block alone, a whole sample and many samples at once have the same bits. */
class BlockNoiseTest {
    private static final int BLOCK = KeyedRandom.BLOCK;

    /** A law with the hash of its first 256 coordinates under a key. */
    private record Law(Noise ofOneBlock, Noise ofMany, int hash) {
        @Override
        public String toString() {
            return ofMany.name();
        }
    }

    private static Law law(Noise noise, int hash) {
        return new Law(noise, noise, hash);
    }

    private static double[] growing(int dimension) {
        return IntStream.range(0, dimension).mapToDouble(i -> 1 + i / 64.0).toArray();
    }

    static Law[] laws() {
        return new Law[] {
            law(Noise.gaussian(), -75868840),
            law(Noise.gumbel(), -989751909),
            law(Noise.centredGumbel(), 1830292798),
            law(Noise.logistic(), -1736788941),
            law(Noise.laplace(), 828878889),
            law(Noise.sumOfGamma(5, 10), 492417982),
            law(Noise.gamma(5), -990306247),
            new Law(Noise.gamma(growing(BLOCK)), Noise.gamma(growing(700)), -446074218),
            new Law(Noise.gaussian(growing(BLOCK)), Noise.gaussian(growing(700)), 797840421)
        };
    }

    private static KeyedRandom random() {
        KeyedRandom random = new KeyedRandom(0);
        random.setKey(42, 1, 2);
        random.startSample(3);
        return random;
    }

    private static double[] sample(Noise noise, int dimension) {
        double[] z = new double[dimension];
        noise.sample(random(), z);
        return z;
    }

    @ParameterizedTest
    @MethodSource("laws")
    void theFirstBlockIsFixedForEver(Law law) {
        double[] first = sample(law.ofOneBlock, BLOCK);
        assertEquals(law.hash, Arrays.hashCode(first));
        assertArrayEquals(first, Arrays.copyOf(sample(law.ofMany, 700), BLOCK));
    }

    @ParameterizedTest
    @MethodSource("laws")
    void aBlockAloneHasTheBitsOfTheWhole(Law law) {
        double[] whole = sample(law.ofMany, 700);
        for (int block : new int[] {2, 0, 1}) {
            double[] alone = new double[700];
            ((BlockNoise) law.ofMany).sampleBlock(random(), block, alone);
            for (int i = 0; i < 700; i++) {
                assertEquals(i / BLOCK == block ? whole[i] : 0, alone[i], "coordinate " + i);
            }
        }
        assertNotEquals(whole[0], whole[BLOCK]);
        assertNotEquals(whole[BLOCK], whole[2 * BLOCK]);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 255, 256, 257, 700})
    void normalNumbersOfSeveralSamplesHaveTheBitsOfEach(int dimension) {
        int lanes = 3;
        NormalWorkspace workspace = new NormalWorkspace(lanes);
        KeyedRandom random = random();
        Arrays.setAll(workspace.streams, lane -> random.family() + 5L * lane);
        double[] block = new double[dimension * lanes];
        new NormalKernel() {}.fill(random, workspace, block);
        for (int lane = 0; lane < lanes; lane++) {
            double[] z = new double[dimension];
            random.startSample(5L * lane);
            Noise.gaussian().sample(random, z);
            for (int i = 0; i < dimension; i++) {
                assertEquals(z[i], block[i * lanes + lane]);
            }
        }
    }
}
