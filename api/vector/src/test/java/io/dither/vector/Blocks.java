package io.dither.vector;

import io.dither.random.KeyedRandom;

/** Coordinate-major blocks of finite numbers of several kinds, by a key. */
final class Blocks {
    private static final double[] EXTREMES = {
        0.0,
        -0.0,
        Double.MIN_VALUE,
        -Double.MIN_VALUE,
        Double.MAX_VALUE / 4,
        -Double.MAX_VALUE / 4,
        1,
        Math.nextUp(1.0),
        -1
    };
    static final int KINDS = 4;

    private Blocks() {}

    static double[] of(int length, int kind, long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        double[] x = new double[length];
        for (int i = 0; i < length; i++) {
            x[i] = number(random, kind);
        }
        return x;
    }

    private static double number(KeyedRandom random, int kind) {
        switch (kind) {
            case 0:
                return random.nextGaussian();
            case 1:
                return random.nextInt(9) / 2.0 - 2;
            case 2:
                return EXTREMES[random.nextInt(EXTREMES.length)];
            default:
                // numbers that differ in their last few bits only
                return 1 + random.nextInt(64) * 0x1p-52;
        }
    }
}
