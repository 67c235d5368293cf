package io.dither.random;

import io.dither.error.Arguments;

/**
 * A random generator whose stream is a function of the key (seed, step, example, sample, block of coordinates) alone.
 *
 * <p>The key is hashed into the 256 bits of state of xoshiro256++ (Blackman and Vigna, 2021). So any sample can be
 * replayed without the other samples, any block of {@link #BLOCK} coordinates can be drawn alone, and the order in
 * which threads draw does not matter. All arithmetic is exact or correctly rounded, so the bits are the same on every
 * machine. Not thread-safe: use an instance per thread, and call {@link #startSample(long)} for each sample. Neither
 * setting a key nor drawing allocates memory.
 */
public final class KeyedRandom {
    /** The increment of SplitMix64. */
    public static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** The first factor of the finaliser of SplitMix64: z = (z ^ z &gt;&gt;&gt; 30) * this. */
    public static final long FIRST_FACTOR = 0xBF58476D1CE4E5B9L;

    /** The second factor: z = (z ^ z &gt;&gt;&gt; 27) * this; the result is z ^ z &gt;&gt;&gt; 31. */
    public static final long SECOND_FACTOR = 0x94D049BB133111EBL;

    /**
     * The number of coordinates per block: independent coordinates of a block come from one stream, and coordinate i
     * belongs to block i / 256.
     */
    public static final int BLOCK = 256;

    /** Half the width of a cell of {@link #nextDouble}. */
    private static final double UNIT = 0x1.0p-53;

    /** The hash of seed, step and example. */
    private long family;
    /** The number of the stream of block 0 of the sample: family + sample, which is hashed into the state. */
    private long sampleStream;

    private long s0;
    private long s1;
    private long s2;
    private long s3;

    /**
     * Creates a generator at the start of the stream of {@code seed} whose step, example and sample are 0.
     *
     * @param seed the seed
     */
    public KeyedRandom(long seed) {
        setKey(seed, 0, 0);
        startSample(0);
    }

    /**
     * Sets the key of a family of streams; call {@link #startSample(long)} next.
     *
     * @param seed the seed of the run
     * @param step the step of the training, or 0
     * @param example the key of the example: its index, or better the hash of its id ({@link ExampleKey}); or 0
     */
    public void setKey(long seed, long step, long example) {
        long hash = mix(seed + GOLDEN);
        hash = mix(hash + step + GOLDEN);
        family = mix(hash + example + GOLDEN);
    }

    /**
     * Moves to the start of the stream of a sample of the family, that is, of its block 0.
     *
     * @param sample the index of the sample
     */
    public void startSample(long sample) {
        startStream(family + sample);
    }

    /**
     * Moves to the start of the stream of a block of coordinates of a sample.
     *
     * @param sample the index of the sample
     * @param block the index of the block, from 0
     */
    public void startSample(long sample, long block) {
        startSample(sample);
        startBlock(block);
    }

    /**
     * Moves to the start of the stream of another block of the same sample.
     *
     * @param block the index of the block, from 0
     */
    public void startBlock(long block) {
        start(blockStream(sampleStream, block));
    }

    /**
     * {@return the number of the stream of a block of coordinates: for block 0 the number of the sample's stream, for
     * other blocks mix(mix(stream + GOLDEN) + block + GOLDEN), where mix is the finaliser of SplitMix64}
     *
     * @param stream the number of the sample's stream, {@code family() + sample}
     * @param block the index of the block, from 0
     */
    public static long blockStream(long stream, long block) {
        return block == 0 ? stream : mix(mix(stream + GOLDEN) + block + GOLDEN);
    }

    /**
     * Moves to the start of the stream that has a given number.
     *
     * @param stream the number, {@code family() + sample} for a sample, or from {@link #blockStream}
     */
    public void startStream(long stream) {
        sampleStream = stream;
        start(stream);
    }

    private void start(long stream) {
        long hash = mix(stream + GOLDEN);
        hash += GOLDEN;
        s0 = mix(hash);
        hash += GOLDEN;
        s1 = mix(hash);
        hash += GOLDEN;
        s2 = mix(hash);
        hash += GOLDEN;
        s3 = mix(hash);
    }

    /**
     * Draws 64 uniform bits.
     *
     * @return the bits
     */
    public long nextLong() {
        long result = Long.rotateLeft(s0 + s3, 23) + s0;
        long shifted = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= shifted;
        s3 = Long.rotateLeft(s3, 45);
        return result;
    }

    /**
     * Draws a uniform number from the open interval (0, 1): the midpoint of a random cell of 2^52 equal cells, so never
     * 0 or 1.
     *
     * @return the number
     */
    public double nextDouble() {
        return ((nextLong() >>> 12) * 2 + 1) * UNIT;
    }

    /**
     * Draws a whole number below a bound, without bias.
     *
     * @param bound the bound, above 0
     * @return a number from 0 to bound - 1
     */
    public int nextInt(int bound) {
        Arguments.atLeast("bound", bound, 1);
        long product = (nextLong() >>> 32) * bound;
        long fraction = product & 0xFFFFFFFFL;
        // Lemire (2019): fractions below the threshold would make some numbers more frequent
        long threshold = (0x100000000L - bound) % bound;
        while (fraction < threshold) {
            product = (nextLong() >>> 32) * bound;
            fraction = product & 0xFFFFFFFFL;
        }
        return (int) (product >>> 32);
    }

    /**
     * Draws a standard normal number.
     *
     * @return the number
     */
    public double nextGaussian() {
        return Ziggurat.normal(this);
    }

    /**
     * Draws a standard exponential number (rate 1).
     *
     * @return the number, above 0
     */
    public double nextExponential() {
        return -ExactLog.log(nextDouble());
    }

    /**
     * Draws standard normal numbers, the same as by {@link #nextGaussian()} and faster.
     *
     * @param z filled at {@code from}, {@code from + step}, ... below {@code to}
     * @param from the first index
     * @param to the bound of the indices
     * @param step the distance between indices, at least 1
     */
    public void nextGaussians(double[] z, int from, int to, int step) {
        Arguments.atLeast("step", step, 1);
        double[] edge = Ziggurat.EDGE;
        // the loop of nextLong and nextGaussian with the state in local variables, which is faster
        long a = s0;
        long b = s1;
        long c = s2;
        long d = s3;
        for (int i = from; i < to; i += step) {
            long bits = Long.rotateLeft(a + d, 23) + a;
            long shifted = b << 17;
            c ^= a;
            d ^= b;
            b ^= c;
            a ^= d;
            c ^= shifted;
            d = Long.rotateLeft(d, 45);
            // the last bits choose a layer; x is the leading bits, scaled to [-1, 1), times the right end of the layer
            int layer = (int) (bits & (Ziggurat.LAYERS - 1));
            double x = (bits >> 10) * Ziggurat.SIGNED_UNIT * edge[layer];
            if (Math.abs(x) >= edge[layer + 1]) {
                // x is not accepted at once: finish may draw more bits from this generator
                restore(a, b, c, d);
                x = Ziggurat.finish(this, bits);
                a = s0;
                b = s1;
                c = s2;
                d = s3;
            }
            z[i] = x;
        }
        restore(a, b, c, d);
    }

    /**
     * Returns the hash of seed, step and example, for generators that advance the streams of several samples in
     * parallel. With mix(z) = the finaliser of SplitMix64 and h = mix(stream + GOLDEN), where stream = family + sample,
     * word w of the state is mix(h + (w + 1) * GOLDEN).
     *
     * @return the hash
     */
    public long family() {
        return family;
    }

    /**
     * Continues one of several streams that are drawn in parallel, each in a lane: takes its state from {@code states},
     * completes the normal number that starts with {@code bits}, and stores the new state in {@code states}.
     *
     * @param states word w of the state of a lane at {@code w * lanes + lane}, as it is after {@code bits} were drawn;
     *     its length is 4 * lanes
     * @param lane the lane
     * @param bits the 64 bits that were drawn last from the stream of the lane
     * @return the number that {@link #nextGaussian()} would have returned
     */
    public double finishGaussian(long[] states, int lane, long bits) {
        int lanes = states.length / 4;
        restore(states[lane], states[lanes + lane], states[2 * lanes + lane], states[3 * lanes + lane]);
        double x = Ziggurat.finish(this, bits);
        states[lane] = s0;
        states[lanes + lane] = s1;
        states[2 * lanes + lane] = s2;
        states[3 * lanes + lane] = s3;
        return x;
    }

    /**
     * Stores the state of the stream, so that {@link #resume} can continue it after draws from other streams.
     *
     * @param states filled with the four words of the state
     * @param at the index of the first word
     */
    public void pause(long[] states, int at) {
        states[at] = s0;
        states[at + 1] = s1;
        states[at + 2] = s2;
        states[at + 3] = s3;
    }

    /**
     * Continues a paused stream. It must belong to the sample that was started last, because {@link #startBlock} uses
     * that sample.
     *
     * @param states the four words of the state; read only
     * @param at the index of the first word
     */
    public void resume(long[] states, int at) {
        restore(states[at], states[at + 1], states[at + 2], states[at + 3]);
    }

    private void restore(long a, long b, long c, long d) {
        Arguments.require(
                (a | b | c | d) != 0,
                "the state of the stream is 0, which would never change",
                "Maybe no stream was paused");
        s0 = a;
        s1 = b;
        s2 = c;
        s3 = d;
    }

    static long mix(long z) {
        long bits = (z ^ (z >>> 30)) * FIRST_FACTOR;
        bits = (bits ^ (bits >>> 27)) * SECOND_FACTOR;
        return bits ^ (bits >>> 31);
    }
}
