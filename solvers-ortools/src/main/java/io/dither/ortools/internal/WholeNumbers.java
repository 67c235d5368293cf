package io.dither.ortools.internal;

import io.dither.error.Arguments;

/** Converts the numbers of a parameter or of a file, which are read as doubles, to whole numbers. */
public final class WholeNumbers {
    private WholeNumbers() {}

    /** Converts numbers; requires that each is whole and at most 2^53 in magnitude. Messages use the name. */
    public static long[] of(String name, double[] values) {
        long[] whole = new long[values.length];
        for (int i = 0; i < whole.length; i++) {
            Arguments.require(
                    values[i] == Math.rint(values[i]) && Math.abs(values[i]) <= 0x1p53,
                    name + "[" + i + "] = " + values[i] + " is not a whole number up to 2^53",
                    "Maybe count in other units");
            whole[i] = (long) values[i];
        }
        return whole;
    }
}
