package io.dither.experiments.learning;

import io.dither.experiments.report.Axis;
import io.dither.experiments.report.Html;
import java.util.List;

/** Observed against predicted, with intervals, around the diagonal. */
final class CalibrationPlot {
    private static final int SIZE = 380;
    private static final int LEFT = 60;
    private static final int RIGHT = SIZE - 12;
    private static final int TOP = 12;
    private static final int BOTTOM = SIZE - 48;
    private static final double QUANTILE = 1.959963984540054;

    private final Calibration calibration;
    private final List<Calibration.Bin> bins;
    private final double least;
    private final double most;
    private final Axis x;
    private final Axis y;

    CalibrationPlot(Calibration calibration) {
        this.calibration = calibration;
        bins = calibration.bins();
        boolean shares = calibration.isOfProbabilities();
        least = shares
                ? 0
                : bins.stream()
                        .mapToDouble(bin -> Math.min(bin.expected(), bin.observed()))
                        .min()
                        .orElse(0);
        most = shares
                ? 1
                : bins.stream()
                        .mapToDouble(bin -> Math.max(bin.expected(), bin.observed()))
                        .max()
                        .orElse(1);
        x = Axis.over(least, most, 5, LEFT, RIGHT);
        y = Axis.over(least, most, 5, BOTTOM, TOP);
    }

    void write(Html html) {
        html.open("figure", "class", "chart square");
        html.open("svg", "viewBox", "0 0 " + SIZE + " " + SIZE, "role", "img", "aria-label", "calibration");
        for (double tick : x.ticks()) {
            Drawing.path(html, "grid", "M" + Drawing.number(x.at(tick)) + " " + TOP + "V" + BOTTOM);
            Drawing.path(html, "grid", "M" + LEFT + " " + Drawing.number(y.at(tick)) + "H" + RIGHT);
            Drawing.text(html, x.label(tick), x.at(tick), BOTTOM + 18, "middle");
            Drawing.text(html, y.label(tick), LEFT - 8, y.at(tick) + 4, "end");
        }
        Drawing.path(html, "zero", "M" + LEFT + " " + BOTTOM + "L" + RIGHT + " " + TOP);
        bins.forEach(bin -> point(html, bin));
        boolean shares = calibration.isOfProbabilities();
        Drawing.text(
                html, shares ? "predicted probability" : "expected", (LEFT + RIGHT) / 2.0, SIZE - 8, "middle label");
        html.element(
                "text",
                shares ? "observed frequency" : "observed mean",
                "class",
                "middle label",
                "transform",
                "translate(14 " + (TOP + BOTTOM) / 2 + ") rotate(-90)");
        html.close("svg").close("figure");
    }

    private void point(Html html, Calibration.Bin bin) {
        double error = bin.difference().standardError();
        if (error > 0) {
            double low = Math.max(least, bin.observed() - QUANTILE * error);
            double high = Math.min(most, bin.observed() + QUANTILE * error);
            Drawing.path(
                    html,
                    "c0",
                    "M" + Drawing.number(x.at(bin.expected())) + " " + Drawing.number(y.at(low)) + "V"
                            + Drawing.number(y.at(high)));
        }
        html.open(
                        "circle",
                        "class",
                        "c0",
                        "r",
                        "4",
                        "cx",
                        Drawing.number(x.at(bin.expected())),
                        "cy",
                        Drawing.number(y.at(bin.observed())))
                .close("circle");
    }
}
