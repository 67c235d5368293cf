package io.dither.oracle.capability;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import org.junit.jupiter.api.Test;

/** The forms in which lanes hold their solutions, two lanes of three coordinates. */
class VertexLanesTest {
    private static final double[] SHARED = {1, 10, 100};
    private static final double[] EACH = {1, 2, 10, 20, 100, 200};

    private static void assertHolds(VertexLanes lanes, double[] first, double[] second) {
        double[] sums = new double[2];
        lanes.dots(SHARED, sums);
        assertArrayEquals(new double[] {dot(first, 1), dot(second, 1)}, sums);
        lanes.dots(EACH, sums);
        assertArrayEquals(new double[] {dot(first, 1), dot(second, 2)}, sums);
        assertArrayEquals(first, lanes.vertex(0).toArray());
        assertArrayEquals(second, lanes.vertex(1).toArray());
    }

    private static double dot(double[] y, double factor) {
        return factor * (y[0] + 10 * y[1] + 100 * y[2]);
    }

    @Test
    void onesOfEachLane() {
        VertexLanes lanes = new VertexLanes(3, 2);
        System.arraycopy(new int[] {2, 0, 0, 1}, 0, lanes.ones(2), 0, 4);
        assertTrue(lanes.isOnes());
        assertArrayEquals(new int[] {2, 0, 0, 1}, lanes.indices());
        assertThrows(IllegalStateException.class, lanes::block);
        assertHolds(lanes, new double[] {1, 0, 1}, new double[] {1, 1, 0});
        lanes.ones(1)[0] = 1;
        lanes.indices()[1] = 2;
        lanes.unpack();
        assertTrue(lanes.isOnes());
        assertHolds(lanes, new double[] {0, 1, 0}, new double[] {0, 0, 1});
    }

    @Test
    void noMoreOnesThanCoordinates() {
        VertexLanes lanes = new VertexLanes(3, 2);
        assertEquals(6, lanes.ones(3).length);
        for (int count : new int[] {-1, 4, Integer.MAX_VALUE}) {
            InvalidArgumentException refused = assertThrows(InvalidArgumentException.class, () -> lanes.ones(count));
            assertTrue(String.valueOf(refused.getMessage()).contains("count = " + count + " is not in [0, 3]"));
        }
    }

    @Test
    void blocks() {
        VertexLanes lanes = new VertexLanes(3, 2);
        System.arraycopy(new double[] {1, 0, 0, 1, 1, 1}, 0, lanes.zeroOne(), 0, 6);
        assertTrue(lanes.hasBlock() && lanes.isZeroOne());
        assertThrows(IllegalStateException.class, lanes::indices);
        assertHolds(lanes, new double[] {1, 0, 1}, new double[] {0, 1, 1});
        System.arraycopy(new double[] {1, 2, 3, 4, 5, 6}, 0, lanes.dense(), 0, 6);
        assertTrue(lanes.hasBlock());
        assertFalse(lanes.isZeroOne());
        assertHolds(lanes, new double[] {1, 3, 5}, new double[] {2, 4, 6});
    }

    /** A session around another changes what came in a block or as indices. */
    @Test
    void aVertexThatIsChangedCounts() {
        VertexLanes lanes = new VertexLanes(3, 2);
        System.arraycopy(new int[] {2, 0}, 0, lanes.ones(1), 0, 2);
        lanes.vertex(1).add(2, 5);
        assertFalse(lanes.isOnes());
        assertHolds(lanes, new double[] {0, 0, 1}, new double[] {1, 0, 5});
        System.arraycopy(new double[] {1, 0, 0, 1, 0, 0}, 0, lanes.zeroOne(), 0, 6);
        lanes.vertex(0).add(1, 1);
        assertFalse(lanes.hasBlock());
        assertHolds(lanes, new double[] {1, 1, 0}, new double[] {0, 1, 0});
        lanes.clear();
        assertEquals(0, lanes.vertex(0).size());
    }
}
