package io.dither.graphhopper;

import com.graphhopper.matching.MapMatching;
import com.graphhopper.routing.DijkstraOneToMany;
import com.graphhopper.routing.Path;
import com.graphhopper.routing.querygraph.QueryGraph;
import com.graphhopper.routing.util.DefaultSnapFilter;
import com.graphhopper.routing.util.EdgeFilter;
import com.graphhopper.routing.util.TraversalMode;
import com.graphhopper.routing.weighting.Weighting;
import java.util.Arrays;
import java.util.List;

/**
 * A router that finds the fastest ways between points of a trace. A way may leave the road of a point in either
 * direction, since a noisy point may lie before the previous one. GraphHopper's own router keeps the direction, and
 * would then drive round the block.
 *
 * @param weighting the profile's access and speeds
 * @param snapFilter the edges on which points may lie
 */
record FastestWays(Weighting weighting, EdgeFilter snapFilter) implements MapMatching.Router {
    /**
     * A search that visits more nodes is given up. Consecutive points are near each other, so only long detours need
     * more.
     */
    private static final int MOST_NODES = 20_000;

    static FastestWays on(RoadMap map) {
        Weighting weighting = map.weighting(RoadMap.fastestModel(map.profile()));
        return new FastestWays(
                weighting,
                new DefaultSnapFilter(
                        weighting,
                        // true for edges in small parts of the map without a way in or out: no point is placed there
                        map.hopper().getEncodingManager().getBooleanEncodedValue(map.profile() + "_subnetwork")));
    }

    @Override
    public EdgeFilter getSnapFilter() {
        return snapFilter;
    }

    @Override
    public Weighting getWeighting() {
        return weighting;
    }

    @Override
    public List<Path> calcPaths(QueryGraph graph, int from, int fromEdge, int[] to, int[] toEdges) {
        DijkstraOneToMany search =
                new DijkstraOneToMany(graph, graph.wrapWeighting(weighting), TraversalMode.NODE_BASED);
        search.setMaxVisitedNodes(MOST_NODES);
        return Arrays.stream(to).mapToObj(node -> search.calcPath(from, node)).toList();
    }
}
