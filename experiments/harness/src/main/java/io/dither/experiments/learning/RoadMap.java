package io.dither.experiments.learning;

import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The positions of the coordinates of theta on a plane.
 *
 * @param positions x and y by the name of the vertex; y points upwards
 * @param ends the vertices of a coordinate
 */
record RoadMap(Map<String, double[]> positions, IntFunction<LearningReport.Ends> ends) {
    /** Returns x and y of the start and of the end of a coordinate, or null if an end has no position. */
    double @Nullable [] line(int coordinate) {
        LearningReport.Ends edge = ends.apply(coordinate);
        double[] from = positions.get(edge.from());
        double[] to = positions.get(edge.to());
        return from == null || to == null ? null : new double[] {from[0], from[1], to[0], to[1]};
    }
}
