package io.dither.experiments.histories;

import io.dither.error.Arguments;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.learn.Cluster;
import io.dither.learn.Outcome;
import io.dither.learn.SavedModel;
import io.dither.learn.diagnose.LikelihoodComparison;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dither compare}: two saved models on the same decisions. */
@Command(
        name = "compare",
        description = {
            "Compare two saved models on the same held-out decisions, pair by pair.",
            "It shows the differences of all figures that both models have, such as exact matches, log likelihood and true"
                    + " cost, each with its standard error and 95 %% interval, and a verdict. Without --data, it compares on"
                    + " the decisions that were held out when both models were learnt. Give --data to compare on later decisions."
                    + " With the data that both models were learnt from, log likelihoods, AIC, BIC and a test are shown too."
        },
        footer = {
            "dither compare model simple",
            "dither compare january february --data march.csv --json",
            "dither compare persons logit --data later.csv --person traveller"
        },
        sortOptions = false)
public final class CompareCommand implements Subcommand {
    @Parameters(index = "0", paramLabel = "MODEL1", description = "Compare the model in this folder.")
    private Path first = Path.of("");

    @Parameters(index = "1", paramLabel = "MODEL2", description = "Compare it with the model in this folder.")
    private Path second = Path.of("");

    @Mixin
    private final EvaluationOptions options = new EvaluationOptions();

    @Override
    public int run(Context context) {
        ModelComparison comparison = options.data.isGiven()
                ? onNewDecisions(context)
                : ModelComparison.of(
                        first.toString(), heldOut(first, context), second.toString(), heldOut(second, context));
        context.print(comparison::fields, comparison::text);
        return 0;
    }

    private ModelComparison onNewDecisions(Context context) {
        Evaluation firstEvaluation;
        Evaluation secondEvaluation;
        try (Cluster cluster = Cluster.ofThisMachine()) {
            firstEvaluation = options.evaluation(first, cluster, context);
            secondEvaluation = options.evaluation(second, cluster, context);
        }
        // the model was learnt from fewer examples than are read here if it was learnt from a part of the file
        boolean isInSample = Stream.of(firstEvaluation, secondEvaluation)
                .allMatch(evaluation -> isLearntFromTheseData(evaluation)
                        && evaluation.saved().fitted().examples()
                                == evaluation.outcomes().size());
        warnIfLearntFromTheseData(first, firstEvaluation, context);
        warnIfLearntFromTheseData(second, secondEvaluation, context);
        // with --skip-bad the second model reads only examples that the first could read
        List<Outcome> outcomes = options.data.badSummary().isPresent()
                ? withCommonExamples(firstEvaluation.outcomes(), secondEvaluation.outcomes())
                : firstEvaluation.outcomes();
        ModelComparison comparison = ModelComparison.of(
                first.toString(),
                DecisionFigures.of(outcomes),
                second.toString(),
                DecisionFigures.of(secondEvaluation.outcomes()));
        return isInSample
                ? comparison.with(LikelihoodComparison.of(firstEvaluation.candidate(), secondEvaluation.candidate()))
                : comparison;
    }

    /** Returns the outcomes of the examples that the other model could read too. */
    private static List<Outcome> withCommonExamples(List<Outcome> outcomes, List<Outcome> others) {
        Set<String> otherIds =
                others.stream().map(outcome -> outcome.observation().id()).collect(Collectors.toSet());
        return outcomes.stream()
                .filter(outcome -> otherIds.contains(outcome.observation().id()))
                .toList();
    }

    private boolean isLearntFromTheseData(Evaluation evaluation) {
        String learntFrom = evaluation.saved().provenance().getOrDefault("data sha256", "");
        // "": the same key as in the provenance, without a prefix
        return Objects.equals(Provenance.ofData("", options.data.place()).get("data sha256"), learntFrom);
    }

    private void warnIfLearntFromTheseData(Path folder, Evaluation evaluation, Context context) {
        if (isLearntFromTheseData(evaluation)) {
            context.err()
                    .println("dither: " + folder + " was learnt from these data, so that its figures are too good."
                            + " Maybe compare on later decisions");
        }
    }

    private List<DecisionFigures> heldOut(Path folder, Context context) {
        SavedModel.load(folder, context.plugins()); // refuses a folder without a model
        Arguments.require(
                Files.exists(folder.resolve(DecisionFigures.FILE)),
                folder + " holds no decisions on held-out examples",
                "Maybe it was learnt with --holdout 0. Give decisions by --data");
        return DecisionFigures.read(options.data.histories(context), folder);
    }
}
