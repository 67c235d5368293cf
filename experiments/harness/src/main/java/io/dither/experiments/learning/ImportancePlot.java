package io.dither.experiments.learning;

import io.dither.experiments.report.Axis;
import io.dither.experiments.report.Html;
import io.dither.experiments.report.Numbers;
import io.dither.learn.model.Importance;
import java.util.Comparator;
import java.util.List;

/** By how much shuffling each feature raises the loss, with intervals around a line at 0, beside its gain; the most important first. */
final class ImportancePlot {
    private static final double QUANTILE = 1.959963984540054;
    private static final int MOST = 40;
    private static final int WIDTH = 1000;
    private static final int ROW = 28;
    private static final int HEAD = 30;
    private static final int FOOT = 50;
    private static final int LEFT = 210;
    private static final int RIGHT = 620;
    private static final int RISE = 725;
    private static final int INTERVAL = 905;
    private static final int GAIN = 998;

    private final List<Importance> rows;
    private final Axis axis;

    ImportancePlot(List<Importance> features) {
        rows = features.stream()
                .sorted(Comparator.comparingDouble(ImportancePlot::rank).reversed())
                .limit(MOST)
                .toList();
        double least = rows.stream().mapToDouble(ImportancePlot::low).reduce(0, Math::min);
        double most = rows.stream().mapToDouble(ImportancePlot::high).reduce(0, Math::max);
        axis = Axis.over(least, most > least ? most : least + 1, 5, LEFT, RIGHT);
    }

    private static double rank(Importance one) {
        return Double.isNaN(one.shuffle()) ? one.gain() : one.shuffle();
    }

    private static double low(Importance one) {
        return number(one.shuffle()) - QUANTILE * number(one.shuffleStandardError());
    }

    private static double high(Importance one) {
        return number(one.shuffle()) + QUANTILE * number(one.shuffleStandardError());
    }

    private static double number(double value) {
        return Double.isFinite(value) ? value : 0;
    }

    boolean hasShuffles() {
        return rows.stream().anyMatch(one -> Double.isFinite(one.shuffle()));
    }

    void write(Html html) {
        int bottom = HEAD + ROW * rows.size();
        html.open("div", "class", "scroll").open("figure", "class", "chart forest");
        String label = "importance of features";
        html.open("svg", "viewBox", "0 0 " + WIDTH + " " + (bottom + FOOT), "role", "img", "aria-label", label);
        Drawing.text(html, "feature", 0, HEAD - 12, "label");
        Drawing.text(html, "shuffled", RISE, HEAD - 12, "end label");
        Drawing.text(html, "95 % interval", INTERVAL, HEAD - 12, "end label");
        Drawing.text(html, "gain", GAIN, HEAD - 12, "end label");
        for (double tick : axis.ticks()) {
            Drawing.path(html, "grid", "M" + at(tick) + " " + HEAD + "V" + bottom);
            Drawing.text(html, axis.label(tick), axis.at(tick), bottom + 18, "middle");
        }
        Drawing.path(html, "zero", "M" + at(0) + " " + HEAD + "V" + bottom);
        Drawing.text(html, "rise of the mean loss, shuffled", (LEFT + RIGHT) / 2.0, bottom + 40, "middle label");
        for (int i = 0; i < rows.size(); i++) {
            row(html, rows.get(i), HEAD + ROW * i + ROW / 2.0);
        }
        html.close("svg").close("figure").close("div");
    }

    private void row(Html html, Importance one, double y) {
        Drawing.name(html, one.name(), y + 4.5);
        Drawing.text(html, Numbers.percent(one.gain()), GAIN, y + 4.5, "end value");
        if (Double.isNaN(one.shuffle())) {
            return;
        }
        double error = one.shuffleStandardError();
        if (error > 0) {
            Drawing.path(html, "c0", "M" + at(low(one)) + " " + Drawing.number(y) + "H" + at(high(one)));
        }
        html.open("circle", "class", "c0", "r", "4.5", "cx", at(one.shuffle()), "cy", Drawing.number(y))
                .close("circle");
        Drawing.text(html, Numbers.text(one.shuffle(), error), RISE, y + 4.5, "end value");
        Drawing.text(html, Numbers.interval(low(one), high(one), error), INTERVAL, y + 4.5, "end value");
    }

    private String at(double value) {
        return Drawing.number(axis.at(value));
    }
}
