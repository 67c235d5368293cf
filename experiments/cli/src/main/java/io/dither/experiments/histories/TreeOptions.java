package io.dither.experiments.histories;

import io.dither.learn.TreeSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** How the trees of the cost model boosted are grown, as options. */
final class TreeOptions {
    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "300",
            description = "The most trees of the cost model boosted. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--depth",
            paramLabel = "D",
            defaultValue = "4",
            description = "The most splits above a leaf: how many features interact. Default: ${DEFAULT-VALUE}.")
    private int depth;

    @Option(
            names = "--learning-rate",
            paramLabel = "R",
            defaultValue = "0.1",
            description = "The part of each tree that is added. Default: ${DEFAULT-VALUE}.")
    private double learningRate;

    @Option(
            names = "--lambda",
            paramLabel = "L",
            defaultValue = "1",
            description = "Makes leaves of few rows smaller: what is added to their rows. Default: ${DEFAULT-VALUE}.")
    private double lambda;

    @Option(
            names = "--leaf-rows",
            paramLabel = "N",
            defaultValue = "1",
            description = "The least rows of a leaf, counted by their curvature. Default: ${DEFAULT-VALUE}.")
    private double leafRows;

    @Option(
            names = "--patience",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "The rounds without a lesser loss of the part kept apart that end it. Default: ${DEFAULT-VALUE}.")
    private int patience;

    @Option(
            names = "--monotone",
            paramLabel = "NAME=1|-1",
            description = "Costs of boosted trees may only rise with this feature (1), or only fall (-1).")
    private Map<String, Integer> monotone = new LinkedHashMap<>();

    TreeSettings settings() {
        return new TreeSettings(rounds, depth, learningRate, lambda, leafRows, patience, monotone);
    }
}
