package io.dither.testing.certification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.oracle.Domain;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DitherArbitrariesProperties {
    private static final Domain BOX = Domain.box(
            new double[] {-1, 0, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, 3},
            new double[] {1, Double.POSITIVE_INFINITY, -2, Double.POSITIVE_INFINITY, 3});

    @Provide
    Arbitrary<double[]> inBox() {
        return DitherArbitraries.thetas(5, BOX);
    }

    @Property(tries = 500, seed = "14")
    void generatedThetasLieInTheDomain(@ForAll("inBox") double[] theta) {
        assertEquals(-1, BOX.firstOutside(theta));
    }

    @Provide
    Arbitrary<Double> epsilons() {
        return DitherArbitraries.epsilons();
    }

    @Property(tries = 200, seed = "15")
    void generatedEpsilonsArePositive(@ForAll("epsilons") double epsilon) {
        assertTrue(epsilon >= 0.000999 && epsilon <= 1000.001, () -> "epsilon " + epsilon);
    }
}
