package io.dither.experiments.histories;

import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.Examples;
import io.dither.data.setup.Setup;
import io.dither.error.Arguments;
import io.dither.experiments.launch.Context;
import io.dither.experiments.launch.Subcommand;
import io.dither.experiments.learning.LearningReport;
import io.dither.learn.Estimator;
import io.dither.learn.Learner;
import io.dither.learn.SavedModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.study.SolvePlan;
import io.dither.plugin.PluginCatalogue;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dither intervals}: the standard errors of a saved model that was learnt without them. */
@Command(
        name = "intervals",
        description = {
            "Add 95 %% intervals to a model that was learnt without them.",
            "Give the data that it was learnt from: the intervals are exactly those that 'dither learn' would "
                    + "have given. The model and its page are written again."
        },
        footer = {
            "dither intervals model --data trips.csv",
            "dither intervals model --data trips.csv --errors bootstrap",
            "dither intervals model --data trips.csv --threads 4 --json"
        },
        sortOptions = false)
public final class IntervalsCommand implements Subcommand {
    @Parameters(paramLabel = "MODEL", description = "Use the model in this folder.")
    private Path model = Path.of("");

    @Mixin
    private final DataOptions data = new DataOptions();

    @Option(
            names = "--errors",
            paramLabel = "KIND",
            description = "Estimate standard errors this way: see 'dither help errors'. Default: robust.")
    private FitSettings.Errors errors = FitSettings.Errors.ROBUST;

    @Option(
            names = "--threads",
            paramLabel = "T",
            description = "Use this many threads; it changes no result. Default: all processors.")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Override
    public int run(Context context) {
        data.place(); // a missing --data is refused before the model is read
        PluginCatalogue catalogue = context.plugins();
        SavedModel saved = SavedModel.load(model, catalogue);
        Arguments.require(
                saved.persons().isEmpty(), "tastes of persons have intervals already", "Maybe name another model");
        Fitted fitted = saved.fitted().requireRoot(); // refuses moments without a root
        // columns, levels of categories and habits are determined anew, from these data
        Setup setup = Setup.of(saved, catalogue).learningAgain();
        Optional<String> trainingOracle = Optional.of(saved.trainingOracle()).filter(text -> !text.isEmpty());
        Examples examples = data.read(setup, context, trainingOracle, Purpose.LEARN);
        List<Observation> observations =
                examples.observations().stream().map(examples::forTraining).toList(); // with the training oracle
        Arguments.atLeast("number of examples", observations.size(), 1);
        FitSettings settings = fitted.settings().with("errors", errors).with("threads", threads);
        Estimator estimator = saved.estimator(examples.shape(), settings, catalogue);
        // a loss that does not use epsilon belongs to no model of decisions: its standard errors need refits
        Arguments.require(
                estimator instanceof Learner
                        && (settings.usesRefits() || !fitted.epsilonWeight().isUnused()),
                "a model of " + (fitted.weights().isEmpty() ? "trees" : "the loss " + settings.loss())
                        + " has no intervals",
                estimator instanceof Learner ? "Maybe add --errors bootstrap" : "Maybe learn another --cost-model");
        Fitted updated;
        try (ProgressLine progress = ProgressLine.of(context)) {
            progress.plan(SolvePlan.ofIntervals(fitted, settings, observations, catalogue));
            progress.startIntervals();
            updated = ((Learner) estimator.cancelledBy(progress::isCancelled).onPart(progress::part))
                    .intervals(withoutOldDigest(saved, observations), observations);
        }
        Map<String, String> provenance = new TreeMap<>(saved.provenance());
        provenance.putAll(Provenance.ofData("intervals of ", data.place()));
        // the same model with intervals; the texts of cost model and training oracle let it be learnt again
        SavedModel.of(updated, saved.setup(), provenance, saved.files())
                .withHeldOut(saved.heldOut())
                .withTexts(saved.costModel(), saved.trainingOracle())
                .save(model);
        // replaces the sections on weights in the page of the model
        LearningReport.of("Weights learnt from decisions", updated)
                .sense(observations.get(0).oracle().sense())
                .renew(model);
        context.print(
                () -> Map.of("weights", updated.weights(), "status", updated.status(), "message", updated.message()),
                () -> updated + "\nsaved in " + model + "\n");
        return 0;
    }

    /**
     * Returns the fit of a saved model, without the digest of its examples if an earlier version of dither computed digests differently:
     * that is, if the file is the same as before, but its digest differs.
     */
    private Fitted withoutOldDigest(SavedModel saved, List<Observation> observations) {
        Fitted fitted = saved.fitted();
        String sha256 = Provenance.ofData("", data.place()).get("data sha256");
        boolean isSameFile = sha256 != null && sha256.equals(saved.provenance().get("data sha256"));
        return isSameFile && !Learner.isFittedTo(fitted, observations) ? fitted.withExamplesSha256("") : fitted;
    }
}
