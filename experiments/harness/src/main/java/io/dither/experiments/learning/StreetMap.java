package io.dither.experiments.learning;

import io.dither.experiments.chart.Axis;
import io.dither.experiments.chart.Chart;
import io.dither.experiments.text.Html;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** Draws a map of the streets with clearly high or low values, and of the streets around them. */
final class StreetMap {
    /** The ends of a street, as {@link RoadMap#line} gives them, and its value. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Street(double[] line, double value) {}

    private final List<Street> streets = new ArrayList<>();
    private final double threshold;

    /**
     * Creates a map.
     *
     * @param roads the positions of the coordinates
     * @param dimension the number of coordinates
     * @param value the value of each coordinate
     * @param threshold the least size of a clearly high or low value, in the unit of the values
     */
    StreetMap(RoadMap roads, int dimension, IntToDoubleFunction value, double threshold) {
        this.threshold = threshold;
        for (int coordinate = 0; coordinate < dimension; coordinate++) {
            double[] line = roads.line(coordinate);
            if (line != null) {
                streets.add(new Street(line, value.applyAsDouble(coordinate)));
            }
        }
        // the largest absolute values first: if there are too many streets, the map leaves out the last ones
        streets.sort(Comparator.comparing(street -> -Math.abs(street.value())));
    }

    /** Draws the map, if any value is clearly high or low. */
    void write(Html html, String title, String highLabel, String lowLabel) {
        DoubleSummaryStatistics across = new DoubleSummaryStatistics();
        DoubleSummaryStatistics upwards = new DoubleSummaryStatistics();
        streets.stream().filter(street -> Math.abs(street.value()) >= threshold).forEach(street -> {
            across.accept(street.line()[0]);
            across.accept(street.line()[2]);
            upwards.accept(street.line()[1]);
            upwards.accept(street.line()[3]);
        });
        if (across.getCount() == 0) {
            return;
        }
        double halfSide = PathMap.halfSide(across, upwards);
        Axis x = PathMap.around(across, halfSide);
        Axis y = PathMap.around(upwards, halfSide);
        List<Street> drawn = streets.stream()
                .filter(street -> PathMap.isInside(street.line(), x, y))
                .limit(PathMap.MOST_STREETS)
                .toList();
        html.open("p", "class", "legend");
        Chart.writeKey(html, "c1", highLabel);
        Chart.writeKey(html, "c0", lowLabel);
        html.close("p");
        Chart.map(title, x, y)
                .with(List.of(
                        PathMap.strokes("street", lines(drawn, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)),
                        PathMap.strokes("c1", lines(drawn, threshold, Double.POSITIVE_INFINITY)),
                        PathMap.strokes("c0", lines(drawn, Double.NEGATIVE_INFINITY, -threshold))))
                .write(html);
    }

    private static List<double[]> lines(List<Street> streets, double low, double high) {
        return streets.stream()
                .filter(street -> street.value() >= low && street.value() <= high)
                .map(Street::line)
                .toList();
    }
}
