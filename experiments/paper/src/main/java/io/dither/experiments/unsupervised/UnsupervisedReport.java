package io.dither.experiments.unsupervised;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.text.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Shows rates as tables and as charts. */
record UnsupervisedReport(List<Rate> rates) {
    void plot(RunFolder folder) {
        Chart error = Chart.lines("Error of theta from n decisions", "observations n", "root mean squared error")
                .logX()
                .logY();
        Chart coverage = Chart.lines("Coverage of the 95 % intervals", "observations n", "coverage (%)")
                .logX();
        for (Rate rate : rates) {
            error = error.line(rate.model(), observations(rate), values(rate, SizeResult::error));
            coverage = coverage.line(
                    rate.model(),
                    observations(rate),
                    values(rate, size -> 100 * size.coverage()),
                    values(rate, size -> 100 * size.coverageStandardError()));
        }
        Rate first = rates.get(0);
        folder.writePlot("error", error.line("slope -1/2", observations(first), rootLine(first)));
        folder.writePlot("coverage", coverage.line("95 %", observations(first), values(first, size -> 95)));
    }

    /** Returns a line of slope -1/2 on the logarithmic axes; it starts a third below the first error of the model. */
    private static double[] rootLine(Rate rate) {
        SizeResult first = rate.sizes().get(0);
        double level = 0.67 * first.error() * Math.sqrt(first.observations());
        return values(rate, size -> level / Math.sqrt(size.observations()));
    }

    private static double[] observations(Rate rate) {
        return values(rate, SizeResult::observations);
    }

    private static double[] values(Rate rate, ToDoubleFunction<SizeResult> value) {
        return rate.sizes().stream().mapToDouble(value).toArray();
    }

    String verdict() {
        return "The error of theta falls like n to the power "
                + listOf(rate -> Numbers.plusMinus(rate.slope(), rate.slopeStandardError(), 2))
                + ", -0.5 in theory; intervals of 95 % hold the truth in "
                + listOf(rate -> Numbers.plusMinus(100 * rate.coverage(), 100 * rate.coverageStandardError(), 1) + " %")
                + " of cases. +- is one standard error.";
    }

    /** Returns the figure of every model, as a list in a sentence. */
    private String listOf(Function<Rate, String> figure) {
        return rates.stream()
                .map(rate -> figure.apply(rate) + " (" + rate.model() + ")")
                .collect(Collectors.joining(", "));
    }

    /** Returns a table with a line per model, then a table with a line per model and size. */
    Object[] tables() {
        TextTable sizes = new TextTable(
                "model", "n", "data sets", "unusable", "RMS error", "+-", "coverage %", "+- %", "simulation %");
        TextTable summary = new TextTable("model", "d", "fit", "slope", "+-", "coverage %", "+- %");
        for (Rate rate : rates) {
            for (SizeResult size : rate.sizes()) {
                sizes.row(
                        rate.model(),
                        size.observations(),
                        size.dataSets(),
                        size.unusable(),
                        Numbers.decimal(size.error(), 4),
                        Numbers.decimal(size.errorStandardError(), 4),
                        Numbers.decimal(100 * size.coverage(), 1),
                        Numbers.decimal(100 * size.coverageStandardError(), 1),
                        Numbers.decimal(100 * size.simulationShare(), 1));
            }
            summary.row(
                    rate.model(),
                    rate.dimension(),
                    rate.exact() ? "exact" : "simulated",
                    Numbers.decimal(rate.slope(), 3),
                    Numbers.decimal(rate.slopeStandardError(), 3),
                    Numbers.decimal(100 * rate.coverage(), 1),
                    Numbers.decimal(100 * rate.coverageStandardError(), 1));
        }
        return new Object[] {summary, "\n", sizes};
    }

    /** Returns the sizes of data sets: the smallest, doubled again and again up to the largest. */
    static int[] sizes(int smallest, int largest) {
        int[] sizes = new int[32];
        int count = 0;
        for (long n = smallest; n <= largest; n *= 2) {
            sizes[count++] = (int) n;
        }
        return Arrays.copyOf(sizes, count);
    }
}
