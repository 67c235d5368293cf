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

/** Shows a noise sweep: a table, a tree for JSON, rows for CSV, and two charts. */
record NoiseReport(List<LevelResult> levels) {
    static final String NOTE = "\nOn test examples: mean over the data sets +- its standard error.\n";

    TextTable table() {
        TextTable table = new TextTable("noise", "method", "tau", "exact rankings");
        levels.forEach(level -> table.row(level.sigma(), level.method(), text(level.tau()), text(level.exact())));
        return table;
    }

    /** Compares the second method (the first is the true model) with each later method, level by level, on the same data sets. */
    String verdict() {
        List<String> methods =
                levels.stream().map(LevelResult::method).distinct().toList();
        List<LevelResult> second = levelsOf(methods.get(1));
        List<String> others = methods.subList(2, methods.size());
        List<Interval> gains = others.stream()
                .flatMap(other -> IntStream.range(0, second.size())
                        .mapToObj(i -> second.get(i).against(levelsOf(other).get(i))))
                .toList();
        // 1 or -1 if a difference is significant, otherwise 0
        List<Integer> signs = Arrays.stream(Verdict.signs(gains)).boxed().toList();
        StringBuilder comparisons = new StringBuilder();
        for (int k = 0; k < others.size(); k++) {
            List<Integer> methodSigns = signs.subList(k * second.size(), (k + 1) * second.size());
            comparisons.append(PlainText.format(
                    "better than %s at %d, worse at %d; ",
                    others.get(k), Collections.frequency(methodSigns, 1), Collections.frequency(methodSigns, -1)));
        }
        LevelResult last = second.get(second.size() - 1);
        return PlainText.format(
                "By Kendall's tau at %d levels of noise %s is %selsewhere the difference is not significant (paired t tests at a family-wise level of 5 %% by Holm, %d data sets per"
                        + " level). From the least noise to the most, its tau goes from %.3f to %.3f, and that of the true model from %.3f to"
                        + " %.3f.",
                second.size(),
                methods.get(1),
                comparisons,
                last.tests().size(),
                second.get(0).tau().value(),
                last.tau().value(),
                levelsOf(methods.get(0)).get(0).tau().value(),
                levelsOf(methods.get(0)).get(second.size() - 1).tau().value());
    }

    private List<LevelResult> levelsOf(String method) {
        return levels.stream().filter(level -> level.method().equals(method)).toList();
    }

    Map<String, Object> json() {
        return Map.of("levels", levels.stream().map(NoiseReport::json).toList());
    }

    private static Map<String, Object> json(LevelResult level) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("noise", level.sigma());
        fields.put("method", level.method());
        fields.put("tau", level.tau().value());
        fields.put("tauStandardError", level.tau().standardError());
        fields.put("exact", level.exact().value());
        fields.put("exactStandardError", level.exact().standardError());
        return fields;
    }

    void write(Run run) {
        Metrics metrics = run.metrics("noise", "method", "dataset", "testTau", "testExact");
        for (LevelResult level : levels) {
            for (int i = 0; i < level.tests().size(); i++) {
                Accuracy test = level.tests().get(i);
                metrics.row(level.sigma(), level.method(), i + 1, test.tau(), test.exact());
            }
        }
        RunFolder folder = run.folder();
        folder.writePlot("tau", plot("Rankings learnt from noisy ones", "test Kendall tau", LevelResult::tau));
        folder.writePlot("exact", plot("Rankings right in full", "share of test examples", LevelResult::exact));
    }

    private Chart plot(String title, String axis, Function<LevelResult, Interval> figure) {
        Chart plot = Chart.lines(title, "standard deviation of the noise", axis).logX();
        for (String method : levels.stream().map(LevelResult::method).distinct().toList()) {
            plot = plot.line(
                    method,
                    values(method, LevelResult::sigma),
                    values(method, level -> figure.apply(level).value()),
                    values(method, level -> figure.apply(level).standardError()));
        }
        return plot;
    }

    private double[] values(String method, ToDoubleFunction<LevelResult> value) {
        return levels.stream()
                .filter(level -> level.method().equals(method))
                .mapToDouble(value)
                .toArray();
    }

    private static String text(Interval mean) {
        return Numbers.plusMinus(mean.value(), mean.standardError(), 4);
    }
}
