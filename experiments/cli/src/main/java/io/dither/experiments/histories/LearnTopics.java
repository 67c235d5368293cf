package io.dither.experiments.histories;

import io.dither.experiments.launch.OptionGroup;
import java.util.List;

/**
 * The options of {@code dither learn} by topic: the groups of its help, and the sections of a study file. Each group
 * lists first its usual options, and then its special options, which {@code --help} alone does not show.
 */
final class LearnTopics {
    /** All groups; each option of the command belongs to exactly one of them. */
    static final List<OptionGroup> ALL = List.of(
            new OptionGroup(
                    "data",
                    "Data",
                    List.of(
                            "--data",
                            "--layout",
                            "--example",
                            "--coordinate",
                            "--decision",
                            "--coordinates",
                            "--features",
                            "--time"),
                    List.of(
                            "--alternatives",
                            "--row",
                            "--column",
                            "--cost",
                            "--weight",
                            "--offset",
                            "--path",
                            "--vary-by",
                            "--categories",
                            "--habits",
                            "--reshape",
                            "--separator",
                            "--decimal",
                            "--query",
                            "--query-timeout",
                            "--coordinates-query",
                            "--skip-bad")),
            new OptionGroup(
                    "model",
                    "Model",
                    List.of("--oracle", "--cost-model", "--fix"),
                    List.of("--bound", "--link", "--effects", "--effects-ridge", "--l2", "--l1", "--train-oracle")),
            new OptionGroup(
                    "noise",
                    "Noise and loss",
                    List.of("--loss", "--noise", "--samples"),
                    List.of(
                            "--epsilon",
                            "--noise-by",
                            "--iterations",
                            "--epochs",
                            "--batch",
                            "--rate",
                            "--early-stopping",
                            "--pooled",
                            "--inexact")),
            new OptionGroup(
                    "errors",
                    "Errors and tests",
                    List.of("--errors", "--holdout", "--pay-in"),
                    List.of("--folds", "--choose-by", "--weighting")),
            new OptionGroup(
                    "persons",
                    "Persons",
                    List.of("--person", "--tastes", "--classes"),
                    List.of("--tastes-in", "--correlated", "--draws", "--membership")),
            new OptionGroup(
                    "maps",
                    "Maps",
                    List.of(),
                    List.of(
                            "--map",
                            "--traces",
                            "--profile",
                            "--elevation",
                            "--accuracy",
                            "--gap",
                            "--turns",
                            "--work",
                            "--positions")),
            new OptionGroup(
                    "running",
                    "Running",
                    List.of("--out", "--set", "--threads", "--help"),
                    List.of(
                            "--print-study",
                            "--continue",
                            "--resume",
                            "--seed",
                            "--master",
                            "--write-example",
                            "--json",
                            "--plugins",
                            "--stacktrace")));

    private LearnTopics() {}
}
