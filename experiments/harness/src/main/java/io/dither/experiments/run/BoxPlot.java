package io.dither.experiments.run;

import java.awt.Color;
import java.nio.file.Path;
import org.knowm.xchart.BoxChart;
import org.knowm.xchart.BoxChartBuilder;
import org.knowm.xchart.style.BoxStyler;
import org.knowm.xchart.style.BoxStyler.BoxplotCalCulationMethod;

/** Boxes of groups of numbers side by side: quartiles, median, and whiskers to 1.5 times the distance of the quartiles. */
public final class BoxPlot implements Plot {
    private final BoxChart chart;

    /**
     * Creates an empty chart.
     *
     * @param title the title
     * @param yLabel what the numbers are, with their unit
     */
    public BoxPlot(String title, String yLabel) {
        chart = new BoxChartBuilder()
                .width(1100)
                .height(620)
                .title(title)
                .yAxisTitle(yLabel)
                .build();
        BoxStyler styler = chart.getStyler();
        ChartFiles.style(styler);
        styler.setLegendVisible(false);
        styler.setXAxisLabelRotation(55);
        styler.setBoxplotCalCulationMethod(BoxplotCalCulationMethod.N_LESS_1_PLUS_1);
        styler.setSeriesColors(new Color[] {new Color(0x0072B2)});
    }

    /**
     * Adds a box.
     *
     * @param name under it, used once
     * @param numbers at least one
     * @return this
     */
    public BoxPlot box(String name, double... numbers) {
        chart.addSeries(name, numbers.clone());
        return this;
    }

    @Override
    public String title() {
        return chart.getTitle();
    }

    @Override
    public void save(Path stem) {
        chart.getStyler()
                .setYAxisDecimalPattern(LinePlot.pattern(
                        chart.getSeriesMap().values().stream()
                                .map(series -> series.getYData().stream()
                                        .mapToDouble(Number::doubleValue)
                                        .toArray()),
                        0.1));
        ChartFiles.write(chart, stem);
    }
}
