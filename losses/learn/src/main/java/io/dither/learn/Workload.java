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
 * The part of a learner that the workers of a cluster need. It is serializable, so that it can be sent to them.
 * Immutable.
 */
public final class Workload implements Serializable {
    private static final long serialVersionUID = 1L;

    private final CostModel model;
    private final FitSettings settings;
    /** Whether {@link PartEvaluator#isExact} holds on all parts; null if this is not known yet. */
    private final @Nullable Boolean exact;
    /** Whether the loss belongs to a model of decisions, so that its curvature gives standard errors. */
    private final boolean isOfDecisionModel;

    private Workload(CostModel model, FitSettings settings, @Nullable Boolean exact, boolean isOfDecisionModel) {
        this.model = model;
        this.settings = settings;
        this.isOfDecisionModel = isOfDecisionModel;
        this.exact = exact;
    }

    /**
     * Returns the workload before standardisation; refuses a model, a loss or a noise that cannot be sent, and a loss
     * that compares with the decisions of all examples.
     */
    static Workload of(CostModel model, Fit fit, LinearOracle oracle) {
        Arguments.require(
                model instanceof Serializable,
                model.getClass().getName() + " is not serializable and cannot go to a cluster",
                "Maybe let the cost model implement java.io.Serializable");
        // fit.loss() and fit.noise() were given as objects; they are null if the settings name loss and noise by texts
        Arguments.require(
                fit.loss() == null,
                "the loss was given as an object, which cannot go to a cluster",
                "Maybe give it by its text");
        Criterion criterion = fit.criterionOn(oracle);
        LossFactory loss = criterion.other(); // null for the Fenchel-Young loss and moments
        Arguments.require(
                loss == null || loss.as(HistoryLossFactory.class).isEmpty(),
                "the loss '" + fit.settings().loss()
                        + "' compares with the decisions of all examples, but each machine of a cluster has only a part",
                "Maybe learn on one machine");
        NoiseModel noise = criterion.noise();
        Arguments.require(
                fit.noise() == null || hasText(noise, fit.catalogue()),
                "the noise '" + noise.text() + "' was given as an object, which cannot go to a cluster",
                "Maybe give it by its text, such as gamma:shape=5");
        return new Workload(model, fit.settings().noise(noise.text()), null, criterion.isOfDecisionModel());
    }

    /** Returns whether the text of a noise gives the same noise. */
    private static boolean hasText(NoiseModel noise, PluginCatalogue catalogue) {
        try { // only the distributions are compared, for which it does not matter whether the noise follows lengths
            return NoiseModel.parse(noise.text(), false, catalogue).noise().equals(noise.noise());
        } catch (InvalidArgumentException noText) {
            return false;
        }
    }

    /**
     * Standardises the model for the first time. Then all parts must compute their moments again.
     *
     * @param sums the total of the {@linkplain PartEvaluator#moments() moments} of all parts; read only
     * @return the next workload
     */
    public Workload standardisedBy(double[] sums) {
        return new Workload(Standardisable.of(model).standardisedBy(sums), settings, exact, isOfDecisionModel);
    }

    /**
     * Standardises the model for the second time. Then the workload is ready for a search.
     *
     * @param sums the total of the moments that the parts computed again; read only
     * @param exact whether {@link PartEvaluator#isExact} holds on all parts
     * @return the next workload
     */
    public Workload standardisedBy(double[] sums, boolean exact) {
        CostModel standardised =
                EpsilonModel.of(Standardisable.of(model).standardisedBy(sums), settings, isOfDecisionModel);
        return new Workload(standardised, settings, exact, isOfDecisionModel);
    }

    /**
     * {@return the cost model; after the second standardisation, with epsilon as a further parameter if it is learnt}
     */
    public CostModel model() {
        return model;
    }

    /**
     * Prepares the evaluation of the examples of a worker.
     *
     * @param part all examples of a range of keys, possibly none
     * @param catalogue the losses and noises by name
     * @return the evaluator; the caller closes it
     * @throws InvalidArgumentException if two examples have the same id
     */
    public PartEvaluator evaluatorOf(List<Observation> part, PluginCatalogue catalogue) {
        // a cluster always checks a sample of the solves, whatever the settings
        Criterion criterion = Fit.of(settings.guard(Guard.SAMPLE), catalogue).criterion(settings.noise());
        boolean hasClosedForms = exact == null ? criterion.isExact(part) : exact;
        return new PartEvaluator(
                new BlockEvaluator(model, criterion, settings.seed(), part, hasClosedForms), part.isEmpty());
    }
}
