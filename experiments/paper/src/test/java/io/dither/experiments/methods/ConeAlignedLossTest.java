package io.dither.experiments.methods;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Decision;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.NormalCone;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConeAlignedLossTest {
    private static final List<LinearOracle> SETS = List.of(
            Oracles.argmax(5),
            Oracles.topK(6, 2),
            Oracles.nearestNeighbours(6, 3),
            Oracles.hypercube(4),
            Oracles.sign(4),
            Oracles.product(List.of(Oracles.argmax(3), Oracles.topK(4, 2))),
            OracleRegistry.discover().create("assignment:rows=3,cols=3"),
            OracleRegistry.discover().create("assignment:rows=3,cols=4"),
            OracleRegistry.discover().create("assignment:rows=4,cols=2"));

    private static double[] gaussian(KeyedRandom random, int length) {
        double[] vector = new double[length];
        Arrays.setAll(vector, i -> random.nextGaussian());
        return vector;
    }

    private static List<Vertex> normals(LinearOracle oracle, double[] y) {
        return oracle.as(NormalCone.class)
                .orElseThrow()
                .bindingNormals(Decision.of(y).point())
                .orElseThrow();
    }

    /** Whatever is spanned by the normals at y with weights of at least 0 has y among its best points. */
    @Test
    void aPointIsBestOverTheConeOfItsNormals() {
        KeyedRandom random = new KeyedRandom(1);
        for (LinearOracle oracle : SETS) {
            for (int trial = 0; trial < 40; trial++) {
                double[] y = oracle.solve(gaussian(random, oracle.dimension()));
                double[] scores = new double[y.length];
                normals(oracle, y).forEach(normal -> normal.addTo(scores, random.nextExponential()));
                double[] theta = Vectors.scaled(oracle.sense().sign(), scores);
                double best = Vectors.dot(scores, oracle.solve(theta));
                assertEquals(best, Vectors.dot(scores, y), 1e-9, oracle.toString());
            }
        }
    }

    /** 0 where the decision is best at theta, and nowhere else: the normals are all of them. */
    @Test
    void isZeroWhereTheDecisionIsBestAlone() {
        KeyedRandom random = new KeyedRandom(2);
        for (LinearOracle oracle : SETS) {
            ConeAlignedLoss loss = new ConeAlignedLoss(oracle);
            for (int trial = 0; trial < 40; trial++) {
                double[] theta = gaussian(random, oracle.dimension());
                double[] best = oracle.solve(theta);
                double[] other = oracle.solve(gaussian(random, oracle.dimension()));
                assertEquals(0, loss.evaluate(theta, Decision.of(best)).value(), 1e-12, oracle.toString());
                double value = loss.evaluate(theta, Decision.of(other)).value();
                assertTrue(Arrays.equals(best, other) == (value < 1e-9), oracle + " " + value);
                assertEquals(
                        value,
                        loss.evaluate(Vectors.scaled(7, theta), Decision.of(other))
                                .value(),
                        1e-9);
            }
        }
    }

    @Test
    void theGradientIsTheDifferenceQuotient() {
        KeyedRandom random = new KeyedRandom(3);
        for (LinearOracle oracle : SETS) {
            ConeAlignedLoss loss = new ConeAlignedLoss(oracle);
            for (int trial = 0; trial < 20; trial++) {
                double[] theta = gaussian(random, oracle.dimension());
                Decision decision = Decision.of(oracle.solve(gaussian(random, oracle.dimension())));
                double[] direction = gaussian(random, oracle.dimension());
                double up = loss.evaluate(Vectors.combined(1, theta, 1e-6, direction), decision)
                        .value();
                double down = loss.evaluate(Vectors.combined(1, theta, -1e-6, direction), decision)
                        .value();
                ValueAndGradient here = loss.evaluate(theta, decision);
                if (here.value() < 1) { // at the polar cone the cosine has a kink
                    assertEquals(
                            (up - down) / 2e-6,
                            Vectors.dot(here.gradient().values(), direction),
                            1e-5,
                            oracle.toString());
                }
            }
        }
    }

    /** The published inner solver: projected gradient steps on the weights. */
    @Test
    void theProjectionIsThatOfProjectedGradients() {
        KeyedRandom random = new KeyedRandom(4);
        for (LinearOracle oracle : SETS) {
            double[] target = gaussian(random, oracle.dimension());
            List<Vertex> normals = normals(oracle, oracle.solve(gaussian(random, oracle.dimension())));
            double[] weights = new double[normals.size()];
            double[] point = new double[target.length];
            for (int step = 0; step < 20_000; step++) {
                double[] rest = Vectors.minus(target, point);
                point = new double[target.length];
                for (int j = 0; j < weights.length; j++) {
                    weights[j] = Math.max(0, weights[j] + 0.05 * normals.get(j).dot(rest));
                    normals.get(j).addTo(point, weights[j]);
                }
            }
            assertArrayEquals(point, ConeProjection.of(normals, target), 1e-7, oracle.toString());
        }
    }

    /** In many dimensions: the decision is best at the projection, and what is left makes no angle below a right one with a normal. */
    @Test
    void theProjectionIsTheNearestPointOfLargerCones() {
        KeyedRandom random = new KeyedRandom(5);
        LinearOracle assignment = OracleRegistry.discover().create("assignment:rows=8,cols=8");
        for (LinearOracle oracle : List.of(assignment, Oracles.topK(80, 20), Oracles.argmax(100))) {
            for (int trial = 0; trial < 5; trial++) {
                double[] target = gaussian(random, oracle.dimension());
                double[] y = oracle.solve(gaussian(random, oracle.dimension()));
                double[] nearest = ConeProjection.of(normals(oracle, y), target);
                double[] rest = Vectors.minus(target, nearest);
                assertEquals(0, Vectors.dot(rest, nearest), 1e-8);
                normals(oracle, y).forEach(normal -> assertTrue(normal.dot(rest) < 1e-8, oracle.toString()));
                double[] theta = Vectors.scaled(oracle.sense().sign(), nearest);
                assertEquals(Vectors.dot(nearest, oracle.solve(theta)), Vectors.dot(nearest, y), 1e-8);
            }
        }
    }

    /** Costs (1, 3) and a decision for the second: u = (-1, -3), the cone {u2 >= u1}, its nearest point (-2, -2). */
    @Test
    void byHand() {
        ValueAndGradient loss =
                new ConeAlignedLoss(Oracles.nearestNeighbours(2, 1)).evaluate(new double[] {1, 3}, Decision.of(0, 1));
        assertEquals(1 - Math.sqrt(8.0 / 10), loss.value(), 1e-12);
        assertTrue(loss.gradient().values()[0] < 0 && loss.gradient().values()[1] > 0);
        // both coordinates the wrong way: no direction of the cone is nearer than 0
        ValueAndGradient away =
                new ConeAlignedLoss(Oracles.hypercube(2)).evaluate(new double[] {1, -3}, Decision.of(0, 1));
        assertEquals(1, away.value());
        assertTrue(Vectors.dot(new double[] {1, -1}, away.gradient().values()) > 0);
        // at 0, to the mean of the normals: costs of the one taken fall, of others grow
        assertArrayEquals(
                new double[] {Math.sqrt(0.5), -Math.sqrt(0.5)},
                new ConeAlignedLoss(Oracles.negate(Oracles.hypercube(2)))
                        .evaluate(new double[2], Decision.of(1, 0))
                        .gradient()
                        .values(),
                1e-12);
    }

    /** Steps against the gradient lead from 0 and from the far side to where the decision is best. */
    @Test
    void trainingDoesNotRestAtTheFarSide() {
        for (double[] start : new double[][] {{0, 0, 0, 0}, {-1, -2, 3, 1}}) {
            ConeAlignedLoss loss = new ConeAlignedLoss(Oracles.hypercube(4));
            Decision decision = Decision.of(1, 1, 0, 0);
            double[] theta = start;
            for (int step = 0; step < 2_000; step++) {
                theta = Vectors.combined(
                        1,
                        theta,
                        -0.1,
                        loss.evaluate(theta, decision).gradient().values());
            }
            assertTrue(loss.evaluate(theta, decision).value() < 1e-3, Arrays.toString(theta));
        }
    }

    @Test
    void unknownConstraintsAreRefused() {
        for (LinearOracle oracle : List.of(Oracles.ranking(3), LinearOracle.of(3, theta -> new double[] {1, 0, 0}))) {
            String message =
                    String.valueOf(assertThrows(InvalidArgumentException.class, () -> new ConeAlignedLoss(oracle))
                            .getMessage());
            assertTrue(message.contains("CaVE needs the constraints"), message);
        }
    }
}
