package io.dither.experiments.data;

/** IEEE 754 half precision: 1 sign, 5 exponent and 10 fraction bits. */
final class Half {
    /** The bias of the exponent of a float, 127, minus that of a half, 15. */
    private static final int BIAS_DIFFERENCE = 112;

    private Half() {}

    /** Returns exactly the number that the 16 bits encode. */
    static float toFloat(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = (bits >> 10) & 0x1F;
        int fraction = bits & 0x3FF;
        if (exponent == 0) {
            float subnormal = fraction * 0x1p-24f;
            return sign == 0 ? subnormal : -subnormal;
        }
        int wide = exponent == 0x1F ? 0xFF : exponent + BIAS_DIFFERENCE;
        return Float.intBitsToFloat(sign | (wide << 23) | (fraction << 13));
    }

    /** Returns the nearest half, ties to even; too large numbers become infinite. */
    static short of(float value) {
        int bits = Float.floatToIntBits(value);
        int sign = (bits >>> 16) & 0x8000;
        float absolute = Math.abs(value);
        if (Float.isNaN(value)) {
            return (short) (sign | 0x7E00);
        }
        if (absolute >= 65520) { // halfway from 65504, the largest half, to 65536
            return (short) (sign | 0x7C00);
        }
        if (absolute < 0x1p-14f) { // below the least normal half: a multiple of 2^-24
            return (short) (sign | (int) Math.rint(absolute * 0x1p24));
        }
        // drop 13 bits, rounding to even; if the fraction overflows, the carry rightly adds 1 to the exponent
        int magnitude = bits & 0x7FFFFFFF;
        int rounded = magnitude + 0xFFF + ((magnitude >> 13) & 1);
        return (short) (sign | ((rounded >> 13) - (BIAS_DIFFERENCE << 10)));
    }
}
