package io.dither.experiments.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.chart.Mark.Cell;
import io.dither.experiments.text.Html;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChartTest {
    @Test
    void rowsAreDotsIntervalsDrawsAndArrows() {
        Chart chart = Chart.rows("Regrets of A & B", "regret (%)")
                .row("A", 5, 4, 6, 7, 3, 5)
                .row("B", 6, 5, 7)
                .row("far", 50, 40, 60)
                .row("no interval", 4, Double.NaN, Double.NaN);
        String svg = chart.svg();
        assertTrue(svg.contains("Regrets of A &amp; B") && svg.contains(">4.00 to 6.00<"), svg);
        assertTrue(svg.contains(">4.00<"), "a number without an interval stands alone");
        assertEquals(2, count(svg, "<circle class=\"c0\""), "those within the chart");
        assertEquals(1, count(svg, "<circle class=\"c0 open\""), "that without an interval");
        assertEquals(1, count(svg, "class=\"far c0\""), "the arrow of the far row");
        assertEquals(3, count(svg, "class=\"draw c0\""), "the single draws");
        assertFalse(svg.contains("NaN"), svg);
        assertThrows(InvalidArgumentException.class, () -> chart.row("C", Double.NaN, 0, 1));
    }

    @Test
    void intervalsBeginBesideTheLongestName() {
        String name = "knows_customer=TRUE";
        Html html = new Html();
        Chart.rows("Weights", "weight")
                .columns(List.of("weight", "estimate", "interval"), -2, 1)
                .with(List.of(
                        new Mark.Row("km", 1, 0.9, 1, Double.NaN, new double[0], List.of("1.00", "0.9 to 1")),
                        new Mark.Row(name, -1.9, -2, -1.8, Double.NaN, new double[0], List.of("-1.90", "-2 to -1.8"))))
                .write(html);
        List<Double> starts = Pattern.compile("M([0-9.]+) [0-9.]+H")
                .matcher(html.toString())
                .results()
                .map(found -> Double.valueOf(found.group(1)))
                .sorted()
                .toList();
        assertEquals(2, starts.size(), html.toString());
        assertTrue(starts.get(0) >= 9 * name.length() + 8, starts.toString());
    }

    @Test
    void aHeatMapHasACellForEachRowAndColumnAndALegend() throws JsonProcessingException {
        Chart chart = Chart.heat("Shares", "examples")
                .with(List.of(
                        new Cell("plain", "30", "c1 s2 framed", List.of("91.0", "in 80 %"), "a: 91 & more"),
                        new Cell("plain", "300", "even", List.of("95.0"), ""),
                        new Cell("odd", "300", "none", List.of("none"), ""),
                        new Cell("", "", "c0 s4", List.of("100 %"), "")));
        String svg = chart.svg();
        assertEquals(4, count(svg, "class=\"cell "), svg);
        assertEquals(1, count(svg, "<title>a: 91 &amp; more</title>"), svg);
        assertEquals(1, count(svg, ">plain<title>"), "the name of a row stands once");
        assertEquals(1, count(svg, ">300<"), "that of a column too");
        String second = "M" + (12 + 45 + 80 + 1.5) + " 31.5"; // behind five letters and a cell of 80
        assertEquals(1, count(svg, "class=\"cell even\" d=\"" + second), svg);
        assertEquals(1, count(svg, "class=\"cell none\" d=\"" + second.replace("31.5", "67.5")), svg);
        Chart read =
                Chart.read(new ObjectMapper().readTree(chart.json().toString())).orElseThrow();
        assertEquals(svg, read.svg());
    }

    @Test
    void labelsOfAnAxisHaveTheDecimalsOfItsStep() {
        assertEquals(List.of("7.0", "7.5", "8.0", "8.5", "9.0"), labels(Axis.of("x"), 7, 8.2, 8, 9));
        assertEquals(List.of("0.30", "0.32", "0.34", "0.36", "0.38", "0.40"), labels(Axis.of("x"), 0.31, 0.39));
        assertEquals(List.of("0", "5", "10", "15", "20"), labels(Axis.of("x"), 1, Double.NaN, 20));
        assertEquals(List.of("1", "2", "3"), labels(Axis.of("epoch"), 1, 3));
        assertEquals(
                List.of("0.01", "0.1", "1", "10", "100"), labels(Axis.of("x").logarithmic(), 0.02, 0, 90));
    }

    private static List<String> labels(Axis axis, double... numbers) {
        Scale scale = Scale.of(axis, numbers, 5, 0, 100).rounded();
        return scale.ticks().stream().map(scale::label).toList();
    }

    @Test
    void marksHaveTheirPlacesAndGaps() {
        Chart square = Chart.square("plane", "a", "b", -1, 1)
                .line("corners", new double[] {-1, 1, 0, 1}, new double[] {-1, 1, Double.NaN, -1});
        assertTrue(svgOf(square).contains("d=\"M64.0 336.0L366.0 12.0M366.0 336.0\""), svgOf(square));
        Chart wide = Chart.lines("log", "x", "").logX().line("", new double[] {0, 1, 100}, new double[] {1, 2, 3});
        assertTrue(svgOf(wide).contains("data-chart=") && !svgOf(wide).contains("Infinity"), svgOf(wide));
    }

    @Test
    void aBandHasAPieceOnEachSideOfAGap() {
        double[] ys = {0, 0, Double.NaN, 0, 0, Double.NaN};
        double[] errors = {1, 1, 1, 1, 1, 1};
        Chart square = Chart.square("plane", "a", "b", 0, 5).line("", new double[] {0, 1, 2, 3, 4, 5}, ys, errors);
        String band = svgOf(square).replaceAll("(?s).*class=\"band [^\"]*\" d=\"([^\"]*)\".*", "$1");
        assertTrue(band.matches("(M[^MLZ]+L[^MLZ]+L[^MLZ]+L[^MLZ]+Z){2}"), band);
    }

    @Test
    void theAxisShowsNumbersWithUnknownErrors() {
        double[] unknown = {Double.NaN, Double.NaN};
        Chart chart = Chart.lines("one run", "epoch", "").line("", new double[] {1, 2}, new double[] {60, 70}, unknown);
        assertTrue(svgOf(chart).contains(">70<"), svgOf(chart));
    }

    private static String svgOf(Chart chart) {
        Html html = new Html();
        chart.write(html);
        return html.toString();
    }

    @Test
    void whatIsNoChartIsNotRead() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        for (String other : List.of("\"a title\"", "{}", "{\"title\": \"a\", \"lines\": []}", "[1]", "null")) {
            assertTrue(Chart.read(json.readTree(other)).isEmpty(), other);
        }
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
