package io.dither.experiments.learning;

import io.dither.experiments.report.Html;
import io.dither.layer.Decision;
import io.dither.learn.Outcome;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** An observed and a predicted decision over the network around them. */
final class PathMap {
    private static final int SIZE = 320;
    private static final int EDGE = 12;
    private static final double MARGIN = 0.15;

    /** A page stays small enough to be sent. */
    private static final int MOST_STREETS = 5000;

    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Street(double[] line, double distance) {}

    private final RoadMap roads;
    private final Outcome outcome;
    private final Set<Integer> both = new TreeSet<>();
    private final Set<Integer> observed;
    private final Set<Integer> predicted;
    private double left = Double.POSITIVE_INFINITY;
    private double right = Double.NEGATIVE_INFINITY;
    private double low = Double.POSITIVE_INFINITY;
    private double high = Double.NEGATIVE_INFINITY;
    private double scale;

    PathMap(RoadMap roads, Outcome outcome) {
        this.roads = roads;
        this.outcome = outcome;
        observed =
                outcome.observation().target() instanceof Decision decision ? used(decision.point()) : new TreeSet<>();
        predicted = used(outcome.predicted());
        both.addAll(observed);
        both.retainAll(predicted);
        observed.removeAll(both);
        predicted.removeAll(both);
        frame();
    }

    /** Whether any of it has a position. */
    boolean isKnown() {
        return right >= left;
    }

    private Set<Integer> used(Vertex y) {
        Set<Integer> used = new TreeSet<>();
        for (int k = 0; k < y.size(); k++) {
            if (y.value(k) != 0 && roads.line(y.index(k)) != null) {
                used.add(y.index(k));
            }
        }
        return used;
    }

    private void frame() {
        for (Set<Integer> part : List.of(both, observed, predicted)) {
            for (double[] line : lines(part)) {
                left = Math.min(left, Math.min(line[0], line[2]));
                right = Math.max(right, Math.max(line[0], line[2]));
                low = Math.min(low, Math.min(line[1], line[3]));
                high = Math.max(high, Math.max(line[1], line[3]));
            }
        }
        double side = Math.max(right - left, high - low);
        double half = side == 0 ? 1 : side * (0.5 + MARGIN);
        double x = (left + right) / 2;
        double y = (low + high) / 2;
        if (right >= left) {
            left = x - half;
            right = x + half;
            low = y - half;
            high = y + half;
        }
        scale = (SIZE - 2.0 * EDGE) / (2 * half);
    }

    private List<double[]> lines(Set<Integer> coordinates) {
        List<double[]> lines = new ArrayList<>();
        for (int coordinate : coordinates) {
            double[] line = roads.line(coordinate);
            if (line != null) {
                lines.add(line);
            }
        }
        return lines;
    }

    void write(Html html, String caption) {
        html.open("figure", "class", "chart map").element("figcaption", caption);
        html.open("svg", "viewBox", "0 0 " + SIZE + " " + SIZE, "role", "img", "aria-label", caption);
        path(html, "street", nearby());
        path(html, "shared", lines(both));
        path(html, "c1", lines(observed));
        path(html, "c0", lines(predicted));
        for (String end : ends()) {
            double[] place = roads.positions().get(end);
            if (place != null) {
                html.open(
                                "circle",
                                "class",
                                "c6",
                                "r",
                                "4",
                                "cx",
                                Drawing.number(x(place[0])),
                                "cy",
                                Drawing.number(y(place[1])))
                        .close("circle");
            }
        }
        html.close("svg").close("figure");
    }

    /** Returns the streets around, each once whichever way it goes; those nearest to the paths where there are too many. */
    private List<double[]> nearby() {
        Set<String> seen = new HashSet<>();
        List<double[]> streets = new ArrayList<>();
        for (int coordinate = 0; coordinate < outcome.predicted().dimension(); coordinate++) {
            double[] line = roads.line(coordinate);
            if (line != null && (isInside(line[0], line[1]) || isInside(line[2], line[3]))) {
                LearningReport.Ends ends = roads.ends().apply(coordinate);
                boolean ordered = ends.from().compareTo(ends.to()) <= 0;
                String key = ordered ? ends.from() + "\n" + ends.to() : ends.to() + "\n" + ends.from();
                if (seen.add(key)) {
                    streets.add(line);
                }
            }
        }
        if (streets.size() > MOST_STREETS) {
            List<double[]> paths = new ArrayList<>();
            List.of(both, observed, predicted).forEach(part -> paths.addAll(lines(part)));
            return streets.stream()
                    .map(street -> new Street(street, distance(street, paths)))
                    .sorted(Comparator.comparingDouble(Street::distance))
                    .limit(MOST_STREETS)
                    .map(Street::line)
                    .toList();
        }
        return streets;
    }

    private boolean isInside(double x, double y) {
        return x >= left && x <= right && y >= low && y <= high;
    }

    /** Returns how far the middle of a street is from that of the nearest part of a path. */
    private static double distance(double[] street, List<double[]> paths) {
        double least = Double.POSITIVE_INFINITY;
        for (double[] line : paths) {
            double x = street[0] + street[2] - line[0] - line[2];
            double y = street[1] + street[3] - line[1] - line[3];
            least = Math.min(least, x * x + y * y);
        }
        return least;
    }

    /** Returns the vertices that an odd number of the observed edges meets: where a path starts and ends. */
    private Set<String> ends() {
        Set<String> odd = new TreeSet<>();
        for (Set<Integer> part : List.of(both, observed)) {
            for (int coordinate : part) {
                LearningReport.Ends ends = roads.ends().apply(coordinate);
                for (String end : List.of(ends.from(), ends.to())) {
                    if (!odd.remove(end)) {
                        odd.add(end);
                    }
                }
            }
        }
        return odd;
    }

    private void path(Html html, String style, List<double[]> lines) {
        StringBuilder path = new StringBuilder();
        for (double[] line : lines) {
            path.append('M').append(Drawing.number(x(line[0]))).append(' ').append(Drawing.number(y(line[1])));
            path.append('L').append(Drawing.number(x(line[2]))).append(' ').append(Drawing.number(y(line[3])));
        }
        html.open("path", "class", style, "d", path.toString()).close("path");
    }

    private double x(double place) {
        return EDGE + (place - left) * scale;
    }

    private double y(double place) {
        return EDGE + (high - place) * scale;
    }
}
