package io.dither.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BruteForceOracleTest implements OracleContractTests {
    private static final double[][] POINTS = {{1, 0, 2}, {0, -3, 1}, {0.5, 0.5, 0}};
    private static final BruteForceOracle ORACLE =
            BruteForceOracle.of(Sense.MINIMIZE, POINTS, new double[] {0.5, 0, -1});

    @Override
    public LinearOracle oracle() {
        return ORACLE;
    }

    @Override
    public OracleContract contract() {
        return OracleContract.of(ORACLE).vertices(ORACLE);
    }

    @Property(tries = 200, seed = "7")
    void theBestOfTheUnitBoxIsWhereThetaIsPositive(@ForAll @IntRange(max = 1_000_000) int index) {
        LinearOracle box = BruteForceOracle.zeroOne(Sense.MAXIMIZE, 5, point -> true);
        double[] theta = ThetaSampler.of(box, 7).theta(index);
        double[] y = box.solve(theta);
        for (int i = 0; i < 5; i++) {
            assertEquals(theta[i] > 0 ? 1 : 0, y[i]);
        }
    }

    @Test
    void traitsAreReadOffTheList() {
        assertEquals(
                Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM),
                FaultyOracles.healthy().traits());
        assertEquals(Set.of(Trait.OFFSET), ORACLE.traits());
    }

    @Test
    void theFirstOfEquallyGoodVerticesWins() {
        assertArrayEquals(new double[] {1, 1, 0, 0}, FaultyOracles.healthy().solve(new double[4]));
    }

    @Test
    void nothingFeasibleIsRefused() {
        assertThrows(InvalidArgumentException.class, () -> BruteForceOracle.zeroOne(Sense.MAXIMIZE, 3, point -> false));
        assertThrows(InvalidArgumentException.class, () -> BruteForceOracle.zeroOne(Sense.MAXIMIZE, 21, point -> true));
    }

    @Test
    void verticesOfUnequalLengthAreRefused() {
        double[][] ragged = {{1, 2}, {1}};
        assertThrows(InvalidArgumentException.class, () -> BruteForceOracle.of(Sense.MAXIMIZE, ragged));
    }
}
