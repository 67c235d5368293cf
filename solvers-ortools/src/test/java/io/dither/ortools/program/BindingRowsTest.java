package io.dither.ortools.program;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.NormalCone;
import io.dither.ortools.GridProgram;
import io.dither.random.KeyedRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class BindingRowsTest {
    private static Vertex vertex(double[] y) {
        Vertex vertex = new Vertex(y.length);
        System.arraycopy(y, 0, vertex.dense(), 0, y.length);
        return vertex;
    }

    /** Whatever the normals at y span has y among its best points; at a solution they span its theta as well, of a linear program. */
    private static void spansWhereBest(LinearOracle oracle) {
        KeyedRandom random = new KeyedRandom(5);
        int sign = oracle.sense().sign();
        for (int trial = 0; trial < 20; trial++) {
            double[] theta = new double[oracle.dimension()];
            for (int i = 0; i < theta.length; i++) {
                theta[i] = random.nextGaussian();
            }
            double[] y = oracle.solve(theta);
            double[] combined = new double[y.length];
            List<Vertex> normals =
                    ((NormalCone) oracle).bindingNormals(vertex(y)).orElseThrow();
            normals.forEach(normal -> normal.addTo(combined, sign * random.nextExponential()));
            assertEquals(dot(combined, oracle.solve(combined)), dot(combined, y), 1e-6);
            assertTrue(normals.size() >= y.length, "a vertex has as many normals as coordinates");
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Test
    void ofALinearProgramInBothSenses() {
        spansWhereBest(OrToolsLp.oracle(GridProgram.of(3)));
        spansWhereBest(OrToolsLp.oracle(GridProgram.of(3).with(Sense.MAXIMIZE)));
    }

    /** Of the knapsack {3 a + 4 b + 2 c <= 5} the row binds at (1, 0, 1), as do the bounds of all three. */
    @Test
    void ofTheRelaxationOfAMixedIntegerProgram() {
        LinearProgram knapsack = LinearProgram.builder(Sense.MAXIMIZE)
                .integers(3, 0, 1)
                .constraint(Double.NEGATIVE_INFINITY, new double[] {3, 4, 2}, 5)
                .build();
        NormalCone oracle = (NormalCone) OrToolsMip.oracle(knapsack);
        List<String> normals = oracle.bindingNormals(vertex(new double[] {1, 0, 1})).orElseThrow().stream()
                .map(Vertex::toString)
                .toList();
        assertEquals(List.of("[3.0, 4.0, 2.0]", "[1.0, 0.0, 0.0]", "[0.0, -1.0, 0.0]", "[0.0, 0.0, 1.0]"), normals);
        spansWhereBest((LinearOracle) oracle);
    }
}
