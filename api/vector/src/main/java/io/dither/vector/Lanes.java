package io.dither.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The species of the widest vectors that the processor has. */
final class Lanes {
    static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    static final int LANES = DOUBLES.length();
    /** Vectors of as many ints as a vector has doubles. */
    static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, VectorShape.forBitSize(32 * LANES));

    private Lanes() {}

    /** Returns whether vectors are long enough to be faster than plain loops. */
    static boolean areFasterThanLoops() {
        return LANES >= 4;
    }
}
