package io.dither.experiments.labelranking;

import io.dither.experiments.learn.SampleMean;
import io.dither.experiments.run.LinePlot;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.TextTable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Shows a noise sweep: a table, a tree for JSON, rows for CSV, and two charts. */
record NoiseReport(List<NoiseLevel> levels) {
    String table() {
        TextTable table = new TextTable("noise", "method", "tau", "exact rankings");
        levels.forEach(level -> table.row(level.sigma(), level.method(), text(level.tau()), text(level.exact())));
        return table + "\nOn test examples: mean over the data sets +- its standard error.\n";
    }

    Map<String, Object> json() {
        return Map.of("levels", levels.stream().map(NoiseReport::json).toList());
    }

    private static Map<String, Object> json(NoiseLevel level) {
        Map<String, Object> one = new LinkedHashMap<>();
        one.put("noise", level.sigma());
        one.put("method", level.method());
        one.put("tau", level.tau().mean());
        one.put("tauStandardError", level.tau().standardError());
        one.put("exact", level.exact().mean());
        one.put("exactStandardError", level.exact().standardError());
        return one;
    }

    void write(Run run) {
        Metrics metrics = run.metrics("noise", "method", "dataset", "testTau", "testExact");
        for (NoiseLevel level : levels) {
            for (int i = 0; i < level.tests().size(); i++) {
                Accuracy test = level.tests().get(i);
                metrics.row(level.sigma(), level.method(), i + 1, test.tau(), test.exact());
            }
        }
        RunFolder folder = run.folder();
        folder.writePlot("tau", plot("Rankings learnt from noisy ones", "test Kendall tau", NoiseLevel::tau));
        folder.writePlot("exact", plot("Rankings right in full", "share of test examples", NoiseLevel::exact));
    }

    private LinePlot plot(String title, String axis, Function<NoiseLevel, SampleMean> figure) {
        LinePlot plot = new LinePlot(title, "standard deviation of the noise", axis).logX();
        for (String method : levels.stream().map(NoiseLevel::method).distinct().toList()) {
            plot.line(
                    method,
                    values(method, NoiseLevel::sigma),
                    values(method, level -> figure.apply(level).mean()),
                    values(method, level -> figure.apply(level).standardError()));
        }
        return plot;
    }

    private double[] values(String method, ToDoubleFunction<NoiseLevel> value) {
        return levels.stream()
                .filter(level -> level.method().equals(method))
                .mapToDouble(value)
                .toArray();
    }

    private static String text(SampleMean mean) {
        return String.format(Locale.ROOT, "%.4f +- %.4f", mean.mean(), mean.standardError());
    }
}
