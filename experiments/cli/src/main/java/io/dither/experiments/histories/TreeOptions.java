package io.dither.experiments.histories;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** How the trees of the cost model boosted are grown, as options of the names of its parameters. */
final class TreeOptions {
    @Option(names = "--rounds", paramLabel = "N", description = "Grow at most N trees (boosted). Default: 300.")
    private Optional<Integer> rounds = Optional.empty();

    @Option(
            names = "--depth",
            paramLabel = "D",
            description = "Split at most D times above a leaf: so many features interact. Default: 4.")
    private Optional<Integer> depth = Optional.empty();

    @Option(names = "--learning-rate", paramLabel = "R", description = "Add this part of each tree. Default: 0.1.")
    private Optional<Double> learningRate = Optional.empty();

    @Option(
            names = "--lambda",
            paramLabel = "L",
            description = "Make leaves of few rows smaller: add this to their rows. Default: 1.")
    private Optional<Double> lambda = Optional.empty();

    @Option(
            names = "--leaf-rows",
            paramLabel = "N",
            description = "Require N rows per leaf, counted by their curvature. Default: 1.")
    private Optional<Double> leafRows = Optional.empty();

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "Stop after N rounds without improvement of the validation loss. Default: 20.")
    private Optional<Integer> patience = Optional.empty();

    @Option(
            names = "--monotone",
            paramLabel = "NAME=1|-1",
            description = "Let costs of boosted trees only rise with this feature (1), or only fall (-1).")
    private Map<String, Integer> monotone = new LinkedHashMap<>();

    /** Returns the options that are given, as texts by their names. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        rounds.ifPresent(value -> texts.put("rounds", String.valueOf(value)));
        depth.ifPresent(value -> texts.put("depth", String.valueOf(value)));
        learningRate.ifPresent(value -> texts.put("learning-rate", String.valueOf(value)));
        lambda.ifPresent(value -> texts.put("lambda", String.valueOf(value)));
        leafRows.ifPresent(value -> texts.put("leaf-rows", String.valueOf(value)));
        patience.ifPresent(value -> texts.put("patience", String.valueOf(value)));
        if (!monotone.isEmpty()) {
            texts.put(
                    "monotone",
                    monotone.entrySet().stream().map(Object::toString).collect(Collectors.joining(";")));
        }
        return texts;
    }
}
