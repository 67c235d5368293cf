package io.dither.noise;

import io.dither.error.Arguments;
import io.dither.random.KeyedRandom;

/**
 * A noise whose coordinates are drawn independently, block by block: coordinates 256 b, ..., 256 b + 255 come from the
 * stream of (sample, block b), so that a block drawn alone has the same bits as in a whole sample.
 */
public interface BlockNoise extends Noise {
    /**
     * Draws a range of coordinates in order from the current state of the generator. The law of a coordinate may depend
     * on its index. Two calls for the parts of a range must draw the same numbers as one call for the range.
     *
     * @param random the generator
     * @param z filled from {@code from} on; its length is the dimension
     * @param from the first coordinate
     * @param to the last coordinate plus 1
     */
    void fill(KeyedRandom random, double[] z, int from, int to);

    /**
     * Draws the coordinates of a block of a sample.
     *
     * @param random the generator, placed at any block of this sample
     * @param block the index of the block
     * @param z filled in this block; its length is the dimension
     */
    default void sampleBlock(KeyedRandom random, int block, double[] z) {
        int from = Arguments.between("block", block, 0, (z.length - 1) / KeyedRandom.BLOCK) * KeyedRandom.BLOCK;
        random.startBlock(block); // moves to the start of the stream of the block
        fill(random, z, from, from + Math.min(KeyedRandom.BLOCK, z.length - from));
    }

    @Override
    default void sample(KeyedRandom random, double[] z) {
        // the generator is at the start of the sample's stream, which is the stream of block 0
        fill(random, z, 0, Math.min(KeyedRandom.BLOCK, z.length));
        int blocks = (z.length - 1) / KeyedRandom.BLOCK + 1;
        for (int block = 1; block < blocks; block++) {
            sampleBlock(random, block, z);
        }
    }
}
