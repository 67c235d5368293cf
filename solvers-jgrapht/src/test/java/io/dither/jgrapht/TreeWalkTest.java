package io.dither.jgrapht;

import static io.dither.jgrapht.Answers.assertMessage;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.jgrapht.internal.data.FlatGraph;
import io.dither.oracle.Vertex;
import org.junit.jupiter.api.Test;

class TreeWalkTest {
    private static Vertex triangle(int... edges) {
        Vertex y = new Vertex(3);
        for (int edge : edges) {
            y.add(edge, 1);
        }
        return y;
    }

    @Test
    void onlySpanningTreesAreBegunAt() {
        try (TreeWalk walk = new TreeWalk(FlatGraph.complete(3, 2))) {
            walk.begin(triangle(0, 2));
            Vertex point = new Vertex(3);
            walk.write(point);
            assertArrayEquals(new double[] {1, 0, 1}, point.toArray());
            InvalidArgumentException cycle =
                    assertThrows(InvalidArgumentException.class, () -> walk.begin(triangle(0, 1, 2)));
            assertMessage(cycle, "3 edges reach 3 of 3 vertices. Maybe the point is not a spanning tree");
            InvalidArgumentException part = assertThrows(InvalidArgumentException.class, () -> walk.begin(triangle(1)));
            assertMessage(part, "1 edges reach 2 of 3 vertices. Maybe the point is not a spanning tree");
        }
    }
}
