package io.dither.experiments.vision;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.run.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Shows the test accuracies after training on all images. Charts show how the accuracy after training on fewer images
 * depends on epsilon and on the number of samples.
 *
 * @param fenchelYoung the accuracy of the perturbed maximum on all images
 * @param crossEntropy the accuracy of cross-entropy on all images
 * @param baseline the accuracy of cross-entropy on fewer images, drawn as a horizontal line in both charts; empty
 *     without charts
 * @param byEpsilon the accuracy of the perturbed maximum on fewer images at each amplitude of the noise
 * @param bySamples the accuracy of the perturbed maximum on fewer images at each number of samples
 */
record ClassificationReport(
        Share fenchelYoung,
        Share crossEntropy,
        Optional<Share> baseline,
        List<Point> byEpsilon,
        List<Point> bySamples) {
    /** The accuracy at an amplitude or a number of samples, x. */
    record Point(double x, Share accuracy) {}

    Map<String, Object> json() {
        Map<String, Object> figures = new LinkedHashMap<>();
        Map<String, Double> accuracy = new LinkedHashMap<>();
        accuracy.put("fenchelYoung", fenchelYoung.value());
        accuracy.put("crossEntropy", crossEntropy.value());
        Map<String, Double> errors = new LinkedHashMap<>();
        errors.put("fenchelYoung", fenchelYoung.standardError());
        errors.put("crossEntropy", crossEntropy.standardError());
        figures.put("testAccuracy", accuracy);
        figures.put("testAccuracyStandardError", errors);
        baseline.ifPresent(share -> {
            figures.put("sweepCrossEntropy", share.value());
            figures.put("sweepCrossEntropyStandardError", share.standardError());
        });
        figures.put("epsilonSweep", rows("epsilon", byEpsilon));
        figures.put("samplesSweep", rows("samples", bySamples));
        return figures;
    }

    private static List<Map<String, Object>> rows(String name, List<Point> points) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Point point : points) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put(name, point.x);
            row.put("testAccuracy", point.accuracy.value());
            row.put("testAccuracyStandardError", point.accuracy.standardError());
            rows.add(row);
        }
        return rows;
    }

    String verdict() {
        return "The perturbed maximum with the Fenchel-Young loss classifies " + Verdict.percent(fenchelYoung.value())
                + " of the test images correctly, cross-entropy " + Verdict.percent(crossEntropy.value()) + ": "
                + Share.verdict("the former", fenchelYoung, "the latter", crossEntropy) + ".";
    }

    void plot(RunFolder folder) {
        Chart rows = Chart.rows("Test accuracy, trained on all images", "% of the test images, 95 %");
        folder.writePlot("accuracy", crossEntropy.addTo(fenchelYoung.addTo(rows, "Fenchel-Young"), "cross-entropy"));
        plot(folder, "epsilon", "epsilon", byEpsilon);
        plot(folder, "samples", "samples M", bySamples);
    }

    private void plot(RunFolder folder, String name, String label, List<Point> points) {
        if (points.isEmpty()) {
            return;
        }
        double[] x = points.stream().mapToDouble(Point::x).toArray();
        double[] y = points.stream()
                .mapToDouble(point -> 100 * point.accuracy.value())
                .toArray();
        double[] errors = points.stream()
                .mapToDouble(point -> 100 * point.accuracy.standardError())
                .toArray();
        Chart plot = Chart.lines("Test accuracy against " + label, label, "test accuracy (%)")
                .logX()
                .line("Fenchel-Young", x, y, errors);
        folder.writePlot(
                name,
                baseline.map(share -> plot.line(
                                "cross-entropy",
                                x,
                                DoubleStream.generate(() -> 100 * share.value())
                                        .limit(x.length)
                                        .toArray()))
                        .orElse(plot));
    }

    TextTable table() {
        TextTable table = new TextTable("loss", "setting", "test accuracy");
        table.row("fenchel-young", "all images", fenchelYoung);
        table.row("cross-entropy", "all images", crossEntropy);
        baseline.ifPresent(share -> table.row("cross-entropy", "fewer images", share));
        byEpsilon.forEach(point -> table.row("fenchel-young", "fewer images, epsilon " + point.x, point.accuracy));
        bySamples.forEach(point -> table.row("fenchel-young", "fewer images, M = " + (int) point.x, point.accuracy));
        return table;
    }
}
