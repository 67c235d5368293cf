package io.dither.experiments.shortestpath;

import io.dither.experiments.generators.TrueRegret;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Progress;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunOptions;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.run.Verdict;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Metric;
import io.dither.learn.model.PlainText;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Learns to predict the costs of a grid from features, so that the shortest paths at predicted costs are short at the true
 * costs (predict, then optimize; Elmachtoub and Grigas, 2022). Trains a linear model, by default on the perturbed
 * Fenchel-Young loss of the optimal paths.
 *
 * <p>The result is the normalised regret of the model on test examples, beside the regrets of three other predictions:
 * least squares on the costs, the noise-free costs ("floor") and the mean training costs ("constant"). The test regret is
 * also measured after each epoch, for the plot and the metrics only: no setting is chosen by it.
 */
@Command(
        name = "shortest-path",
        footer = {"dither run shortest-path --loss spo-plus --epochs 30"},
        description =
                "Predict arc costs of a grid from features, trained on its shortest paths; shows the test regret.")
public final class ShortestPathExperiment implements Experiment {
    @Mixin
    private ShortestPathOptions options = new ShortestPathOptions();

    @Override
    public RunOptions runOptions() {
        return RunOptions.seed(42).threads(1, "Use this many threads; it changes no result.");
    }

    @Override
    public Result run(Run run) {
        long start = System.nanoTime();
        Training training = options.training(run);
        Comparison comparison = options.comparison(run.seed());
        History history = new History(training.loss());
        LongAdder trainingTime = new LongAdder();
        Fitted trained = train(training, comparison, run, history, trainingTime);
        Fitted leastSquares = training.leastSquares().train(comparison.train(), (step, model, parameters) -> {});
        Map<String, Metric> regret = new LinkedHashMap<>();
        Metric trainedRegret = testRegret(comparison, trained);
        Metric floor = comparison.floorRegret();
        regret.put(training.loss().key(), trainedRegret);
        regret.put("leastSquares", testRegret(comparison, leastSquares));
        regret.put("floor", floor);
        regret.put("constant", comparison.constantRegret());
        history.plot(run.folder(), regret.get("leastSquares").value(), floor.value());
        double trainingSeconds = trainingTime.sum() / 1e9;
        Map<String, Double> times = new LinkedHashMap<>();
        times.put("seconds", (System.nanoTime() - start) / 1e9);
        times.put("trainingSeconds", trainingSeconds);
        Metric difference =
                comparison.testDifference(TrueRegret.Prediction.of(trained), TrueRegret.Prediction.of(leastSquares));
        return Result.of(Map.of("regret", figures(regret)), table(training.loss(), regret), "+-: one standard error.\n")
                .verdict(verdict(training.loss(), trainedRegret, floor, difference))
                .timed(
                        times,
                        table(training.loss(), regret),
                        trainingTimeText(training.adam().epochs(), trainingSeconds));
    }

    private static String verdict(TrainingLoss loss, Metric trainedRegret, Metric floor, Metric difference) {
        return loss.label() + " has a test regret of " + Verdict.percent(trainedRegret.value()) + ": "
                + Verdict.of(
                        "it",
                        "least squares on the costs",
                        // less regret is a gain: the sign changes, and the ends of the interval change places
                        -100 * difference.value(),
                        -100 * difference.high(),
                        -100 * difference.low(),
                        "points")
                + " on the same examples. No prediction is expected below the floor of "
                + Verdict.percent(floor.value()) + ".";
    }

    private static Metric testRegret(Comparison comparison, Fitted fitted) {
        return comparison.testRegret(TrueRegret.Prediction.of(fitted));
    }

    /** Trains; {@code nanoseconds} counts the time of training alone, without the regrets that are measured after each epoch. */
    private static Fitted train(
            Training training, Comparison comparison, Run run, History history, LongAdder nanoseconds) {
        Metrics metrics = run.metrics("epoch", training.loss().column(), "trainRegret", "testRegret");
        Progress progress = run.progress(training.adam().epochs());
        nanoseconds.add(-System.nanoTime()); // starts the clock; adding the time stops it
        Fitted trained = training.train(comparison.train(), (step, model, parameters) -> {
            nanoseconds.add(System.nanoTime());
            TrueRegret.Prediction prediction = TrueRegret.Prediction.of(model, parameters);
            Metric trainRegret = comparison.onTrain().normalisedRegret(prediction);
            Metric testRegret = comparison.testRegret(prediction);
            history.add(metrics, step.loss(), trainRegret.value(), testRegret.value());
            progress.step();
            nanoseconds.add(-System.nanoTime());
        });
        nanoseconds.add(System.nanoTime());
        return trained;
    }

    private static String trainingTimeText(int epochs, double seconds) {
        return PlainText.format("trained %d epochs in %.2f s%n", epochs, seconds);
    }

    private static Map<String, Double> figures(Map<String, Metric> regret) {
        Map<String, Double> figures = new LinkedHashMap<>();
        regret.forEach((name, metric) -> {
            figures.put(name, metric.value());
            figures.put(name + "StandardError", metric.standardError());
        });
        return figures;
    }

    private static TextTable table(TrainingLoss loss, Map<String, Metric> regret) {
        TextTable table = new TextTable("prediction", "test regret", "+-");
        regret.forEach((name, metric) -> table.row(
                name.equals(loss.key())
                        ? loss.label()
                        : name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT), // leastSquares is "least squares"
                Verdict.percent(metric.value()),
                Verdict.percent(metric.standardError())));
        return table;
    }
}
