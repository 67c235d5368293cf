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
 * Searches for parameters as the settings say: for the root of moments, or for the least loss; by sums that a checkpoint keeps, if there is
 * one.
 *
 * @param model what is fitted, in raw units
 * @param job how to fit
 */
public record Search(CostModel model, Fit job) {
    /** Passes over mini-batches for losses with kinks, at least. */
    private static final int EPOCHS = 50;
    /** Steps, of as many passes as it takes if there are few examples. */
    private static final int STEPS = 1000;

    /** Fits by sums over the examples, and by those of known solutions where there are any; closes both. */
    public Fitted fit(CostModel standardised, LinearOracle oracle, Evaluator evaluator, @Nullable Evaluator known) {
        try (evaluator;
                known;
                RecordedEvaluator recorded = recorded(evaluator, job.checkpoint())) {
            Criterion criterion = job.criterionOn(oracle);
            Evaluations asked = new Evaluations(
                    able(criterion.hasKinks(oracle), evaluator.weights().length),
                    standardised,
                    criterion,
                    oracle,
                    recorded == null ? evaluator : recorded);
            Bounds bounds = asked.bounds(isNonnegative(oracle));
            boolean root = criterion.hasRoot() && job.settings().epochs() == 0;
            Arguments.require(
                    !criterion.hasRoot() || root || job.settings().earlyStopping() == 0,
                    "earlyStopping goes by values, which '" + job.settings().loss() + "' has not",
                    "Maybe leave it out");
            return criterion.isMoments() || root
                    ? new MomentSearch(asked, bounds).fit()
                    : new LossSearch(asked, known, bounds).fit();
        }
    }

    /** Full batches stall at kinks: these are searched by mini-batches unless told otherwise. */
    private Fit able(boolean kinks, int examples) {
        FitSettings settings = job.settings();
        int epochs = Math.max(EPOCHS, (int) ((long) STEPS * settings.batch() / examples));
        return kinks && settings.epochs() == 0 ? job.with(settings.epochs(epochs)) : job;
    }

    private @Nullable RecordedEvaluator recorded(Evaluator evaluator, @Nullable Path checkpoint) {
        return checkpoint == null
                ? null
                : new RecordedEvaluator(evaluator, checkpoint, Provenance.of(job, model, evaluator.digests()));
    }

    /** Whether weights of at least 0 keep costs at least 0. */
    private boolean isNonnegative(LinearOracle oracle) {
        Domain domain = oracle.domain();
        boolean nonnegative = domain.inward() == 1 && domain.lower(0) == 0;
        Arguments.require(
                !nonnegative
                        || CostShape.of(model).isNonnegative()
                        || GroupEffects.of(model).isEmpty()
                        || FeatureModel.of(model).link() != Link.IDENTITY,
                "effects that are added may take costs below 0, which the oracle does not allow",
                "Maybe withEffects(groups, true), or the link softplus");
        return nonnegative && CostShape.of(model).isNonnegative();
    }

    /** Says why there will be no standard errors of the kind that is chosen, whatever is found, or nothing if there may be some. */
    public String withoutErrors(List<Observation> observations) {
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
        boolean exact = criterion.isExact(observations);
        if (errors != FitSettings.Errors.ROBUST
                && errors != FitSettings.Errors.PSEUDO_TRUE
                && !criterion.isLikelihood(oracle, exact)) {
            return "the loss '" + settings.loss() + "' with "
                    + criterion.noise().text() + " noise is not a likelihood";
        }
        if (errors == FitSettings.Errors.LIKELIHOOD) {
            return "";
        }
        if (!criterion.hasErrors() && !criterion.hasRoot()) {
            return noModel(settings);
        }
        if (settings.l1() > 0 || (settings.l2() > 0 && errors != FitSettings.Errors.PSEUDO_TRUE)) {
            return "a penalty shrinks weights (pseudo_true is of the value that l2 leads to)";
        }
        if (settings.earlyStopping() > 0) {
            return "early stopping shrinks weights";
        }
        if (!GroupEffects.of(model).isEmpty()) {
            return "there are effects (jackknife goes by more fits)";
        }
        return criterion.hasRoot() && !FeatureModel.of(model).isShared()
                ? "by moments they are of weights that coordinates share"
                : Evaluations.withoutErrors(model, exact);
    }

    static String noModel(FitSettings settings) {
        return "the loss '" + settings.loss() + "' is not that of a model of decisions (bootstrap goes by more fits)";
    }
}
