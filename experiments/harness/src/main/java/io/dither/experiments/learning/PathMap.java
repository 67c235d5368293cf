package io.dither.experiments.learning;

import io.dither.experiments.chart.Axis;
import io.dither.experiments.chart.Chart;
import io.dither.experiments.chart.Mark.Kind;
import io.dither.experiments.chart.Mark.Line;
import io.dither.layer.Decision;
import io.dither.learn.Outcome;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** Draws a map of an observed and a predicted path over the streets around them. */
final class PathMap {
    /** The margin on each side, as a share of the extent of the paths. */
    private static final double MARGIN = 0.15;

    /** The most streets of a map, so that a page stays small enough to be sent. */
    static final int MOST_STREETS = 5000;

    private final RoadMap roads;
    private final Outcome outcome;
    /** The edges that both paths have. */
    private final Set<Integer> shared = new TreeSet<>();
    /** The edges of the observed path alone. */
    private final Set<Integer> observed;
    /** The edges of the predicted path alone. */
    private final Set<Integer> predicted;

    private final Axis x;
    private final Axis y;

    PathMap(RoadMap roads, Outcome outcome) {
        this.roads = roads;
        this.outcome = outcome;
        observed =
                outcome.observation().target() instanceof Decision decision ? used(decision.point()) : new TreeSet<>();
        predicted = used(outcome.predicted());
        shared.addAll(observed);
        shared.retainAll(predicted);
        observed.removeAll(shared);
        predicted.removeAll(shared);
        DoubleSummaryStatistics across = range(0);
        DoubleSummaryStatistics upwards = range(1);
        double halfSide = halfSide(across, upwards);
        x = around(across, halfSide);
        y = around(upwards, halfSide);
    }

    /** Returns half the side of a square around positions, with a margin; {@code across} and {@code upwards} are their x and y. */
    static double halfSide(DoubleSummaryStatistics across, DoubleSummaryStatistics upwards) {
        double side = Math.max(across.getMax() - across.getMin(), upwards.getMax() - upwards.getMin());
        return side == 0 ? 1 : side * (0.5 + MARGIN);
    }

    /** Returns the range of x (axis 0) or y (axis 1) over the ends of all edges of the paths. */
    private DoubleSummaryStatistics range(int axis) {
        return pathLines().stream()
                .flatMapToDouble(line -> DoubleStream.of(line[axis], line[axis + 2]))
                .summaryStatistics();
    }

    /** Returns an axis of twice the length {@code halfSide} around the middle of a range. */
    static Axis around(DoubleSummaryStatistics range, double halfSide) {
        double middle = (range.getMin() + range.getMax()) / 2;
        return new Axis("", false, middle - halfSide, middle + halfSide);
    }

    /** Returns whether any edge of the paths has a position. */
    boolean hasPositions() {
        return !pathLines().isEmpty();
    }

    /** Returns the edges of either path that have a position, each as {@link RoadMap#line} gives it. */
    private List<double[]> pathLines() {
        return Stream.of(shared, observed, predicted)
                .flatMap(edges -> lines(edges).stream())
                .toList();
    }

    /** Returns the coordinates that a decision uses and that have a position. */
    private Set<Integer> used(Vertex decision) {
        Set<Integer> coordinates = new TreeSet<>();
        for (int k = 0; k < decision.size(); k++) {
            if (decision.value(k) != 0 && roads.line(decision.index(k)) != null) {
                coordinates.add(decision.index(k));
            }
        }
        return coordinates;
    }

    /** Returns the lines of coordinates from {@link #used}, which all have one. */
    private List<double[]> lines(Set<Integer> coordinates) {
        return coordinates.stream().map(roads::line).filter(Objects::nonNull).toList();
    }

    Chart chart(String title) {
        List<double[]> positions = endsOfObservedPath().stream()
                .map(roads.positions()::get)
                .filter(Objects::nonNull)
                .toList();
        double[] xs = positions.stream().mapToDouble(end -> end[0]).toArray();
        double[] ys = positions.stream().mapToDouble(end -> end[1]).toArray();
        return Chart.map(title, x, y)
                .with(List.of(
                        strokes("street", nearby()),
                        strokes("shared", lines(shared)),
                        strokes("c1", lines(observed)),
                        strokes("c0", lines(predicted)),
                        Line.of("", Kind.POINTS, xs, ys).styled("c6")));
    }

    /** Draws lines as one mark. A line has x and y of its start, then x and y of its end; NaN leaves a gap after each line. */
    static Line strokes(String style, List<double[]> lines) {
        double[] x = lines.stream()
                .flatMapToDouble(line -> DoubleStream.of(line[0], line[2], Double.NaN))
                .toArray();
        double[] y = lines.stream()
                .flatMapToDouble(line -> DoubleStream.of(line[1], line[3], Double.NaN))
                .toArray();
        return Line.of("", Kind.STROKES, x, y).styled(style);
    }

    /** Returns the streets within the map, each once for both directions; if they are too many, the streets nearest to the paths. */
    private List<double[]> nearby() {
        Set<String> drawnEnds = new HashSet<>();
        List<double[]> streets = new ArrayList<>();
        for (int coordinate = 0; coordinate < outcome.predicted().dimension(); coordinate++) {
            double[] line = roads.line(coordinate);
            if (line != null && isInside(line, x, y)) {
                LearningReport.Ends edge = roads.ends().apply(coordinate);
                boolean isOrdered = edge.from().compareTo(edge.to()) <= 0;
                String key = isOrdered ? edge.from() + "\n" + edge.to() : edge.to() + "\n" + edge.from();
                if (drawnEnds.add(key)) {
                    streets.add(line);
                }
            }
        }
        if (streets.size() > MOST_STREETS) {
            IdentityHashMap<double[], Double> distances = new IdentityHashMap<>();
            List<double[]> paths = pathLines();
            streets.forEach(street -> distances.put(street, distance(street, paths)));
            streets.sort(Comparator.comparing(distances::get));
            return streets.subList(0, MOST_STREETS);
        }
        return streets;
    }

    /** Returns whether at least one end of a line is inside the ranges of a map. */
    static boolean isInside(double[] line, Axis x, Axis y) {
        for (int end = 0; end < line.length; end += 2) {
            if (line[end] >= x.low()
                    && line[end] <= x.high()
                    && line[end + 1] >= y.low()
                    && line[end + 1] <= y.high()) {
                return true;
            }
        }
        return false;
    }

    /** Returns four times the squared distance from the middle of a street to the middle of the nearest edge of a path, to sort by. */
    private static double distance(double[] street, List<double[]> paths) {
        double nearest = Double.POSITIVE_INFINITY;
        for (double[] line : paths) {
            double x = street[0] + street[2] - line[0] - line[2];
            double y = street[1] + street[3] - line[1] - line[3];
            nearest = Math.min(nearest, x * x + y * y);
        }
        return nearest;
    }

    /** Returns the vertices at which an odd number of observed edges meets: a path starts and ends there. */
    private Set<String> endsOfObservedPath() {
        Set<String> odd = new TreeSet<>();
        for (Set<Integer> edges : List.of(shared, observed)) {
            for (int coordinate : edges) {
                LearningReport.Ends edge = roads.ends().apply(coordinate);
                for (String end : List.of(edge.from(), edge.to())) {
                    if (!odd.remove(end)) {
                        odd.add(end);
                    }
                }
            }
        }
        return odd;
    }
}
