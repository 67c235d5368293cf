package io.dither.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A linear axis with labels at round numbers. Immutable. */
public final class Axis {
    private final double least;
    private final double most;
    private final double step;
    private final double from;
    private final double to;

    private Axis(double least, double most, double step, double from, double to) {
        this.least = least;
        this.most = most;
        this.step = step;
        this.from = from;
        this.to = to;
    }

    /**
     * Makes an axis over the numbers between least and most, drawn between two coordinates.
     *
     * @param least the least number
     * @param most the greatest
     * @param labels about how many labels
     * @param from the coordinate of the least
     * @param to the coordinate of the greatest
     * @return the axis
     */
    public static Axis over(double least, double most, int labels, double from, double to) {
        double margin = most > least ? 0 : Math.max(Math.abs(least) * 0.1, 1e-9);
        double step = round((most - least + 2 * margin) / labels);
        return new Axis(least - margin, most + margin, step, from, to);
    }

    /** The next of 1, 2 and 5 times a power of ten. */
    private static double round(double raw) {
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double digit = raw / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    /**
     * Widens the axis to round numbers.
     *
     * @return the wider axis
     */
    public Axis rounded() {
        return new Axis(Math.floor(least / step + 1e-9) * step, Math.ceil(most / step - 1e-9) * step, step, from, to);
    }

    /** Labels at whole numbers only, as logarithms want it. */
    Axis whole() {
        return new Axis(least, most, Math.max(1, Math.rint(step)), from, to);
    }

    double least() {
        return least;
    }

    double most() {
        return most;
    }

    double length() {
        return most - least;
    }

    /**
     * {@return where a number is drawn}
     *
     * @param number the number
     */
    public double at(double number) {
        return from + (to - from) * (number - least) / (most - least);
    }

    /** {@return where labels stand} */
    public List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(least / step - 1e-9); i * step <= most + 1e-9 * step; i++) {
            ticks.add(i * step);
        }
        return ticks;
    }

    /**
     * Writes a label.
     *
     * @param tick one of {@link #ticks()}
     * @return its text
     */
    public String label(double tick) {
        if (step >= 1e7 || step < 1e-7) {
            return String.format(Locale.ROOT, "%.1e", tick).replace("-", "\u2212");
        }
        int decimals = Math.max(0, -(int) Math.floor(Math.log10(step) + 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", tick == 0 ? 0.0 : tick)
                .replace("-", "\u2212");
    }
}
