package io.dither.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DomainTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    @Provide
    Arbitrary<double[]> thetas() {
        return Arbitraries.integers()
                .between(-2, 2)
                .map(Integer::doubleValue)
                .array(double[].class)
                .ofSize(4);
    }

    @Provide
    Arbitrary<Domain> domains() {
        Arbitrary<Domain> boxes = thetas().map(corner -> {
            double[] upper = corner.clone();
            Arrays.setAll(upper, i -> i == 0 ? INFINITY : corner[i] + i - 1);
            return Domain.box(corner, upper);
        });
        return Arbitraries.oneOf(
                boxes, Arbitraries.of(Domain.everywhere(), Domain.nonnegative(), Domain.nonpositive()));
    }

    @Property(seed = "1")
    void thetaIsInsideExactlyWhereEveryCoordinateIs(
            @ForAll("domains") Domain domain, @ForAll("thetas") double[] theta) {
        int expected = -1;
        for (int i = 3; i >= 0; i--) {
            if (theta[i] < domain.lower(i) || theta[i] > domain.upper(i)) {
                expected = i;
            }
        }
        assertEquals(expected, domain.firstOutside(theta));
        if (expected < 0) {
            Thetas.check(theta, 4, domain);
        } else {
            OracleException outside = assertThrows(OracleException.class, () -> Thetas.check(theta, 4, domain));
            assertEquals(OracleException.Code.INVALID_INPUT, outside.code());
            assertTrue(String.valueOf(outside.getMessage()).contains("theta[" + expected + "] = " + theta[expected]));
        }
    }

    @Property(seed = "2")
    void theMirroredDomainHoldsTheMirroredThetas(@ForAll("domains") Domain domain, @ForAll("thetas") double[] theta) {
        double[] mirrored = Arrays.stream(theta).map(x -> -x).toArray();
        assertEquals(domain.firstOutside(theta), domain.negated().firstOutside(mirrored));
        assertEquals(domain.isEverywhere(), domain.negated().isEverywhere());
        assertEquals(domain.toString(), domain.negated().negated().toString());
    }

    @Test
    void onlyInfiniteBoundsAreEverywhere() {
        assertTrue(Domain.everywhere().isEverywhere());
        assertTrue(Domain.box(new double[] {-INFINITY, -INFINITY}, new double[] {INFINITY, INFINITY})
                .isEverywhere());
        assertFalse(Domain.box(new double[] {-INFINITY, 0}, new double[] {INFINITY, INFINITY})
                .isEverywhere());
        assertFalse(Domain.nonnegative().isEverywhere());
    }

    @Test
    void boundsAreCopied() {
        double[] lower = {0, 0};
        Domain domain = Domain.box(lower, new double[] {1, 1});
        lower[0] = -9;
        assertEquals(0, domain.lower(0));
    }

    @Test
    void namesAreReadable() {
        assertEquals("theta >= 0", Domain.nonnegative().toString());
        assertEquals("theta <= 0", Domain.nonnegative().negated().toString());
        assertEquals("everywhere", Domain.everywhere().negated().toString());
        assertEquals(
                "0.0 <= theta <= 1.0",
                Domain.box(new double[] {0}, new double[] {1}).toString());
    }

    @Test
    void wrongBoundsAreRefused() {
        double[] none = {};
        double[] one = {1};
        double[] zero = {0};
        double[] nan = {Double.NaN};
        assertThrows(InvalidArgumentException.class, () -> Domain.box(one, zero));
        assertThrows(InvalidArgumentException.class, () -> Domain.box(one, nan));
        assertThrows(InvalidArgumentException.class, () -> Domain.box(none, none));
        assertThrows(InvalidArgumentException.class, () -> Domain.box(one, none));
    }
}
