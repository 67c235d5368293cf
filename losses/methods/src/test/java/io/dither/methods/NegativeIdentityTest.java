package io.dither.methods;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Input;
import io.dither.layer.NoiseKey;
import io.dither.methods.NegativeIdentity.Projection;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class NegativeIdentityTest {
    private static final double[] THETA = {0.3, -0.4, 0.9, 2};
    private static final double[] V = {1, 0.5, -2, 0.25};

    private static double[] vjp(Projection projection) {
        return new NegativeIdentity(Oracles.argmax(4), projection)
                .forward(THETA)
                .vjp(V)
                .values();
    }

    @Test
    void isStraightThroughForScoresAndTheNegativeForCosts() {
        var scores = new NegativeIdentity(Oracles.argmax(4), Projection.NONE).forward(THETA);
        assertArrayEquals(new double[] {0, 0, 0, 1}, scores.output().values());
        assertArrayEquals(V, scores.vjp(V).values());
        assertEquals(0.25, scores.product(V).value());
        var costs = new NegativeIdentity(Oracles.nearestNeighbours(4, 1), Projection.NONE).forward(THETA);
        assertArrayEquals(new double[] {0, 1, 0, 0}, costs.output().values());
        assertArrayEquals(Vectors.scaled(-1, V), costs.vjp(V).values());
    }

    /** The product is the difference quotient of v . P(theta), for P written out once more. */
    @Test
    void projectionsAreDifferentiatedThrough() {
        UnaryOperator<double[]> mean = t -> {
            double[] moved = t.clone();
            double average = (t[0] + t[1] + t[2] + t[3]) / 4;
            for (int i = 0; i < 4; i++) {
                moved[i] = t[i] - average;
            }
            return moved;
        };
        UnaryOperator<double[]> norm = t -> Vectors.scaled(1 / Vectors.norm(t), t);
        agrees(mean, Projection.MEAN);
        agrees(norm, Projection.NORM);
        agrees(t -> norm.apply(mean.apply(t)), Projection.STD);
    }

    private static void agrees(UnaryOperator<double[]> map, Projection projection) {
        double[] product = vjp(projection);
        for (int i = 0; i < 4; i++) {
            double[] up = THETA.clone();
            double[] down = THETA.clone();
            up[i] += 1e-6;
            down[i] -= 1e-6;
            double slope = Vectors.dot(V, Vectors.minus(map.apply(up), map.apply(down))) / 2e-6;
            assertEquals(slope, product[i], 1e-8, projection + " " + i);
        }
    }

    @Test
    void projectionsThatChangeSolutionsAreRefused() {
        var refusal = assertThrows(
                InvalidArgumentException.class, () -> new NegativeIdentity(Oracles.hypercube(3), Projection.MEAN));
        assertEquals(
                "projection = MEAN may change solutions: the sum of their coordinates is not known to be constant. Maybe NORM, or an"
                        + " oracle that declares CONSTANT_SUM.",
                refusal.getMessage());
        new NegativeIdentity(Oracles.hypercube(3), Projection.NORM);
        assertThrows(InvalidArgumentException.class, () -> new NegativeIdentity(Oracles.hypercube(3), Projection.STD));
        LinearOracle constants = Oracles.affine(Oracles.argmax(4), new double[] {1, 1, 1, 1}, THETA);
        for (Projection projection : List.of(Projection.NORM, Projection.STD)) {
            assertThrows(InvalidArgumentException.class, () -> new NegativeIdentity(constants, projection));
        }
        new NegativeIdentity(constants, Projection.NONE);
        // another set an example
        NegativeIdentity layer = new NegativeIdentity(Oracles.argmax(4), Projection.MEAN);
        Input other = new Input(THETA, NoiseKey.ZERO, Oracles.hypercube(4));
        assertThrows(InvalidArgumentException.class, () -> layer.forward(other));
    }

    @Test
    void thetaOfZeroHasNoLength() {
        var layer = new NegativeIdentity(Oracles.argmax(4), Projection.NORM);
        assertArrayEquals(new double[4], layer.forward(new double[4]).vjp(V).values());
    }
}
