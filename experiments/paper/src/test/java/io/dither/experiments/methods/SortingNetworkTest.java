package io.dither.experiments.methods;

import static io.dither.losses.Differences.gaussian;
import static io.dither.losses.Differences.output;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.methods.SortingNetwork.Kind;
import io.dither.experiments.methods.SortingNetwork.Law;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.LayerProvider;
import io.dither.losses.Differences;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.KeyedRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** Networks sort, mix by doubly stochastic matrices, and have the gradients of differences. */
class SortingNetworkTest {
    @Test
    void almostHardNetworksRankAnyNumberOfCoordinates() {
        KeyedRandom random = new KeyedRandom(1);
        for (Kind kind : Kind.values()) {
            for (int n = 1; n <= 17; n++) {
                for (int trial = 0; trial < 20; trial++) {
                    double[] theta = gaussian(random, n);
                    SortingNetwork up = new SortingNetwork(Oracles.ranking(n), kind, Law.LOGISTIC, 1e-9);
                    SortingNetwork down = new SortingNetwork(Oracles.descendingRanking(n), kind, Law.LOGISTIC, 1e-9);
                    assertArrayEquals(up.oracle().solve(theta), output(up, theta), 1e-6);
                    assertArrayEquals(down.oracle().solve(theta), output(down, theta), 1e-6);
                }
            }
        }
    }

    @Test
    void twoCoordinatesByHand() {
        double[] theta = {1, 3};
        SortingNetwork layer = new SortingNetwork(Oracles.ranking(2), Kind.BITONIC, Law.CAUCHY, 2);
        // alpha = f((3 - 1) / 2) = 1/2 + arctan(1) / pi = 3/4
        assertArrayEquals(
                new double[] {.75, .25, .25, .75}, layer.permutation(theta).matrix().data, 1e-15);
        assertArrayEquals(new double[] {.25, .75}, output(layer, theta), 1e-15);
        // d alpha / d theta = 1 / (pi (1 + 1)) / 2
        double slope = 1 / (4 * Math.PI);
        assertArrayEquals(
                new double[] {-slope, slope},
                layer.forward(theta).vjp(new double[] {0, 1}).values(),
                1e-15);
    }

    @Test
    void matricesAreDoublyStochasticAndGiveTheRanks() {
        double[] theta = {0.3, -1, 0.5, 0.45, 2, -0.2};
        double[] places = {0, 1, 2, 3, 4, 5};
        for (Kind kind : Kind.values()) {
            for (Law law : Law.values()) {
                SortingNetwork layer = new SortingNetwork(Oracles.ranking(6), kind, law, 0.3);
                DMatrixRMaj p = layer.permutation(theta).matrix();
                assertTrue(CommonOps_DDRM.elementMin(p) >= 0);
                for (int i = 0; i < 6; i++) {
                    double row = 0;
                    double column = 0;
                    for (int j = 0; j < 6; j++) {
                        row += p.get(i, j);
                        column += p.get(j, i);
                    }
                    assertEquals(1, row, 1e-14);
                    assertEquals(1, column, 1e-14);
                }
                DMatrixRMaj ranks = CommonOps_DDRM.multTransA(p, DMatrixRMaj.wrap(6, 1, places), null);
                assertArrayEquals(ranks.data, output(layer, theta), 1e-13);
            }
        }
    }

    @Test
    void gradientsOfRanksAreDifferences() {
        for (Kind kind : Kind.values()) {
            for (Law law : Law.values()) {
                Differences.check(new SortingNetwork(Oracles.ranking(6), kind, law, 1.3), 2, 1);
                Differences.check(new SortingNetwork(Oracles.descendingRanking(5), kind, law, 1.3), 3, 1);
            }
        }
    }

    @Test
    void gradientsOfMatricesAreDifferences() {
        KeyedRandom random = new KeyedRandom(4);
        for (Kind kind : Kind.values()) {
            SortingNetwork layer = new SortingNetwork(Oracles.descendingRanking(5), kind, Law.CAUCHY, 0.8);
            double[] theta = gaussian(random, 5);
            double[] u = gaussian(random, 5);
            double[] cotangent = gaussian(random, 25);
            double above = Vectors.dot(
                    cotangent,
                    layer.permutation(Vectors.combined(1, theta, 1e-6, u)).matrix().data);
            double below = Vectors.dot(
                    cotangent,
                    layer.permutation(Vectors.combined(1, theta, -1e-6, u)).matrix().data);
            double[] gradient = layer.permutation(theta).pullback().apply(cotangent);
            assertEquals((above - below) / 2e-6, Vectors.dot(gradient, u), 1e-7);
        }
    }

    @Test
    void theCauchyLawIsMonotonicAndTheLogisticIsNot() {
        assertTrue(slopeOfTheSmaller(Law.CAUCHY) > 0);
        assertTrue(slopeOfTheSmaller(Law.LOGISTIC) < 0);
    }

    /** The derivative of the soft minimum of two in the larger one, four units above the other. */
    private static double slopeOfTheSmaller(Law law) {
        double[] theta = {0, 4};
        SortingNetwork.Permutation p = new SortingNetwork(Oracles.ranking(2), Kind.ODD_EVEN, law, 1).permutation(theta);
        double direct = p.matrix().get(0, 1);
        return direct + p.pullback().apply(new double[] {theta[0], theta[1], 0, 0})[1];
    }

    @Test
    void textFormAndRefusal() {
        double[] theta = {0.3, -1, 0.5};
        assertArrayEquals(
                output(new SortingNetwork(Oracles.ranking(3), Kind.BITONIC, Law.LOGISTIC, 0.2), theta),
                output(
                        PluginCatalogue.discover()
                                .create(LayerProvider.class, "sorting-network:kind=bitonic,law=logistic,epsilon=0.2")
                                .on(Oracles.ranking(3), 1, 1),
                        theta));
        assertThrows(
                InvalidArgumentException.class,
                () -> new SortingNetwork(Oracles.argmax(3), Kind.BITONIC, Law.CAUCHY, 1));
    }
}
