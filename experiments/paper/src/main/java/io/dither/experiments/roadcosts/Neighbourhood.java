package io.dither.experiments.roadcosts;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.random.KeyedRandom;

/**
 * Draws the end of a trip that begins at a given vertex, with equal chances among the other vertices at which trips may end: the first
 * {@link RoadNetwork#tripEndCount} vertices. If {@code reach} is above 0, the end is at most {@code reach} links away.
 */
final class Neighbourhood {
    private final RoadNetwork network;
    private final int reach;
    /** The links from vertex v lead to heads[start[v]], ..., heads[start[v + 1] - 1]. */
    private final int[] start;

    private final int[] heads;
    /** By vertex, the number of the {@link #search} that reached it last; 0 for none. */
    private final int[] lastSearch;

    private final int[] queue;
    private int searchNumber;

    Neighbourhood(RoadNetwork network, int reach) {
        this.network = network;
        this.reach = Arguments.atLeast("reach", reach, 0);
        start = new int[network.vertices() + 1];
        for (int tail : network.tails()) {
            start[tail + 1]++;
        }
        for (int v = 0; v < network.vertices(); v++) {
            start[v + 1] += start[v];
        }
        int[] nextSlot = start.clone();
        heads = new int[network.linkCount()];
        for (int e = 0; e < heads.length; e++) {
            heads[nextSlot[network.tails()[e]]++] = network.heads()[e];
        }
        lastSearch = new int[network.vertices()];
        queue = new int[network.vertices()];
    }

    /** Draws the end of a trip from {@code origin}, which must be a vertex at which trips may begin. */
    int drawEnd(int origin, KeyedRandom random) {
        if (reach == 0) {
            // trips may end at each of the first tripEndCount() vertices except the origin
            int to = random.nextInt(network.tripEndCount() - 1);
            return to < origin ? to : to + 1;
        }
        int ends = search(origin);
        if (ends == 0) {
            throw new InvalidArgumentException(
                    "no trip can end within reach = " + reach + " links of vertex " + (origin + 1),
                    "Maybe choose a larger reach");
        }
        return queue[random.nextInt(ends)];
    }

    /** Searches breadth first; puts the possible ends of a trip at the front of the queue, and returns their number. */
    private int search(int origin) {
        searchNumber++;
        lastSearch[origin] = searchNumber;
        queue[0] = origin;
        int size = 1;
        int expanded = 0;
        for (int step = 0; step < reach; step++) {
            for (int levelEnd = size; expanded < levelEnd; expanded++) {
                int v = queue[expanded];
                if (v < network.zones() && v != origin) { // zones, the first vertices: paths do not pass through them
                    continue;
                }
                for (int a = start[v]; a < start[v + 1]; a++) {
                    if (lastSearch[heads[a]] != searchNumber) {
                        lastSearch[heads[a]] = searchNumber;
                        queue[size++] = heads[a];
                    }
                }
            }
        }
        int ends = 0;
        for (int k = 1; k < size; k++) {
            if (queue[k] < network.tripEndCount()) { // trips may end only at the first vertices
                queue[ends++] = queue[k];
            }
        }
        return ends;
    }
}
