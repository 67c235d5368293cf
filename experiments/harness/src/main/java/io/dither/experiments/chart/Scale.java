package io.dither.experiments.chart;

import io.dither.experiments.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Maps the numbers of an axis to positions, and places its labels at round numbers. Immutable. */
final class Scale {
    private final boolean isLogarithmic;
    /** The number at the lower end of the axis; its logarithm to base 10 if the axis is logarithmic. */
    private final double min;
    /** The number at the upper end of the axis, or its logarithm. */
    private final double max;
    /** The distance between labels, in the unit of {@link #min}. */
    private final double step;
    /** The position of the lower end of the axis, in pixels. */
    private final double lowPixel;
    /** The position of the upper end of the axis, in pixels. */
    private final double highPixel;

    private Scale(boolean isLogarithmic, double min, double max, double step, double lowPixel, double highPixel) {
        this.isLogarithmic = isLogarithmic;
        this.min = min;
        this.max = max;
        this.step = step;
        this.lowPixel = lowPixel;
        this.highPixel = highPixel;
    }

    /** Returns the scale of an axis, with about {@code labels} labels; an end that is not given is chosen to show all numbers. */
    static Scale of(Axis axis, double[] numbers, int labels, double lowPixel, double highPixel) {
        double[] shown = Arrays.stream(numbers)
                .map(number -> axis.isLogarithmic() ? Math.log10(number) : number)
                .filter(Double::isFinite)
                .toArray();
        // only axes that are not logarithmic have given ends
        double low = Double.isFinite(axis.low())
                ? axis.low()
                : Arrays.stream(shown).min().orElse(0);
        double high = Double.isFinite(axis.high())
                ? axis.high()
                : Arrays.stream(shown).max().orElse(low + 1);
        // leaves room on both sides if all numbers are equal
        double margin = high > low ? 0 : Math.max(Math.abs(low) * 0.1, 1e-9);
        double step = roundUp((high - low + 2 * margin) / labels);
        double roundedStep = axis.countsSteps() || axis.isLogarithmic() ? Math.max(1, Math.rint(step)) : step;
        return new Scale(axis.isLogarithmic(), low - margin, high + margin, roundedStep, lowPixel, highPixel);
    }

    /** Returns the least number that is at least {@code raw} and is 1, 2 or 5 times a power of ten. */
    private static double roundUp(double raw) {
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double digit = raw / power;
        return power * (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10);
    }

    /** Returns the scale widened to round numbers; 1e-9 allows for rounding errors, here and in the ticks. */
    Scale rounded() {
        return new Scale(
                isLogarithmic,
                Math.floor(min / step + 1e-9) * step,
                Math.ceil(max / step - 1e-9) * step,
                step,
                lowPixel,
                highPixel);
    }

    /** Returns the position of a number. */
    double at(double number) {
        return lowPixel + (highPixel - lowPixel) * ((isLogarithmic ? Math.log10(number) : number) - min) / (max - min);
    }

    /** Returns the position of a number, or of the nearest end of an axis that does not reach it; not for logarithmic axes. */
    double clampedAt(double number) {
        return at(Math.max(min, Math.min(max, number)));
    }

    /** Returns -1 for a number below the lower end, 1 above the upper end, otherwise 0; not for logarithmic axes. */
    int beyond(double number) {
        return number < min ? -1 : number > max ? 1 : 0;
    }

    /**
     * Returns the numbers that have a label. On a logarithmic axis these are powers of ten, {@code step} powers apart; if it spans less
     * than 2.5 powers, all numbers on it that are 1, 2 or 5 times a power of ten.
     */
    List<Double> ticks() {
        List<Double> ticks = new ArrayList<>();
        if (!isLogarithmic) {
            for (long i = (long) Math.ceil(min / step - 1e-9); i * step <= max + 1e-9 * step; i++) {
                ticks.add(i * step);
            }
            return ticks;
        }
        int[] digits = max - min < 2.5 ? new int[] {1, 2, 5} : new int[] {1};
        for (double power = Math.floor(min); power <= max + 1e-9; power += digits.length > 1 ? 1 : step) {
            for (int digit : digits) {
                double tick = power + Math.log10(digit);
                if (tick >= min - 1e-9 && tick <= max + 1e-9) {
                    ticks.add(digit * Math.pow(10, power));
                }
            }
        }
        return ticks;
    }

    String label(double tick) {
        if (isLogarithmic) {
            double power = Math.floor(Math.log10(tick) + 1e-9);
            return Math.abs(power) > 3
                    ? Numbers.fixed(tick / Math.pow(10, power), 0) + "e" + Numbers.fixed(power, 0)
                    : Numbers.shortest(tick);
        }
        if (step >= 1e7 || step < 1e-7) {
            return String.format(Locale.ROOT, "%.1e", tick).replace("-", "\u2212");
        }
        return Numbers.fixed(tick, Math.max(0, -(int) Math.floor(Math.log10(step) + 1e-9)));
    }
}
