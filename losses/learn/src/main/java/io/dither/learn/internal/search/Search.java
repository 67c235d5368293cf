package io.dither.learn.internal.search;

import io.dither.error.Arguments;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.internal.evaluate.Provenance;
import io.dither.learn.internal.evaluate.RecordedEvaluator;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.CostShape;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Searches for the root of moments or the minimum of a loss, depending on the settings. If there is a checkpoint, writes evaluations to it
 * and reads them from it.
 *
 * @param model the cost model, in raw units
 * @param job the settings and listeners of the fit
 */
public record Search(CostModel model, Fit job) {
    /** The least number of epochs for losses with kinks. */
    private static final int MIN_EPOCHS = 50;
    /** About the least number of mini-batches for losses with kinks. */
    private static final int MIN_STEPS = 1000;

    /** Fits the model with an evaluator of the examples and, if there is one, an evaluator of known solutions; closes both. */
    public Fitted fit(
            CostModel standardised, LinearOracle oracle, Evaluator evaluator, @Nullable Evaluator knownSolutions) {
        try (evaluator;
                knownSolutions;
                RecordedEvaluator recorded = recorded(evaluator, job.start().checkpoint())) {
            Criterion criterion = job.criterionOn(oracle);
            Evaluations evaluations = new Evaluations(
                    withMiniBatches(criterion.hasKinks(oracle), evaluator.weights().length),
                    standardised,
                    criterion,
                    oracle,
                    recorded == null ? evaluator : recorded);
            Bounds bounds = evaluations.bounds(areWeightsNonnegative(oracle));
            // if epochs are set, LossSearch also solves an equation without a loss: the steps of its mini-batches
            // follow the equation instead of a gradient. Moments refuse epochs
            boolean searchesRoot = criterion.isEquation() && job.settings().epochs() == 0;
            Arguments.require(
                    !criterion.isEquation() || searchesRoot || job.settings().earlyStopping() == 0,
                    "earlyStopping needs the value of the loss, which '"
                            + job.settings().loss() + "' does not have",
                    "Maybe leave it out");
            return criterion.isMoments() || searchesRoot
                    ? new MomentSearch(evaluations, bounds).fit()
                    : new LossSearch(evaluations, knownSolutions, bounds).fit();
        }
    }

    /** Returns the job; for losses with kinks, with mini-batches by default, because full batches would stall. */
    private Fit withMiniBatches(boolean hasKinks, int examples) {
        FitSettings settings = job.settings();
        int epochs = (int) Math.max(MIN_EPOCHS, (long) MIN_STEPS * Math.min(settings.batch(), examples) / examples);
        return hasKinks && settings.epochs() == 0 ? job.with(settings.epochs(epochs)) : job;
    }

    private @Nullable RecordedEvaluator recorded(Evaluator evaluator, @Nullable Path checkpoint) {
        return checkpoint == null
                ? null
                : new RecordedEvaluator(evaluator, checkpoint, Provenance.of(job, model, evaluator.digests()));
    }

    /** Returns whether weights must be at least 0, because the oracle needs costs of at least 0, and only such weights give them. */
    private boolean areWeightsNonnegative(LinearOracle oracle) {
        Domain domain = oracle.domain();
        // costs have only lower bounds, and that of the first cost is 0
        boolean needsNonnegative = domain.unboundedDirection() == 1 && domain.lower(0) == 0;
        Arguments.require(
                !needsNonnegative
                        || CostShape.of(model).isNonnegativeByBounds()
                        || GroupEffects.of(model).isEmpty()
                        || FeatureModel.of(model).link() != Link.IDENTITY,
                "effects that are added may take costs below 0, which the oracle does not allow",
                "Maybe withEffects(groups, true), or the link softplus");
        return needsNonnegative && CostShape.of(model).isNonnegativeByBounds();
    }

    /** Returns why a fit cannot have standard errors of the chosen kind; empty if it can. */
    public String reasonWithoutErrors(List<Observation> observations) {
        Arguments.atLeast("number of examples", observations.size(), 1);
        FitSettings settings = job.settings();
        FitSettings.Errors errors = settings.errors();
        if (errors == FitSettings.Errors.NONE
                || errors == FitSettings.Errors.JACKKNIFE
                || errors == FitSettings.Errors.BOOTSTRAP) {
            return "";
        }
        LinearOracle oracle = observations.get(0).oracle();
        Criterion criterion = job.criterionOn(oracle);
        boolean isExact = criterion.isExact(observations);
        if (errors != FitSettings.Errors.ROBUST
                && errors != FitSettings.Errors.PSEUDO_TRUE
                && !criterion.isLikelihood(oracle, isExact)) {
            return "the loss '" + settings.loss() + "' with "
                    + criterion.noise().text() + " noise is not a likelihood";
        }
        if (!criterion.isOfDecisionModel() && (!criterion.isEquation() || settings.epochs() > 0)) {
            return noModelReason(settings);
        }
        if (settings.l1() > 0 || (settings.l2() > 0 && errors != FitSettings.Errors.PSEUDO_TRUE)) {
            return "a penalty shrinks weights (pseudo_true gives the errors of the shrunk weights, for l2)";
        }
        if (settings.earlyStopping() > 0) {
            return "early stopping shrinks weights";
        }
        if (!GroupEffects.of(model).isEmpty()) {
            return "there are effects (jackknife refits instead)";
        }
        return criterion.isEquation() && !FeatureModel.of(model).isShared()
                ? "moments have them only for weights that coordinates share"
                : Evaluations.reasonWithoutErrors(model, isExact);
    }

    /** Returns why there are no standard errors if the loss does not belong to a model of decisions. */
    static String noModelReason(FitSettings settings) {
        return "the loss '" + settings.loss() + "' is not that of a model of decisions (bootstrap refits instead)";
    }
}
