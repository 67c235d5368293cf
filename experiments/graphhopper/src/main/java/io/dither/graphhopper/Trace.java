package io.dither.graphhopper;

import com.graphhopper.matching.Observation;
import com.graphhopper.util.DistancePlaneProjection;
import com.graphhopper.util.shapes.GHPoint;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The recorded positions of a vehicle.
 *
 * @param name the name of the trip
 * @param points the points in the order of time
 */
record Trace(String name, List<GHPoint> points) {
    /** {@return the largest distance from a point to the next, in metres} */
    double longestGap() {
        return IntStream.range(1, points.size())
                .mapToDouble(i -> DistancePlaneProjection.DIST_PLANE.calcDist(
                        points.get(i - 1).getLat(),
                        points.get(i - 1).getLon(),
                        points.get(i).getLat(),
                        points.get(i).getLon()))
                .max()
                .orElse(0);
    }

    List<Observation> observations() {
        return points.stream().map(Observation::new).toList();
    }
}
