package io.dither.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.random.KeyedRandom;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TerrainTest {
    private static final int SIDE = 30;
    private final double[] costs = new Terrain(SIDE).draw(new KeyedRandom(3));

    @Test
    void eachTerrainCoversAFifthOfTheMap() {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (double cost : costs) {
            counts.merge(terrain(cost), 1, Integer::sum);
        }
        assertEquals(Map.of(8, 180, 12, 180, 53, 180, 77, 180, 92, 180), counts);
    }

    /** Ten times the cost without its jitter. */
    private static int terrain(double cost) {
        int tenfold = (int) Math.floor(10 * cost + 1e-9);
        assertTrue(10 * cost - tenfold <= 0.1 + 1e-9, "cost " + cost);
        return tenfold;
    }

    @Test
    void terrainComesInPatches() {
        int same = 0;
        int pairs = 0;
        for (int i = 0; i < costs.length; i++) {
            if (i % SIDE + 1 < SIDE) {
                pairs++;
                same += terrain(costs[i]) == terrain(costs[i + 1]) ? 1 : 0;
            }
        }
        // independent cells would agree in one of five pairs, with a standard error of 0.014
        assertTrue(same > 0.4 * pairs, same + " of " + pairs);
    }
}
