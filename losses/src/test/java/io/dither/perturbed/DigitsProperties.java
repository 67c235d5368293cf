package io.dither.perturbed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Estimated;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracles.Oracles;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

/** Standard errors keep their digits where solutions have large constant parts, sparse or dense. */
class DigitsProperties {
    private static final double[] THETA = {0.1, -0.2, 0.3};

    /** Coordinate 0 is constant plus 0 or 1, coordinate 1 is the constant, coordinate 2 comes and goes. */
    private record Steps(double constant, boolean sparse) implements LinearOracle {
        @Override
        public int dimension() {
            return 3;
        }

        @Override
        public OracleSession openSession() {
            return this::fill;
        }

        private void fill(double[] theta, Vertex vertex) {
            double first = constant + (theta[0] > theta[1] ? 1 : 0);
            double last = theta[2] > 0 ? 3 : 0;
            if (sparse) {
                vertex.clear();
                vertex.add(1, constant);
                vertex.add(0, first);
                if (last != 0) {
                    vertex.add(2, last);
                }
            } else {
                double[] y = vertex.dense();
                y[0] = first;
                y[1] = constant;
                y[2] = last;
            }
        }
    }

    private static Estimate estimate(LinearOracle oracle, int samples) {
        try (PerturbedOptimizer layer =
                PerturbedOptimizer.builder(oracle).samples(samples).seed(4).build()) {
            return layer.at(THETA).jvp(new double[] {1, -1, 2}).jacobian().estimate();
        }
    }

    @Property(tries = 20, seed = "21")
    void largeConstantsCostNoDigits(@ForAll @DoubleRange(min = 1e6, max = 1e9) double real, @ForAll boolean sparse) {
        double constant = Math.rint(real);
        Estimate plain = estimate(new Steps(0, false), 1000);
        Estimate moved = estimate(new Steps(constant, sparse), 1000);
        assertArrayEquals(plain.meanStandardError(), moved.meanStandardError(), 1e-6);
        assertTrue(moved.meanStandardError()[0] > 0.01);
        requireSame(plain.jvp(), moved.jvp());
        assertArrayEquals(plain.jacobian().data, moved.jacobian().data, 1e-6);
        assertArrayEquals(plain.jacobianStandardError().data, moved.jacobianStandardError().data, 1e-6);
        assertTrue(Double.isNaN(moved.jacobianStandardError().get(1, 0)), "a constant has no error to know");
    }

    private static void requireSame(Estimated one, Estimated other) {
        assertArrayEquals(one.values(), other.values(), 1e-6);
        assertArrayEquals(one.standardErrors(), other.standardErrors(), 1e-6);
    }

    @Example
    void sparseAndDenseAgreeWhereCoordinatesComeAndGo() {
        LinearOracle sparse = Oracles.argmax(3);
        Estimate one = estimate(sparse, 500);
        Estimate other = estimate(LinearOracle.of(3, sparse::solve), 500);
        requireSame(one.solution(), other.solution());
        requireSame(one.jvp(), other.jvp());
        assertArrayEquals(one.jacobian().data, other.jacobian().data, 1e-12);
        assertArrayEquals(one.jacobianStandardError().data, other.jacobianStandardError().data, 1e-12);
    }

    @Example
    void countsOfSparseSolutionsStayExact() {
        Estimate estimate = estimate(Oracles.argmax(3), 777);
        double sum = 0;
        for (double share : estimate.mean()) {
            double count = Math.rint(share * 777);
            assertEquals(count / 777, share);
            sum += count;
        }
        assertEquals(777, sum);
    }
}
