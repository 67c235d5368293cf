package io.dither.experiments.predictoptimize;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.PlainText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/** Shows the scores of each setting as a table, a chart and a verdict. */
final class BenchmarkReport {
    private final Problem problem;
    private final boolean isPublished;
    private final Metrics metrics;
    private final Progress progress;
    private final Map<Setting, List<Score>> scores = new LinkedHashMap<>();
    private final Map<String, String> leftOut = new LinkedHashMap<>();

    /** {@code isPublished} says whether others have published regrets on the same test examples. */
    BenchmarkReport(Problem problem, boolean isPublished, Metrics metrics, Progress progress) {
        this.problem = problem;
        this.isPublished = isPublished;
        this.metrics = metrics;
        this.progress = progress;
    }

    /** Writes the regret of a method on one draw. */
    void writeResult(Setting setting, long seed, Score.DrawResult result) {
        double regret = result.regret().value();
        metrics.row(setting.degree(), setting.train(), seed, result.method(), regret, result.solves());
        progress.step();
    }

    /** Adds a method that refuses the problem. */
    void leaveOut(Method method, String reason) {
        leftOut.put(method.id(), reason);
        progress.step();
    }

    void add(Setting setting, List<Score> ofMethods) {
        scores.put(setting, ofMethods);
    }

    /** Writes the charts and returns the figures, whose field {@code methods} has the methods of the first setting. */
    Result result(Run run) {
        scores.forEach((setting, ofSetting) -> {
            Chart plot = Chart.rows("Test regret, " + problem + ", " + title(setting), "regret (%)");
            for (Score score : ofSetting) {
                plot = plot.row(
                        score.method(),
                        100 * score.regret().value(),
                        100 * score.regret().low(),
                        100 * score.regret().high(),
                        score.percents());
            }
            run.folder().writePlot("regret-degree-" + setting.degree() + "-train-" + setting.train(), plot);
        });
        return Result.of(figures(false), parts(false)).verdict(verdict()).timed(figures(true), parts(true));
    }

    private static String title(Setting setting) {
        return "degree " + setting.degree() + ", " + setting.train() + " training examples";
    }

    private Map<String, Object> figures(boolean isTimed) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("problem", problem);
        List<Map<String, Object>> settings = new ArrayList<>();
        scores.forEach((setting, ofSetting) -> {
            Map<String, Object> methods = new LinkedHashMap<>();
            ofSetting.forEach(score -> methods.put(score.method(), figures(score, isTimed)));
            figures.putIfAbsent("methods", methods);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("degree", setting.degree());
            fields.put("train", setting.train());
            fields.put("worseThanLeastSquares", Score.namesWithSign(trainedMethods(ofSetting), 1));
            fields.put("betterThanLeastSquares", Score.namesWithSign(trainedMethods(ofSetting), -1));
            if (scores.size() > 1) {
                fields.put("methods", methods);
            }
            settings.add(fields);
        });
        figures.put("settings", settings);
        figures.put("leftOut", leftOut);
        return figures;
    }

    private Map<String, Object> figures(Score score, boolean isTimed) {
        Map<String, Object> figures = score.figures();
        figures.put("solves", score.solves());
        if (isTimed) {
            figures.put("seconds", score.seconds());
        }
        if (isPublished) {
            Double publishedRegret = Published.PATH.get(score.method());
            figures.put("published", publishedRegret == null ? null : publishedRegret / 100);
        }
        return figures;
    }

    private Object[] parts(boolean isTimed) {
        List<Object> parts = new ArrayList<>();
        scores.forEach((setting, ofSetting) -> {
            parts.add((parts.isEmpty() ? "" : "\n") + problem + ", " + title(setting) + ": test regret in percent\n");
            parts.add(table(ofSetting, isTimed));
        });
        parts.add("* differs from least squares on the same examples (5 % for all methods together, by Holm"
                + (isOfFewDraws()
                        ? "; intervals and tests are over test examples, of this training set"
                        : "; over draws")
                + ").\n");
        leftOut.forEach((id, reason) -> parts.add("left out: " + id + ": " + reason + "\n"));
        return parts.toArray();
    }

    private String verdict() {
        StringJoiner text = new StringJoiner("\n");
        scores.forEach((setting, ofSetting) -> text.add("At " + title(setting) + ": " + verdict(ofSetting)));
        return text
                + (isOfFewDraws() ? " Tests are over test examples: another training set may give another order." : "");
    }

    private boolean isOfFewDraws() {
        return scores.values().stream().flatMap(List::stream).anyMatch(Score::isOfFewDraws);
    }

    /** Returns which methods differ from least squares, and the regret of the best method. */
    private static String verdict(List<Score> ofSetting) {
        String floor = ofSetting.stream()
                .filter(score -> score.method().equals(Setting.FLOOR))
                .map(score ->
                        "; the floor is " + Numbers.decimal(100 * score.regret().value(), 2) + " %")
                .findFirst()
                .orElse("");
        return Score.verdict(trainedMethods(ofSetting), 100, 2, "%") + floor + ".";
    }

    private static List<Score> trainedMethods(List<Score> ofSetting) {
        return ofSetting.stream()
                .filter(score ->
                        !score.method().equals(Setting.FLOOR) && !score.method().equals(Setting.CONSTANT))
                .toList();
    }

    private TextTable table(List<Score> ofSetting, boolean isTimed) {
        List<String> head = new ArrayList<>(List.of("method", "regret", "95 %", "minus least squares", "solves"));
        if (isTimed) {
            head.add("seconds");
        }
        if (isPublished) {
            head.add("published");
        }
        TextTable table = new TextTable(head.toArray(String[]::new));
        for (Score score : ofSetting) {
            List<Object> row = new ArrayList<>();
            row.add(score.method());
            row.add(Numbers.decimal(100 * score.regret().value(), 2));
            row.add(Score.range(score.regret(), 100, 2));
            row.add(PlainText.format("%+.2f", 100 * score.difference().value()) + score.mark());
            row.add(score.solves());
            if (isTimed) {
                row.add(Numbers.decimal(score.seconds(), 1));
            }
            if (isPublished) {
                Double publishedRegret = Published.PATH.get(score.method());
                row.add(publishedRegret == null ? "" : String.valueOf(publishedRegret));
            }
            table.row(row.toArray());
        }
        return table;
    }
}
