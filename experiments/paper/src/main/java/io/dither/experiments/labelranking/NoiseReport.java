package io.dither.experiments.labelranking;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.run.Verdict;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Interval;
import io.dither.learn.model.PlainText;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Reports the accuracies at all levels of noise, as a table, JSON, CSV and two charts.
 *
 * @param results level by level, from the least noise to the most; at each level, first the true model, then each method
 */
record NoiseReport(List<LevelResult> results) {
    static final String NOTE = "\nOn test examples: mean over the data sets +- its standard error.\n";

    TextTable table() {
        TextTable table = new TextTable("noise", "method", "tau", "exact rankings");
        results.forEach(result -> table.row(result.sigma(), result.method(), text(result.tau()), text(result.exact())));
        return table;
    }

    /**
     * Compares the first method with each other method, level by level, on the same data sets. {@code methods} starts with
     * the true model, so the first method is its second entry.
     */
    String verdict() {
        List<String> methods =
                results.stream().map(LevelResult::method).distinct().toList();
        List<LevelResult> truth = resultsOf(methods.get(0));
        List<LevelResult> first = resultsOf(methods.get(1));
        List<String> others = methods.subList(2, methods.size());
        List<Interval> differences = others.stream()
                .flatMap(other -> IntStream.range(0, first.size())
                        .mapToObj(i -> first.get(i).tauMinus(resultsOf(other).get(i))))
                .toList();
        // 1 or -1 if a difference is significant, otherwise 0
        List<Integer> signs = Arrays.stream(Verdict.signs(differences)).boxed().toList();
        StringBuilder comparisons = new StringBuilder();
        for (int k = 0; k < others.size(); k++) {
            List<Integer> methodSigns = signs.subList(k * first.size(), (k + 1) * first.size());
            comparisons.append(PlainText.format(
                    "better than %s at %d, worse at %d; ",
                    others.get(k), Collections.frequency(methodSigns, 1), Collections.frequency(methodSigns, -1)));
        }
        String tests = "paired t tests at a family-wise level of 5 % by Holm, "
                + first.get(0).tests().size() + " data sets per level";
        String end = "elsewhere the difference is not significant (" + tests + ")";
        comparisons.append(others.isEmpty() ? "not compared with another method" : end);
        return PlainText.format(
                "By Kendall's tau at %d levels of noise %s is %s. From the least noise to the most, its tau goes from %.3f to %.3f,"
                        + " and that of the true model from %.3f to %.3f.",
                first.size(),
                methods.get(1),
                comparisons,
                first.get(0).tau().value(),
                first.get(first.size() - 1).tau().value(),
                truth.get(0).tau().value(),
                truth.get(first.size() - 1).tau().value());
    }

    private List<LevelResult> resultsOf(String method) {
        return results.stream().filter(result -> result.method().equals(method)).toList();
    }

    Map<String, Object> json() {
        return Map.of("levels", results.stream().map(NoiseReport::json).toList());
    }

    private static Map<String, Object> json(LevelResult result) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("noise", result.sigma());
        fields.put("method", result.method());
        fields.put("tau", result.tau().value());
        fields.put("tauStandardError", result.tau().standardError());
        fields.put("exact", result.exact().value());
        fields.put("exactStandardError", result.exact().standardError());
        return fields;
    }

    /** Writes the CSV and the charts into the folder of the run. */
    void write(Run run) {
        Metrics metrics = run.metrics("noise", "method", "dataset", "testTau", "testExact");
        for (LevelResult result : results) {
            for (int i = 0; i < result.tests().size(); i++) {
                Accuracy test = result.tests().get(i);
                metrics.row(result.sigma(), result.method(), i + 1, test.tau(), test.exact());
            }
        }
        RunFolder folder = run.folder();
        folder.writePlot("tau", plot("Rankings learnt from noisy ones", "test Kendall tau", LevelResult::tau));
        folder.writePlot("exact", plot("Rankings right in full", "share of test examples", LevelResult::exact));
    }

    private Chart plot(String title, String axis, Function<LevelResult, Interval> measure) {
        Chart plot = Chart.lines(title, "standard deviation of the noise", axis).logX();
        for (String method :
                results.stream().map(LevelResult::method).distinct().toList()) {
            plot = plot.line(
                    method,
                    values(method, LevelResult::sigma),
                    values(method, result -> measure.apply(result).value()),
                    values(method, result -> measure.apply(result).standardError()));
        }
        return plot;
    }

    private double[] values(String method, ToDoubleFunction<LevelResult> value) {
        return resultsOf(method).stream().mapToDouble(value).toArray();
    }

    private static String text(Interval mean) {
        return Numbers.plusMinus(mean.value(), mean.standardError(), 4);
    }
}
