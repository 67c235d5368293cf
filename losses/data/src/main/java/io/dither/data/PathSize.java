package io.dither.data;

import io.dither.error.Arguments;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The path size of each path of a choice set (Ben-Akiva and Bierlaire 1999): the sum over its arcs of the arc's share
 * of the path's length, divided by the number of paths of the set that use the arc. It is 1 for a path that shares no
 * arc, and 1/n for n paths that are the same. Its logarithm, as a feature of an alternative, corrects the logit, which
 * assumes that overlapping paths are independent.
 */
final class PathSize {
    /** The name of the feature. */
    static final String NAME = "path-size";

    private PathSize() {}

    /**
     * Returns the logarithms of the path sizes.
     *
     * @param paths for each path its arcs by name, with their lengths above 0; an arc has the same name in all paths
     * @return one number per path, at most 0
     * @throws io.dither.error.InvalidArgumentException if a length is not above 0 or not finite, or a path has no arcs
     */
    static double[] logarithms(List<Map<String, Double>> paths) {
        Map<String, Integer> pathsOfArc = new HashMap<>();
        paths.forEach(path -> path.keySet().forEach(arc -> pathsOfArc.merge(arc, 1, Integer::sum)));
        double[] logarithms = new double[paths.size()];
        for (int i = 0; i < logarithms.length; i++) {
            double length = 0;
            double size = 0;
            for (Map.Entry<String, Double> arc : paths.get(i).entrySet()) {
                double arcLength = Arguments.positive("length of arc '" + arc.getKey() + "'", arc.getValue());
                length += arcLength;
                size += arcLength / pathsOfArc.getOrDefault(arc.getKey(), 1); // each arc was counted above
            }
            Arguments.require(length > 0, "path " + i + " has no arcs", "Maybe a cell is empty");
            logarithms[i] = Math.log(size / length);
        }
        return logarithms;
    }
}
