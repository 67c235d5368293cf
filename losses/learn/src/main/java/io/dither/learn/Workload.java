package io.dither.learn;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.HistoryLossFactory;
import io.dither.layer.LossFactory;
import io.dither.learn.internal.evaluate.BlockEvaluator;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.internal.search.EpsilonModel;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Standardisable;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.Guard;
import io.dither.plugin.PluginCatalogue;
import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the workers of a cluster need of a learner, in numbers and texts, so that it travels: for clusters. Immutable.
 */
public final class Workload implements Serializable {
    private static final long serialVersionUID = 1L;

    private final CostModel model;
    private final FitSettings settings;
    /** Null until all parts were asked. */
    private final @Nullable Boolean exact;
    /** Whether the loss is that of a model of decisions. */
    private final boolean hasErrors;

    private Workload(CostModel model, FitSettings settings, @Nullable Boolean exact, boolean hasErrors) {
        this.model = model;
        this.settings = settings;
        this.hasErrors = hasErrors;
        this.exact = exact;
    }

    static Workload of(CostModel model, Fit fit, LinearOracle oracle) {
        Arguments.require(
                model instanceof Serializable,
                model.getClass().getName() + " is not serializable and cannot go to a cluster",
                "Maybe let the cost model implement java.io.Serializable");
        Arguments.require(
                fit.loss() == null,
                "the loss was given as an object, which cannot go to a cluster",
                "Maybe give it by its text");
        Criterion criterion = fit.criterionOn(oracle);
        LossFactory other = criterion.other();
        Arguments.require(
                other == null || other.as(HistoryLossFactory.class).isEmpty(),
                "the loss '" + fit.settings().loss()
                        + "' compares with the decisions of all examples, of which a machine of a cluster has some",
                "Maybe learn on one machine");
        NoiseModel noise = criterion.noise();
        Arguments.require(
                fit.noise() == null || isOfName(noise, fit.catalogue()),
                "the noise '" + noise.text() + "' was given as an object, which cannot go to a cluster",
                "Maybe give it by its text, such as gamma:shape=5");
        return new Workload(model, fit.settings().noise(noise.text()), null, criterion.hasErrors());
    }

    /** Returns whether the name of a noise is all there is to say of it. */
    private static boolean isOfName(NoiseModel given, PluginCatalogue catalogue) {
        try {
            return NoiseModel.parse(given.text(), false, catalogue).noise().equals(given.noise());
        } catch (InvalidArgumentException noText) {
            return false;
        }
    }

    /**
     * Goes on with the model standardised for the first time: all parts are to be asked for their moments again.
     *
     * @param sums the total of their {@linkplain PartEvaluator#moments() moments}; read only
     * @return the workload
     */
    public Workload standardisedBy(double[] sums) {
        return new Workload(Standardisable.of(model).standardisedBy(sums), settings, exact, hasErrors);
    }

    /**
     * Goes on with the model standardised, once all parts were asked for their moments twice.
     *
     * @param sums the total of those asked for last; read only
     * @param exact whether all parts {@linkplain PartEvaluator#isExact() have closed forms}
     * @return the workload
     */
    public Workload standardisedBy(double[] sums, boolean exact) {
        CostModel standardised = EpsilonModel.of(Standardisable.of(model).standardisedBy(sums), settings, hasErrors);
        return new Workload(standardised, settings, exact, hasErrors);
    }

    /** {@return the cost model, with epsilon as one more parameter if that is learnt} */
    public CostModel model() {
        return model;
    }

    /**
     * Prepares the evaluation of the examples that one worker holds.
     *
     * @param part the examples: all of a range of keys, possibly none
     * @param catalogue where the noise and the loss are found
     * @return the evaluator; the caller closes it
     * @throws InvalidArgumentException if two examples have the same id
     */
    public PartEvaluator on(List<Observation> part, PluginCatalogue catalogue) {
        Criterion criterion = Fit.of(settings.guard(Guard.SAMPLE), catalogue).criterion(settings.noise());
        boolean closed = exact == null ? criterion.isExact(part) : exact;
        return new PartEvaluator(new BlockEvaluator(model, criterion, settings.seed(), part, closed), part.isEmpty());
    }
}
