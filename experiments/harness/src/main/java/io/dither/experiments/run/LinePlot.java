package io.dither.experiments.run;

import java.awt.BasicStroke;
import java.awt.Color;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.ChartTheme;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** A chart of lines with markers, saved as PNG and SVG. */
public final class LinePlot implements Plot {
    /** Colours that people who see few colours can tell apart (Okabe and Ito). */
    private static final Color[] COLOURS = {
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0xE69F00),
        new Color(0x56B4E9),
        new Color(0x000000)
    };

    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND, SeriesMarkers.TRIANGLE_UP
    };

    /** Beyond this many points markers hide the line. */
    private static final int MOST_MARKERS = 40;

    private static final int MOST_DECIMALS = 6;

    private static final int HEIGHT = 560;

    /** With a legend of about this width the plane is a square. */
    private static final int PLANE_WIDTH = 690;

    private final XYChart chart;
    private String caption = "";
    private double reach;

    /**
     * Creates an empty chart.
     *
     * @param title the title
     * @param xLabel what the horizontal axis shows, with its unit
     * @param yLabel what the vertical axis shows, with its unit
     */
    public LinePlot(String title, String xLabel, String yLabel) {
        this(title, xLabel, yLabel, 900);
    }

    private LinePlot(String title, String xLabel, String yLabel, int width) {
        chart = new XYChartBuilder()
                .width(width)
                .height(HEIGHT)
                .title(title)
                .xAxisTitle(xLabel)
                .yAxisTitle(yLabel)
                .theme(ChartTheme.XChart)
                .build();
        ChartFiles.style(chart.getStyler());
        chart.getStyler().setXAxisTickMarkSpacingHint(90);
    }

    /**
     * Creates an empty chart of a plane: both axes show the same range, at about the same scale.
     *
     * @param title the title
     * @param xLabel what the horizontal axis shows
     * @param yLabel what the vertical axis shows
     * @param reach the greatest coordinate of both axes; the least is its negative
     * @return the chart
     */
    public static LinePlot plane(String title, String xLabel, String yLabel, double reach) {
        LinePlot plot = new LinePlot(title, xLabel, yLabel, PLANE_WIDTH);
        XYStyler styler = plot.chart.getStyler();
        styler.setXAxisMin(-reach).setXAxisMax(reach).setYAxisMin(-reach).setYAxisMax(reach);
        plot.reach = reach;
        return plot;
    }

    /**
     * Says below the chart on a page what there is to see.
     *
     * @param sentence a sentence or two
     * @return this
     */
    public LinePlot caption(String sentence) {
        caption = sentence;
        return this;
    }

    /**
     * Makes the horizontal axis logarithmic; its coordinates are above 0.
     *
     * @return this
     */
    public LinePlot logX() {
        chart.getStyler().setXAxisLogarithmic(true);
        return this;
    }

    /**
     * Makes the vertical axis logarithmic; its coordinates are above 0.
     *
     * @return this
     */
    public LinePlot logY() {
        chart.getStyler().setYAxisLogarithmic(true);
        return this;
    }

    /**
     * Adds a line.
     *
     * @param name its name in the legend, used once
     * @param x the horizontal coordinates, at least one
     * @param y the vertical coordinates, as many; NaN leaves a gap
     * @return this
     */
    public LinePlot line(String name, double[] x, double[] y) {
        return styled(chart.addSeries(name, x.clone(), y.clone()), x.length);
    }

    /**
     * Adds a line with error bars.
     *
     * @param name its name in the legend, used once
     * @param x the horizontal coordinates, at least one
     * @param y the vertical coordinates, as many
     * @param errors half the length of each bar, such as a standard error
     * @return this
     */
    public LinePlot line(String name, double[] x, double[] y, double[] errors) {
        return styled(chart.addSeries(name, x.clone(), y.clone(), errors.clone()), x.length);
    }

    /**
     * Adds lines that are not joined, without markers, such as the arrows of a field.
     *
     * @param name its name in the legend, used once
     * @param x the horizontal coordinates, finite
     * @param y the vertical coordinates, as many; NaN leaves a gap
     * @return this
     */
    public LinePlot strokes(String name, double[] x, double[] y) {
        XYSeries series = chart.addSeries(name, x.clone(), y.clone());
        styled(series, x.length);
        series.setMarker(SeriesMarkers.NONE);
        series.setLineStyle(new BasicStroke(1));
        return this;
    }

    private LinePlot styled(XYSeries series, int points) {
        int index = chart.getSeriesMap().size() - 1;
        Color colour = COLOURS[index % COLOURS.length];
        series.setMarkerColor(colour);
        series.setLineColor(colour);
        series.setLineStyle(new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        series.setMarker(points > MOST_MARKERS ? SeriesMarkers.NONE : MARKERS[index % MARKERS.length]);
        return this;
    }

    /** As many decimals for all labels as the step between them needs. */
    static String pattern(Stream<double[]> data, double stepShare) {
        DoubleSummaryStatistics range =
                data.flatMapToDouble(Arrays::stream).filter(Double::isFinite).summaryStatistics();
        // steps above three quarters of a power of ten are rounded up to it
        double step = stepShare * (range.getMax() - range.getMin()) / 0.75;
        int decimals = step > 0 ? (int) Math.max(0, -Math.floor(Math.log10(step))) : 1;
        return decimals == 0 ? "0" : decimals > MOST_DECIMALS ? "0.##E0" : "0." + "0".repeat(decimals);
    }

    private void setPatterns() {
        XYStyler styler = chart.getStyler();
        // a logarithmic axis is labelled at powers of ten, which need no common number of decimals
        if (!styler.isXAxisLogarithmic()) {
            styler.setXAxisDecimalPattern(
                    pattern(chart.getSeriesMap().values().stream().map(XYSeries::getXData), 0.13));
        }
        if (!styler.isYAxisLogarithmic()) {
            styler.setYAxisDecimalPattern(
                    pattern(chart.getSeriesMap().values().stream().map(XYSeries::getYData), 0.1));
        }
    }

    @Override
    public String title() {
        return chart.getTitle();
    }

    @Override
    public Map<String, Object> data() {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("title", title());
        data.put("caption", caption);
        data.put("x", chart.getXAxisTitle());
        data.put("y", chart.getYAxisTitle());
        data.put("logX", chart.getStyler().isXAxisLogarithmic());
        data.put("logY", chart.getStyler().isYAxisLogarithmic());
        data.put("reach", reach);
        data.put(
                "lines",
                chart.getSeriesMap().values().stream().map(LinePlot::line).toList());
        return data;
    }

    private static Map<String, Object> line(XYSeries series) {
        double[] errors = series.getExtraValues();
        return Map.of(
                "name",
                series.getName(),
                "x",
                series.getXData(),
                "y",
                series.getYData(),
                "errors",
                errors == null ? new double[0] : errors);
    }

    @Override
    public void save(Path stem) {
        if (chart.getStyler().isYAxisLogarithmic()) {
            widenToDecades();
        }
        setPatterns();
        ChartFiles.write(chart, stem);
    }

    /** Only powers of ten are labelled: an axis between two of them would say nothing. */
    private void widenToDecades() {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (XYSeries series : chart.getSeriesMap().values()) {
            least = Math.min(least, series.getYMin());
            most = Math.max(most, series.getYMax());
        }
        chart.getStyler().setYAxisMin(Math.pow(10, Math.floor(Math.log10(least))));
        chart.getStyler().setYAxisMax(Math.pow(10, Math.ceil(Math.log10(most))));
    }
}
