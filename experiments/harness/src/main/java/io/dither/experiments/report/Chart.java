package io.dither.experiments.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines over the same x.
 *
 * @param title what it shows
 * @param yLabel what y is with its unit, nothing where the title says it
 * @param xLabel what x is
 * @param caption what there is to see, or nothing
 * @param series the lines
 * @param logarithmicX whether x is shown by its logarithm
 * @param logarithmicY whether y is shown by its logarithm; what is not above 0 is then left out
 * @param reach above 0 for a plane, whose axes go from minus this to this
 */
public record Chart(
        String title,
        String yLabel,
        String xLabel,
        String caption,
        List<Series> series,
        boolean logarithmicX,
        boolean logarithmicY,
        double reach)
        implements Drawn {
    /** From here on a ratio of the greatest x to the least is shown by its logarithm, but for counts of passes. */
    private static final double WIDE = 20;

    /**
     * Makes a chart whose x is shown by its logarithm where it spans far.
     *
     * @param title what y is
     * @param xLabel what x is
     * @param series the lines
     * @param logarithmicY whether y is shown by its logarithm; what is not above 0 is then left out
     */
    public Chart(String title, String xLabel, List<Series> series, boolean logarithmicY) {
        this(title, "", xLabel, "", series, isWide(xLabel, series), logarithmicY, 0);
    }

    /** Reads a chart of lines from {@code figures.json}. */
    static Chart of(JsonNode figure) {
        List<Series> series = new ArrayList<>();
        figure.path("lines").forEach(line -> series.add(Series.of(line)));
        return new Chart(
                figure.path("title").asText(),
                figure.path("y").asText(),
                figure.path("x").asText(),
                figure.path("caption").asText(),
                series,
                figure.path("logX").asBoolean(),
                figure.path("logY").asBoolean(),
                figure.path("reach").asDouble());
    }

    @Override
    public void write(Html html) {
        new ChartSvg(this, false).write(html);
    }

    private static boolean isWide(String xLabel, List<Series> series) {
        double[] all = series.stream()
                .flatMapToDouble(line -> Arrays.stream(line.x()))
                .sorted()
                .toArray();
        return !isCounted(xLabel) && all.length > 0 && all[0] > 0 && all[all.length - 1] / all[0] > WIDE;
    }

    /** Whether x is a whole number. */
    boolean isCounted() {
        return isCounted(xLabel);
    }

    private static boolean isCounted(String xLabel) {
        return List.of("epoch", "step", "iteration", "pass", "pass over the examples")
                .contains(xLabel);
    }

    boolean isPlane() {
        return reach > 0;
    }

    boolean hasBands() {
        return series.stream().anyMatch(Series::hasBand);
    }
}
