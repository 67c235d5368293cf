package io.dither.experiments.vision;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.learn.LearningOptions;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunOptions;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.run.Verdict;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code dither run sorting}: a network learns to sort four images by their classes. Its targets are ranks, not
 * classes; its Fenchel-Young loss contains the ranking oracle. It is compared with a network that learns by the squared
 * distance of its scores from the ranks.
 */
@Command(
        name = "sorting",
        footer = {"dither run sorting --epochs 5 --seed 1"},
        description = {
            "Learn to sort four images by their classes from the order alone: Fenchel-Young on ranks against the squared"
                    + " distance of scores from ranks.",
            "Can be resumed."
        },
        sortOptions = false)
public final class SortingExperiment implements Experiment {
    /** By default: noise of amplitude 1, 6,000 training rows and 5,000 test rows. */
    @Mixin
    private VisionOptions options = new VisionOptions(1, 6000, 5000);

    @Override
    public RunOptions runOptions() {
        return VisionOptions.runOptions();
    }

    @Override
    public Result run(Run run) {
        LearningOptions learning = options.learning();
        options.plan(learning.epochs(), run.seed()); // refuses bad options before the images are read
        double epsilon = learning.epsilon();
        int samples = learning.samples();
        ImageSets sets = options.read(run);
        Quadruples train = Quadruples.draw(sets.train(), learning.train(), run.seed());
        Quadruples test = Quadruples.draw(sets.test(), learning.test(), run.seed());
        Metrics metrics = run.metrics("arm", "epoch", "trainLoss", "exactOrder", "rank1", "rank2", "rank3", "rank4");
        Arms arms = new Arms(options, run, metrics, run.progress(2L * learning.epochs()));
        SortTask task = new SortTask(train, test);
        Optional<PerturbedOptimizer> layer = Optional.of(VisionOptions.layer(task.oracle(), epsilon, samples, run));
        Map<String, List<double[]>> results = new LinkedHashMap<>();
        results.put("fenchel-young", arms.train("fenchel-young", learning.epochs(), task, layer));
        results.put("squared", arms.train("squared", learning.epochs(), task, Optional.empty()));
        plot(run, learning.test(), results);
        return result(learning.test(), results).verdict(verdict(learning.test(), results));
    }

    private static Result result(int testCount, Map<String, List<double[]>> results) {
        List<Map<String, Object>> arms = new ArrayList<>();
        TextTable table = new TextTable("loss", "right order", "rank 1", "rank 2", "rank 3", "rank 4");
        results.forEach((name, epochs) -> {
            double[] shares = finalShares(epochs);
            Map<String, Object> arm = new LinkedHashMap<>();
            arm.put("loss", name);
            Object[] row = new Object[2 + Quadruples.SIZE];
            row[0] = name;
            for (int i = 0; i < shares.length; i++) {
                Share share = Share.of(shares[i], testCount);
                arm.put(i == 0 ? "exactOrder" : "rank" + i, share.value());
                arm.put((i == 0 ? "exactOrder" : "rank" + i) + "StandardError", share.standardError());
                row[1 + i] = share;
            }
            arms.add(arm);
            table.row(row);
        });
        return Result.of(Map.of("losses", arms), table, "\n+-: one standard error.\n");
    }

    /** Returns the measures after the last epoch: the share of rows in the right order, then a share for each rank. */
    private static double[] finalShares(List<double[]> epochs) {
        return epochs.get(epochs.size() - 1);
    }

    private static String verdict(int testCount, Map<String, List<double[]>> results) {
        List<String> names = List.copyOf(results.keySet());
        List<Share> rightOrders = results.values().stream()
                .map(epochs -> Share.of(finalShares(epochs)[0], testCount))
                .toList();
        return "In "
                + Verdict.percent(rightOrders.get(0).value())
                + " of the test rows the network puts the four images in the right order: "
                + Share.verdict(names.get(0), rightOrders.get(0), names.get(1) + " distance", rightOrders.get(1))
                + "; by chance it is " + Verdict.percent(1 / 24.0) + ".";
    }

    private static void plot(Run run, int testCount, Map<String, List<double[]>> results) {
        Chart rows = Chart.rows("Four images in the right order", "% of the test rows, 95 %");
        Chart curve = Chart.lines("Right order over the epochs", "epoch", "% of the test rows");
        for (Map.Entry<String, List<double[]>> result : results.entrySet()) {
            rows = Share.of(finalShares(result.getValue())[0], testCount).addTo(rows, result.getKey());
            double[] y = result.getValue().stream()
                    .mapToDouble(shares -> 100 * shares[0])
                    .toArray();
            curve = curve.line(
                    result.getKey(),
                    IntStream.rangeClosed(1, y.length).asDoubleStream().toArray(),
                    y);
        }
        run.folder().writePlot("order", rows.row("by chance", 100 / 24.0, Double.NaN, Double.NaN));
        run.folder().writePlot("epochs", curve);
    }
}
