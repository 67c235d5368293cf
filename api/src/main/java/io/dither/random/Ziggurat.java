package io.dither.random;

/** The ziggurat method for the standard normal law (Marsaglia and Tsang, 2000; Doornik, 2005), 1024 layers. */
public final class Ziggurat {
    static final int LAYERS = 1024;
    /** The distance from 0 at which the tail begins. */
    private static final double TAIL = 4.038849846109504;

    /** The area of each layer, so that the 1024 layers with the tail cover the density exp(-x^2 / 2) for x above 0. */
    private static final double AREA = 0.001226324646353088;

    /** Scales signed 54-bit integers to [-1, 1). */
    static final double SIGNED_UNIT = 0x1.0p-53;
    /** An upper bound of the rounding errors of heights. */
    private static final double ROUNDING = 1e-14;

    /**
     * Right ends of the layers, from the base up; EDGE[LAYERS] = 0. Layer 0 is the base with the tail. EDGE[0] is above
     * TAIL: it is the right end of a rectangle that has the height of the base and the area of the base with the tail.
     */
    static final double[] EDGE = new double[LAYERS + 1];

    /** The density at the right end of each layer. */
    private static final double[] HEIGHT = new double[LAYERS + 1];

    static {
        EDGE[0] = AREA / density(TAIL);
        EDGE[1] = TAIL;
        for (int i = 2; i < LAYERS; i++) {
            EDGE[i] = Math.sqrt(-2 * StrictMath.log(AREA / EDGE[i - 1] + density(EDGE[i - 1])));
        }
        for (int i = 0; i <= LAYERS; i++) {
            HEIGHT[i] = density(EDGE[i]);
        }
    }

    private Ziggurat() {}

    /**
     * {@return the right ends of the layers: bits b give x = (b &gt;&gt; 10) 2^-53 edge[b mod 1024], which is accepted
     * at once if |x| &lt; edge[b mod 1024 + 1]; a copy, length 1025}
     */
    public static double[] edges() {
        return EDGE.clone();
    }

    static double normal(KeyedRandom random) {
        return finish(random, random.nextLong());
    }

    /** Returns the normal number that starts with these bits; draws more bits if these do not decide it. */
    static double finish(KeyedRandom random, long first) {
        long bits = first;
        while (true) {
            int layer = (int) (bits & (LAYERS - 1));
            double x = (bits >> 10) * SIGNED_UNIT * EDGE[layer];
            if (Math.abs(x) < EDGE[layer + 1]) {
                return x;
            }
            if (layer == 0) {
                return tail(random, x < 0);
            }
            if (isBelow(layer, Math.abs(x), random.nextDouble())) {
                return x;
            }
            bits = random.nextLong();
        }
    }

    /**
     * Returns whether a point of a layer is below the density: the point at x whose height above the bottom of the
     * layer is {@code share} times the height of the layer. Mostly the chord of the layer decides: it differs from the
     * density by at most width^2 / 8, because |(x^2 - 1) exp(-x^2 / 2)| is at most 1. Otherwise the density is
     * computed.
     */
    static boolean isBelow(int layer, double x, double share) {
        double rise = HEIGHT[layer + 1] - HEIGHT[layer];
        double width = EDGE[layer] - EDGE[layer + 1];
        double aboveChord = rise * (share - (EDGE[layer] - x) / width);
        double bend = width * width / 8 + ROUNDING;
        if (Math.abs(aboveChord) > bend) {
            return aboveChord < 0;
        }
        return HEIGHT[layer] + share * rise < density(x);
    }

    /** Draws from the normal law beyond TAIL, or below -TAIL, by Marsaglia's rejection from the exponential law. */
    static double tail(KeyedRandom random, boolean isNegative) {
        double x;
        double y;
        do {
            x = random.nextExponential() / TAIL;
            y = random.nextExponential();
        } while (2 * y < x * x);
        return isNegative ? -(TAIL + x) : TAIL + x;
    }

    private static double density(double x) {
        return ExactExp.exp(-0.5 * x * x);
    }
}
