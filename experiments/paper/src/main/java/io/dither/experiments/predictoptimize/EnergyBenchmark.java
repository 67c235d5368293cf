package io.dither.experiments.predictoptimize;

import io.dither.error.InvalidArgumentException;
import io.dither.experiments.chart.Chart;
import io.dither.experiments.generators.TrueRegret;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.learn.model.Observation;
import io.dither.learn.model.PlainText;
import io.dither.learn.model.SharedLinearModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The energy knapsack by the protocol of Mulamba et al. (2021), in two classes of models of an item's value: linear in its features,
 * as published; and linear in the products of its features with the item's weight, which is known and explains most of the value.
 */
final class EnergyBenchmark {
    /** The penalties to choose from. */
    private static final double[] PENALTIES = {0, 0.01, 0.1};
    /** The classes of models: without and with the weight of an item. */
    private static final List<String> CLASSES = List.of("published", "aware");

    private final double capacity;
    private final EnergyKnapsack data;
    /** By method and class of models: the fields for JSON. */
    private final Map<String, Map<String, Object>> untimed = new LinkedHashMap<>();
    /** The same fields, with the seconds of training. */
    private final Map<String, Map<String, Object>> timed = new LinkedHashMap<>();

    private final TextTable table =
            new TextTable("method", "class", "regret per day", "95 %", "minus least squares", "l2", "published");
    private Chart plot = Chart.rows("Test regret per day", "in units of the data, 95 % over weeks");
    /** The scores of the class of models that was tried last. */
    private List<Score> scores = List.of();

    private final Map<String, String> leftOut = new LinkedHashMap<>();

    private EnergyBenchmark(double capacity, EnergyKnapsack data) {
        this.capacity = capacity;
        this.data = data;
    }

    static EnergyBenchmark read(Path file, double capacity) {
        return new EnergyBenchmark(capacity, EnergyKnapsack.read(file, capacity));
    }

    Result run(Run run, List<Method> methods, TrainingSettings settings) {
        Metrics metrics = run.metrics("class", "method", "l2", "validationRegret", "regret");
        Progress progress = run.progress((long) CLASSES.size() * methods.size());
        for (String modelClass : CLASSES) {
            boolean areWeightsKnown = modelClass.equals("aware");
            List<Observation> train = withItemRows(data.train(), areWeightsKnown);
            List<Observation> validation = withItemRows(data.validation(), areWeightsKnown);
            List<Observation> test = withItemRows(data.test(), areWeightsKnown);
            TrueRegret onValidation = new TrueRegret(validation);
            TrueRegret onTest = new TrueRegret(test);
            Map<String, Double> penalties = new LinkedHashMap<>();
            List<List<Score.DrawResult>> results = new ArrayList<>();
            for (Method method : methods) {
                long start = System.nanoTime();
                Choice choice;
                try {
                    choice = tuned(method, train, onValidation, settings);
                } catch (InvalidArgumentException refused) {
                    leftOut.put(method.id(), String.valueOf(refused.getMessage()));
                    continue;
                } finally {
                    progress.step();
                }
                double seconds = (System.nanoTime() - start) / 1e9;
                Score.DrawResult result = choice.result(method.id(), onTest, seconds);
                metrics.row(
                        modelClass,
                        method.id(),
                        choice.l2(),
                        choice.validationRegret(),
                        result.regret().value());
                results.add(List.of(result));
                penalties.put(method.id(), choice.l2());
            }
            Choice yardstick = tuned(Methods.leastSquares(), train, onValidation, settings);
            scores = Score.of(results, List.of(yardstick.result(Methods.LEAST_SQUARES, onTest, 0)));
            scores.forEach(score -> add(modelClass, score, Objects.requireNonNull(penalties.get(score.method()))));
        }
        run.folder().writePlot("regret", plot);
        String title = "energy knapsack, capacity " + Numbers.decimal(capacity, 0)
                + ": test regret per day, mean of 177 days, intervals over weeks\n";
        return Result.of(figures(untimed), title, table, notes())
                .verdict(verdict())
                .timed(figures(timed), title, table, notes());
    }

    private Map<String, Object> figures(Map<String, ?> methods) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("problem", Problem.ENERGY_KNAPSACK);
        fields.put("capacity", capacity);
        fields.put("methods", methods);
        fields.put("leftOut", leftOut);
        return fields;
    }

    /** A fit with a penalty, its regret on the days of validation, and the solves that the choice took. */
    private record Choice(Fitted fitted, double l2, double validationRegret, long solves) {
        Score.DrawResult result(String method, TrueRegret test, double seconds) {
            return new Score.DrawResult(
                    method, test::mean, test.regrets(TrueRegret.Prediction.of(fitted)), solves, seconds);
        }
    }

    /**
     * Returns the fit with the least regret on the days of validation, with the solves of the fits with all penalties. Trees have no
     * penalty: they hold out some training days to decide when to stop.
     */
    private static Choice tuned(
            Method method, List<Observation> train, TrueRegret validation, TrainingSettings settings) {
        double[] penalties = method.training() == Method.Training.TREES ? new double[] {0} : PENALTIES;
        List<String> names = new ArrayList<>(EnergyKnapsack.FEATURES);
        names.add("constant");
        SharedLinearModel model = SharedLinearModel.of(names.toArray(String[]::new));
        List<Choice> choices = new ArrayList<>();
        long solves = 0;
        for (double l2 : penalties) {
            Fitted fitted = method.train(model, train, settings, l2);
            solves += method.solvesOf(fitted, train.size(), settings);
            double regret = validation
                    .mean(validation.regrets(TrueRegret.Prediction.of(fitted)))
                    .value();
            choices.add(new Choice(fitted, l2, regret, 0)); // solves are set below
        }
        Choice best = Collections.min(choices, Comparator.comparingDouble(Choice::validationRegret));
        return new Choice(best.fitted(), best.l2(), best.validationRegret(), solves);
    }

    /**
     * Returns the days with a row for each item: its features and 1. If models know the weights of items, each row is multiplied by the
     * item's weight / the mean weight.
     */
    private List<Observation> withItemRows(List<Observation> days, boolean areWeightsKnown) {
        double mean = Arrays.stream(data.weights()).average().orElseThrow();
        return days.stream()
                .map(day -> {
                    double[][] rows =
                            new double[data.weights().length][day.features().columns() + 1];
                    for (int i = 0; i < rows.length; i++) {
                        double factor = areWeightsKnown ? data.weights()[i] / mean : 1;
                        for (int k = 0; k < rows[i].length - 1; k++) {
                            rows[i][k] = factor * day.features().get(i, k);
                        }
                        rows[i][rows[i].length - 1] = factor;
                    }
                    return Observation.of(day.id(), Features.of(rows), day.oracle(), day.target())
                            .withCosts(day.costs())
                            .withCluster(day.cluster());
                })
                .toList();
    }

    private void add(String modelClass, Score score, double l2) {
        Metric regret = score.regret();
        plot = plot.row(score.method() + ", " + modelClass, regret.value(), regret.low(), regret.high());
        Map<String, Object> row = score.figures();
        row.put("l2", l2);
        row.put("solves", score.solves());
        untimed.computeIfAbsent(score.method(), absent -> new LinkedHashMap<>()).put(modelClass, row);
        Map<String, Object> withTime = new LinkedHashMap<>(row);
        withTime.put("seconds", score.seconds());
        timed.computeIfAbsent(score.method(), absent -> new LinkedHashMap<>()).put(modelClass, withTime);
        Double published = modelClass.equals("published") && score.method().equals(Methods.LEAST_SQUARES)
                ? Published.ENERGY.get(capacity)
                : null;
        table.row(
                score.method(),
                modelClass,
                Numbers.decimal(regret.value(), 0),
                Score.range(regret, 1, 0),
                PlainText.format("%+.0f", score.difference().value()) + score.mark(),
                l2,
                published == null ? "" : Numbers.decimal(published, 0));
    }

    /** Returns the verdict on the last class tried, whose models know the weights. */
    private String verdict() {
        return "With models that know the weights of items: " + Score.verdict(scores, 1, 0, "per day") + ".";
    }

    private String notes() {
        return "* differs from least squares of the same class on the same days (5 % for all methods of the class together, by"
                + " Holm). The weight of an item is known, and"
                + " explains most of its value, so the aware class multiplies the features by it.\n"
                + leftOut.entrySet().stream()
                        .map(method -> "left out: " + method.getKey() + ": " + method.getValue() + "\n")
                        .collect(Collectors.joining());
    }
}
