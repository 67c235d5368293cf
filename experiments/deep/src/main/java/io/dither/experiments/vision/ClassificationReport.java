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
 * Shows the accuracies on all images, and their dependence on epsilon and on the number of samples.
 *
 * @param fenchelYoung the accuracy of the perturbed maximum on all images
 * @param crossEntropy the accuracy of cross-entropy on all images
 * @param reference the accuracy of cross-entropy on fewer images, drawn as a horizontal line in both charts; empty without charts
 * @param epsilons the accuracy for each amplitude on fewer images
 * @param samples the accuracy for each number of samples on fewer images
 */
record ClassificationReport(
        Share fenchelYoung, Share crossEntropy, Optional<Share> reference, List<Point> epsilons, List<Point> samples) {
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
        reference.ifPresent(share -> {
            figures.put("sweepCrossEntropy", share.value());
            figures.put("sweepCrossEntropyStandardError", share.standardError());
        });
        figures.put("epsilonSweep", rows("epsilon", epsilons));
        figures.put("samplesSweep", rows("samples", samples));
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
        Chart both = Chart.rows("Test accuracy, trained on all images", "% of the test images, 95 %");
        folder.writePlot("accuracy", crossEntropy.addTo(fenchelYoung.addTo(both, "Fenchel-Young"), "cross-entropy"));
        plot(folder, "epsilon", "epsilon", epsilons);
        plot(folder, "samples", "samples M", samples);
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
                reference
                        .map(share -> plot.line(
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
        reference.ifPresent(share -> table.row("cross-entropy", "fewer images", share));
        epsilons.forEach(point -> table.row("fenchel-young", "fewer images, epsilon " + point.x, point.accuracy));
        samples.forEach(point -> table.row("fenchel-young", "fewer images, M = " + (int) point.x, point.accuracy));
        return table;
    }
}
