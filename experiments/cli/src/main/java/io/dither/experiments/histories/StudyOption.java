package io.dither.experiments.histories;

import io.dither.error.Arguments;
import io.dither.experiments.launch.OptionRule;
import io.dither.experiments.launch.RoadHistory;
import io.dither.experiments.study.StudyFile;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * The options that concern the study file. {@link io.dither.experiments.study.StudyArguments} has already added the options in the file
 * to those of the command line; {@link #text} reads the file again to keep its comments and its order.
 */
final class StudyOption {
    @Parameters(
            arity = "0..1",
            paramLabel = "STUDY",
            description = {
                "Learn what this study file says, such as study.toml in the folder of a model.",
                "It is TOML: the sections are the topics of the help, the keys are the options without their dashes. An option"
                        + " of the command line takes the place of the file's. Paths are relative to the folder in which dither"
                        + " runs."
            })
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "NAME=V",
            description = {
                "Change one option of the study file, such as samples=5.",
                "May be repeated. Nothing after = removes the option."
            })
    private List<String> assignments = List.of();

    @Option(names = "--print-study", description = "Print the study file of this command line, without learning.")
    private boolean isPrinted;

    /** The command that has these options. */
    @Spec(Spec.Target.MIXEE)
    private CommandSpec learn = CommandSpec.create();

    /** Returns whether the study is to be printed, and nothing learnt. */
    boolean isPrinted() {
        return isPrinted;
    }

    /** Refuses --set without a study file. */
    void refuseSetWithoutFile() {
        Arguments.require(
                assignments.isEmpty() || file.isPresent(),
                "--set " + String.join(" --set ", assignments) + " changes no study file",
                "Maybe name one: dither learn study.toml --set ..., or write the option itself");
    }

    /**
     * Returns the study of this command line: the file of the user, if there is one, with the changes by the command line, and with the
     * defaults.
     *
     * @param defaultsByData the defaults of options that depend on the data, by the names of the options without dashes
     * @param hasMap whether a road map suggests values of options; the study then has no defaults of these options
     * @param rules which options go together
     */
    String text(Map<String, String> defaultsByData, boolean hasMap, List<OptionRule> rules) {
        StudyFile study = file.map(path -> StudyFile.read(path, learn, LearnTopics.ALL))
                .orElseGet(() -> StudyFile.empty(learn, LearnTopics.ALL));
        assignments.forEach(study::set);
        learn.commandLine().getParseResult().matchedOptions().forEach(study::set);
        Map<String, String> defaults = new HashMap<>(defaultsByData);
        if (hasMap) {
            RoadHistory.SUGGESTED.forEach(name -> defaults.put(name, ""));
        }
        study.complete(defaults, rules);
        return study.text();
    }
}
