package io.dither.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearOracleTest {
    private static final LinearOracle RELU = LinearOracle.of(
            2, theta -> Arrays.stream(theta).map(x -> x > 0 ? 1 : 0).toArray());

    @Test
    void aFunctionIsAnOracle() {
        assertArrayEquals(new double[] {1, 0}, RELU.solve(new double[] {3, -1}));
        assertEquals(2, RELU.dimension());
        assertEquals(Sense.MAXIMIZE, RELU.sense());
        assertTrue(RELU.domain().isEverywhere());
        assertEquals(Set.of(), RELU.traits());
        assertEquals(Sense.MINIMIZE, LinearOracle.of(1, Sense.MINIMIZE, y -> y).sense());
    }

    @Test
    void aFunctionMayChangeItsCopyOfTheta() {
        LinearOracle identity = LinearOracle.of(2, theta -> {
            theta[0] = 9;
            return theta;
        });
        double[] theta = {1, 2};
        assertArrayEquals(new double[] {9, 2}, identity.solve(theta));
        assertArrayEquals(new double[] {1, 2}, theta);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aThetaThatIsNotFiniteIsNamed(double bad) {
        OracleException refused = assertThrows(OracleException.class, () -> RELU.solve(new double[] {0, bad}));
        assertEquals(OracleException.Code.INVALID_INPUT, refused.code());
        assertEquals("theta[1] = " + bad + " is not finite", refused.getMessage());
    }

    @Test
    void aThetaOfTheWrongLengthIsRefused() {
        OracleException refused = assertThrows(OracleException.class, () -> RELU.solve(new double[3]));
        assertEquals("theta has length 3, but the oracle has dimension 2", refused.getMessage());
    }

    @Test
    void anAnswerThatIsNoVertexIsRefused() {
        assertInvalidAnswer(new double[] {1}, "a vector of length 1");
        assertInvalidAnswer(new double[] {1, Double.NaN}, "y[1] = NaN");
        assertInvalidAnswer(new double[] {Double.POSITIVE_INFINITY, 0}, "y[0] = Infinity");
    }

    private static void assertInvalidAnswer(double[] answer, String part) {
        LinearOracle oracle = LinearOracle.of(2, theta -> answer);
        OracleException refused = assertThrows(OracleException.class, () -> oracle.solve(new double[2]));
        assertEquals(OracleException.Code.INVALID_ANSWER, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).contains(part));
    }

    @Test
    void aDimensionBelowOneIsRefused() {
        assertThrows(InvalidArgumentException.class, () -> LinearOracle.of(0, theta -> theta));
    }

    @Test
    void theSenseKnowsTheSign() {
        assertEquals(1, Sense.MAXIMIZE.sign());
        assertEquals(-1, Sense.MINIMIZE.sign());
        assertEquals(Sense.MINIMIZE, Sense.MAXIMIZE.opposite());
        assertEquals(Sense.MAXIMIZE, Sense.MINIMIZE.opposite());
        assertTrue(Sense.MAXIMIZE.isBetter(2, 1));
        assertTrue(Sense.MINIMIZE.isBetter(1, 2));
        assertTrue(!Sense.MAXIMIZE.isBetter(1, 1) && !Sense.MINIMIZE.isBetter(1, 1));
    }
}
