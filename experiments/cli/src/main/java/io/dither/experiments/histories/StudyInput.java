package io.dither.experiments.histories;

import io.dither.data.ColumnRoles.Purpose;
import io.dither.data.ColumnRoles.Role;
import io.dither.data.Examples;
import io.dither.data.Histories;
import io.dither.data.setup.Setup;
import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.experiments.launch.Context;
import io.dither.learn.CostModelProvider;
import io.dither.learn.Estimator;
import io.dither.learn.SavedModel;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import io.dither.learn.model.Standardisable;
import io.dither.learn.study.Study;
import io.dither.oracle.LinearOracle;
import io.dither.plugin.PluginCatalogue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A history that was read, and the cost model that is to be fitted to it.
 *
 * @param setup how rows were read
 * @param examples the examples of the history
 * @param costModelText the text of {@code --cost-model}
 * @param model the cost model that the text describes, not yet fitted
 * @param plugins the catalogue of plugins, such as noises and cost models
 */
record StudyInput(Setup setup, Examples examples, String costModelText, CostModel model, PluginCatalogue plugins) {
    /** Models with up to this number of weights are not refused: see {@link #requireIdentifiable}. */
    private static final int MANY_WEIGHTS = 10_000;

    private static StudyInput of(Setup setup, Examples examples, String costModelText, PluginCatalogue plugins) {
        CostModel model = plugins.create(CostModelProvider.class, costModelText).on(examples.shape());
        return new StudyInput(setup, examples, costModelText, model, plugins);
    }

    /** Reads a history of decisions or costs, and prints notes on it. */
    static StudyInput read(Setup setup, DataOptions data, FitOptions fitting, String costModelText, Context context) {
        Examples examples = data.read(setup, context, fitting.trainOracle, Purpose.LEARN);
        CoordinateNotes.of(setup, examples).ifPresent(note -> context.err().println("dither: " + note));
        setup.repeatedEdgeWarning(data.histories(context))
                .ifPresent(note -> context.err().println("dither: " + note));
        if (examples.observations().isEmpty()) {
            throw new DataException(
                    Histories.withoutSecrets(data.place()),
                    0,
                    "there is nothing to learn from: no column of decisions or costs. Maybe name one by --decision or --cost");
        }
        return of(setup, examples, costModelText, context.plugins());
    }

    /** Refuses groups of {@code --effects} if the cost model has no effects. */
    void refuseUnusedEffects() {
        Arguments.require(
                GroupEffects.reads(model, examples.groups()),
                "the cost model " + costModelText + " has no effects",
                "Maybe leave --effects out, or take shared-linear");
    }

    /** Returns the examples to learn from. */
    List<Observation> observations() {
        return examples.observations();
    }

    /** Returns whether a fit adds trees to the model, as boosting does, instead of searching for weights. */
    boolean growsTrees() {
        return model.names().isEmpty();
    }

    boolean hasEffects() {
        return !GroupEffects.of(model).isEmpty();
    }

    /** Returns whether the shape of gamma noise is proportional to the lengths in the column of {@code --noise-by}. */
    boolean noiseFollowsLengths() {
        return setup.roles().containsKey(Role.NOISE_BY);
    }

    /**
     * Refuses a model of more than 10 000 weights that has more weights than all decisions together have coordinates, if nothing regularises
     * it: no penalty, no fixed number of epochs and no early stopping. Smaller models are not refused; a fit with standard errors reports
     * weights that are not identified.
     */
    void requireIdentifiable(FitSettings settings) {
        List<Observation> observations = examples.observations();
        int weights = model.names().size();
        boolean isRegularised =
                settings.l1() > 0 || settings.l2() > 0 || settings.epochs() > 0 || settings.earlyStopping() > 0;
        Arguments.require(
                isRegularised || weights <= MANY_WEIGHTS || weights <= coordinateCount(observations),
                "the model has " + weights + " weights, which " + observations.size()
                        + " examples cannot identify without a penalty",
                "Maybe add --l2 0.01, choose fewer --features, or --cost-model shared-linear");
    }

    /** Returns the number of coordinates of all examples together. */
    private static long coordinateCount(List<Observation> observations) {
        return Arrays.stream(ObservationTable.oraclesOfEach(observations))
                .mapToLong(LinearOracle::dimension)
                .sum();
    }

    /**
     * Returns the setup with the feature columns that were found in the data. If the model or the noise has parameters of each coordinate,
     * the setup also keeps the names of the coordinates.
     */
    Setup learntSetup(FitSettings settings) {
        return setup.withLearnt(CoordinateNotes.columns(examples, model, settings.noise(), plugins));
    }

    /**
     * Returns parameters at which a search can start: the weights of an earlier model, then the effect of each group. A group that the earlier
     * model does not know has the effect 0.
     */
    double[] start(SavedModel earlier) {
        Fitted fitted = earlier.fitted();
        int weights = fitted.model().names().size();
        // raw: parameters in the units of the features; the earlier model may have standardised them
        double[] start = Arrays.copyOf(
                Standardisable.of(fitted.model()).raw(fitted.parameters()),
                weights + GroupEffects.of(model).size());
        Map<String, Double> effects = fitted.effects(); // by the names of their groups
        for (int g = 0; weights + g < start.length; g++) {
            start[weights + g] = effects.getOrDefault(GroupEffects.of(model).get(g), 0.0);
        }
        return start;
    }

    /** Returns the number of samples per example as text; empty if none are drawn. */
    String samples(FitSettings settings) {
        return estimator(settings).drawsSamples(observations()) ? String.valueOf(settings.samples()) : "";
    }

    /** Returns the estimator of the model. */
    Estimator estimator(FitSettings settings) {
        return plugins.create(CostModelProvider.class, costModelText).estimator(examples.shape(), settings, plugins);
    }

    /** Returns the text by which rows are reshaped; empty if they are read as they are. */
    String reshape() {
        return setup.roles().getOrDefault(Role.RESHAPE, "");
    }

    /** Returns a study of these examples, which chooses the best of the settings by cross-validation. */
    Study study(List<FitSettings> settings) {
        Study study = Study.of(examples.observations(), plugins)
                .model(costModelText, examples.shape())
                .settings(settings)
                .names(NameFunction.of(examples));
        Map<String, Integer> ranks = examples.ranks(); // of examples in time, by id
        if (!ranks.isEmpty()) {
            study.inTime(example -> ranks.getOrDefault(example.id(), 0));
        }
        // forTraining: the same observation with its training oracle
        return examples.trainingOracles().isEmpty() ? study : study.trainOn(examples::forTraining);
    }
}
