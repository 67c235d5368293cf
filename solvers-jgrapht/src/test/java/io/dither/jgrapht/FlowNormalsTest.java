package io.dither.jgrapht;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;
import org.junit.jupiter.api.Test;

class FlowNormalsTest {
    /** Whatever the normals at a path span, as costs, has the path among its cheapest. */
    @Test
    void aPathIsBestOverTheConeOfItsNormals() {
        GraphOracle oracle = GridPath.arcs(4, 5);
        KeyedRandom random = new KeyedRandom(6);
        for (int trial = 0; trial < 50; trial++) {
            double[] theta = new double[oracle.dimension()];
            for (int i = 0; i < theta.length; i++) {
                theta[i] = random.nextGaussian();
            }
            double[] path = oracle.solve(theta);
            Vertex y = new Vertex(path.length);
            System.arraycopy(path, 0, y.dense(), 0, path.length);
            double[] costs = new double[path.length];
            oracle.bindingNormals(y).orElseThrow().forEach(normal -> normal.addTo(costs, -random.nextExponential()));
            double[] cheapest = oracle.solve(costs);
            double gap = 0;
            for (int i = 0; i < costs.length; i++) {
                gap += costs[i] * (path[i] - cheapest[i]);
            }
            assertEquals(0, gap, 1e-9);
        }
    }

    @Test
    void cellsOfAGridAreNoFlow() {
        GraphOracle cells = GridPath.cells(3, 3, 8);
        assertTrue(cells.bindingNormals(new Vertex(9)).isEmpty());
    }
}
