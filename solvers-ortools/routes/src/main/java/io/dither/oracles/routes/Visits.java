package io.dither.oracles.routes;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.Described;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A routing problem: places, the arcs between them, a depot, the visits of a day and the number of routes. A stop is a
 * place that is visited, once or several times; each of these times is a visit. {@link DegreeAssignment} and exact
 * solvers share these data, so that their coordinates are the same.
 *
 * <p>Coordinates are the arcs. If all places are connected directly, arcs are row by row without the diagonal, (0,1),
 * (0,2), ..., (n-1,n-2); otherwise they are in the order of the graph. If stops may be left out, each place
 * except the depot has a further coordinate after the arcs, in the order of places, named such as {@code 7->7}: y
 * counts the visits of that place that are left out, and theta is the cost of leaving out one visit. Immutable.
 */
public final class Visits implements Described {
    /**
     * The largest number of places, between which there are almost a million arcs; also the largest number of visits of
     * each stop by {@link #stops(int)}.
     */
    private static final int MAX_PLACES = 1000;
    /** Far above the number of vehicles of usual fleets; a larger number is probably a mistake. */
    private static final int MAX_ROUTES = 10_000;

    private final Graph graph;
    private final int depot;
    /** The place of each visit; a stop that is visited several times occurs as often. */
    private final int[] stops;

    private final int minRoutes;
    private final int maxRoutes;
    private final boolean optional;

    private Visits(Graph graph, int depot, int[] stops, int minRoutes, int maxRoutes, boolean optional) {
        this.graph = graph;
        this.depot = depot;
        this.stops = stops;
        this.minRoutes = minRoutes;
        this.maxRoutes = maxRoutes;
        this.optional = optional;
    }

    /**
     * Places with the arcs between them.
     *
     * @param names the names of the places
     * @param arcs each arc as {@code from * places + to}; empty if all places are connected directly
     * @param coordinates the coordinate of each arc, by the same number; null if all places are connected directly
     */
    private record Graph(
            List<String> names,
            List<Integer> arcs,
            @Nullable Map<Integer, Integer> coordinates) {}

    @Override
    public List<?> content() {
        return List.of(graph.names, graph.arcs, depot, stops, minRoutes, maxRoutes, optional);
    }

    /**
     * {@return places 0, 1, ..., all connected directly: 0 is the depot, all other places are visited once, on one
     * route}
     *
     * @param places the number of places, from 2 to 1000
     */
    public static Visits of(int places) {
        Arguments.between("places", places, 2, MAX_PLACES);
        return among(IntStream.range(0, places).mapToObj(String::valueOf).toList());
    }

    /**
     * {@return named places, all connected directly: the first is the depot, all other places are visited once, on one
     * route}
     *
     * @param places their names, from 2 to 1000, all different
     */
    public static Visits among(List<String> places) {
        return of(new Graph(checked(places), List.of(), null));
    }

    /**
     * {@return all places of a graph, in the order in which its arcs name them: the first is the depot, all other
     * places are visited once, on one route}
     *
     * @param from the places where arcs begin
     * @param to the places where the arcs end; each arc once, and none from a place to itself
     */
    public static Visits along(List<String> from, List<String> to) {
        Arguments.require(
                from.size() == to.size(),
                "there are " + from.size() + " beginnings of arcs and " + to.size() + " ends",
                "Maybe one place is missing");
        LinkedHashSet<String> names = new LinkedHashSet<>();
        for (int i = 0; i < from.size(); i++) {
            names.add(from.get(i));
            names.add(to.get(i));
        }
        List<String> places = checked(List.copyOf(names));
        List<Integer> arcs = new ArrayList<>();
        Map<Integer, Integer> coordinates = new HashMap<>();
        for (int i = 0; i < from.size(); i++) {
            int arc = places.indexOf(from.get(i)) * places.size() + places.indexOf(to.get(i));
            arcs.add(arc);
            Arguments.require(
                    !from.get(i).equals(to.get(i)) && coordinates.putIfAbsent(arc, i) == null,
                    "the arc " + from.get(i) + "->" + to.get(i) + " is given twice, or leads from a place to itself",
                    "Maybe leave it out");
        }
        return of(new Graph(places, List.copyOf(arcs), Map.copyOf(coordinates)));
    }

    private static List<String> checked(List<String> places) {
        Arguments.require(
                places.size() >= 2 && places.size() <= MAX_PLACES,
                "there are " + places.size() + " places, not from 2 to " + MAX_PLACES,
                "Maybe leave out those that nobody visits");
        Arguments.require(
                new LinkedHashSet<>(places).size() == places.size(),
                "a place is named twice in " + places,
                "Maybe it is a stop that is visited twice: name the place once, and the stop twice");
        return List.copyOf(places);
    }

    private static Visits of(Graph graph) {
        return new Visits(graph, 0, new int[0], 1, 1, false).stops(1);
    }

    /**
     * {@return the same graph with another depot; all other places are visited once}
     *
     * @param place the name of the place where routes begin and end
     */
    public Visits depot(String place) {
        return new Visits(graph, place(place), stops, minRoutes, maxRoutes, optional).stops(1);
    }

    /**
     * {@return the same problem with all places except the depot as stops}
     *
     * @param times the number of visits of each stop, from 1 to 1000
     */
    public Visits stops(int times) {
        Arguments.between("visits of each stop", times, 1, MAX_PLACES);
        int[] stops = IntStream.range(0, times * graph.names.size())
                .map(i -> i / times)
                .filter(place -> place != depot)
                .toArray();
        return new Visits(graph, depot, stops, minRoutes, maxRoutes, optional);
    }

    /**
     * {@return the same problem with other stops}
     *
     * @param places their names, at least one; a name is repeated for each visit
     */
    public Visits stops(List<String> places) {
        int[] stops = places.stream().mapToInt(this::place).toArray();
        Arguments.atLeast("number of stops", stops.length, 1);
        Arguments.require(
                Arrays.stream(stops).noneMatch(place -> place == depot),
                "the depot " + graph.names.get(depot) + " is among the stops",
                "Maybe leave it out: all routes begin and end there");
        return new Visits(graph, depot, stops, minRoutes, maxRoutes, optional);
    }

    /**
     * {@return the same problem with other numbers of routes}
     *
     * @param min the smallest number of routes, from 0 to the number of visits
     * @param max the largest number of routes, from 1 to 10,000, at least {@code min}
     */
    public Visits routes(int min, int max) {
        Arguments.between("largest number of routes", max, 1, MAX_ROUTES);
        Arguments.require(
                min >= 0 && min <= Math.min(max, stops.length),
                "the smallest number of routes, " + min + ", is not from 0 to the largest, " + max
                        + ", and to the number of visits, " + stops.length,
                "Maybe allow fewer routes");
        return new Visits(graph, depot, stops, min, max, optional);
    }

    /** {@return the same problem with stops that may be left out} */
    public Visits optional() {
        return new Visits(graph, depot, stops, minRoutes, maxRoutes, true);
    }

    private int place(String name) {
        int place = graph.names.indexOf(name);
        if (place < 0) {
            throw new InvalidArgumentException("there is no place '" + name + "'", "Maybe a typing error");
        }
        return place;
    }

    /** {@return the number of places, including the depot} */
    public int places() {
        return graph.names.size();
    }

    /**
     * {@return the name of a place}
     *
     * @param place from 0
     */
    public String name(int place) {
        return graph.names.get(place);
    }

    /** {@return the place where routes begin and end} */
    public int depot() {
        return depot;
    }

    /** {@return the number of visits} */
    public int visits() {
        return stops.length;
    }

    /**
     * {@return the place of a visit}
     *
     * @param visit from 0 to {@link #visits()} - 1
     */
    public int stop(int visit) {
        return stops[visit];
    }

    /** {@return whether a place is visited several times} */
    public boolean areRepeated() {
        return Arrays.stream(stops).distinct().count() < stops.length;
    }

    /** {@return the smallest number of routes} */
    public int minRoutes() {
        return minRoutes;
    }

    /** {@return the largest number of routes} */
    public int maxRoutes() {
        return maxRoutes;
    }

    /** {@return whether stops may be left out} */
    public boolean areOptional() {
        return optional;
    }

    /** {@return the number of arcs, which are the first coordinates} */
    public int arcs() {
        return graph.coordinates == null ? places() * (places() - 1) : graph.arcs.size();
    }

    /** {@return the number of coordinates} */
    public int dimension() {
        return arcs() + (optional ? places() - 1 : 0);
    }

    /**
     * {@return the coordinate of an arc, or of leaving a place out; -1 if there is none}
     *
     * @param from the place where the arc begins
     * @param to the place where the arc ends; the same place as {@code from} to leave the place out
     */
    public int coordinate(int from, int to) {
        Arguments.between("from", from, 0, places() - 1);
        Arguments.between("to", to, 0, places() - 1);
        if (from == to) {
            return optional && from != depot ? arcs() + (from < depot ? from : from - 1) : -1;
        }
        return graph.coordinates == null
                ? from * (places() - 1) + (to < from ? to : to - 1)
                : graph.coordinates.getOrDefault(from * places() + to, -1);
    }

    /**
     * {@return the place where an arc begins, or the place that is left out}
     *
     * @param coordinate from 0 to {@link #dimension()} - 1
     * @throws io.dither.error.InvalidArgumentException if there is no such coordinate
     */
    public int from(int coordinate) {
        Arguments.between("coordinate", coordinate, 0, dimension() - 1);
        if (coordinate >= arcs()) {
            int place = coordinate - arcs();
            return place < depot ? place : place + 1;
        }
        return graph.coordinates == null ? coordinate / (places() - 1) : graph.arcs.get(coordinate) / places();
    }

    /**
     * {@return the place where an arc ends, or the place that is left out}
     *
     * @param coordinate from 0 to {@link #dimension()} - 1
     */
    public int to(int coordinate) {
        int from = from(coordinate);
        if (coordinate >= arcs() || graph.coordinates != null) {
            return coordinate >= arcs() ? from : graph.arcs.get(coordinate) % places();
        }
        int rank = coordinate % (places() - 1);
        return rank < from ? rank : rank + 1;
    }

    /** {@return the names of the coordinates, such as {@code 3->7}} */
    public List<String> names() {
        return IntStream.range(0, dimension())
                .mapToObj(k -> name(from(k)) + "->" + name(to(k)))
                .toList();
    }
}
