package io.dither.learn;

import io.dither.error.Arguments;
import io.dither.layer.KeyedSum;
import io.dither.layer.MomentFactory;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.internal.evaluate.BlockEvaluator;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.internal.evaluate.Digests;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.internal.evaluate.LocalEvaluator;
import io.dither.learn.internal.evaluate.Pooling;
import io.dither.learn.internal.evaluate.Provenance;
import io.dither.learn.internal.evaluate.RecordedEvaluator;
import io.dither.learn.internal.evaluate.SharedSearches;
import io.dither.learn.internal.evaluate.Unsolved;
import io.dither.learn.internal.search.Bounds;
import io.dither.learn.internal.search.EpsilonModel;
import io.dither.learn.internal.search.Evaluations;
import io.dither.learn.internal.search.LossSearch;
import io.dither.learn.internal.search.MomentSearch;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.CostShape;
import io.dither.learn.model.FeatureModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.GroupEffects;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Standardisable;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a fit: makes of the examples what is evaluated, and searches as the settings say.
 *
 * @param model what is fitted
 * @param job how to fit
 */
record Training(CostModel model, Fit job) {
    /** Passes over mini-batches for losses with kinks, at least. */
    private static final int EPOCHS = 50;
    /** Steps, of as many passes as it takes if there are few examples. */
    private static final int STEPS = 1000;

    Fitted fit(List<Observation> observations) {
        Arguments.atLeast("number of examples", observations.size(), 1);
        if (job.settings().refits()) {
            return doubted(new Refits(this).fit(observations), observations);
        }
        return new Training(model, job.against(observations)).fitOnce(observations);
    }

    private Fitted fitOnce(List<Observation> observations) {
        if (!job.settings().shareSearches()) {
            return doubted(fitEach(observations), observations);
        }
        List<Observation> sums = summed(observations);
        return fitEach(sums)
                .ofSums(
                        observations.size(),
                        job.settings().errors() == FitSettings.Errors.NONE ? "" : SharedSearches.warning(sums));
    }

    /** Says why there will be no standard errors of the kind that is chosen, whatever is found, or nothing if there may be some. */
    String withoutErrors(List<Observation> observations) {
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
        String loss = "the loss '" + settings.loss() + "' ";
        if (errors != FitSettings.Errors.ROBUST
                && errors != FitSettings.Errors.PSEUDO_TRUE
                && !criterion.isLikelihood(oracle, exact)) {
            return loss + "with " + criterion.noise().text() + " noise is not a likelihood";
        }
        if (errors == FitSettings.Errors.LIKELIHOOD) {
            return "";
        }
        if (!criterion.hasErrors() && !criterion.hasRoot()) {
            return loss + "is not that of a model of decisions";
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

    /** Measures the errors of what was found before, at its parameters. */
    Fitted errorsOf(Fitted found, List<Observation> observations) {
        return job.settings().refits()
                ? doubted(new Refits(this).errorsOf(found, observations), observations)
                : new Training(model, job.at(found)).fit(observations);
    }

    private List<Observation> summed(List<Observation> observations) {
        Arguments.require(
                job.settings().isFenchelYoung() || job.settings().isMoments(),
                "searches are shared under Fenchel-Young losses and moments, whose sums are over decisions",
                "Maybe leave it out");
        return SharedSearches.of(observations);
    }

    /** Returns the digest with which a checkpoint of these examples begins. */
    String digest(List<Observation> observations) {
        List<Observation> solved = job.settings().shareSearches() ? summed(observations) : observations;
        List<byte[]> digests = Digests.ofExamples(BlockEvaluator.inOrder(solved));
        return Provenance.of(job, model, digests).digest();
    }

    private Fitted fitEach(List<Observation> observations) {
        if (job.checkpoint() != null) {
            requireForgetful(observations.get(0).oracle(), "a checkpoint is continued");
        }
        LinearOracle oracle = Collections.min(
                        observations, Comparator.comparing(Observation::key, Long::compareUnsigned))
                .oracle();
        Criterion criterion = job.criterionOn(oracle);
        Pooling pooling =
                job.settings().pooled() ? Pooling.of(job, model, criterion, observations) : Pooling.none(observations);
        BlockEvaluator blocks =
                new BlockEvaluator(model, criterion, job.settings().seed(), pooling.solving());
        blocks.use(Standardisable.of(model).standardisedBy(KeyedSum.total(blocks.moments())));
        CostModel standardised = Standardisable.of(blocks.model()).standardisedBy(KeyedSum.total(blocks.moments()));
        blocks.use(EpsilonModel.of(
                standardised, job.settings().noise(criterion.noise().text()), criterion.hasErrors()));
        Unsolved unsolved = new Unsolved(criterion.inexact());
        if (!blocks.isExact() && (criterion.isFenchelYoung() || criterion.isMoments())) {
            blocks.counting(unsolved);
        }
        LocalEvaluator evaluator = local(blocks, job.parts());
        LocalEvaluator known = pooling.known().isEmpty()
                ? null
                : local(
                        new BlockEvaluator(
                                blocks.model(), criterion, job.settings().seed(), pooling.known(), false),
                        part -> {});
        Fitted fitted = searched(blocks.model(), oracle, evaluator, known);
        return fitted.ofSums(fitted.examples(), unsolved.told());
    }

    /** Leaves out errors that simulations are not worth, as some of the examples show. */
    private Fitted doubted(Fitted found, List<Observation> observations) {
        return found.covariance().length == 0
                ? found
                : job.criterionOn(observations.get(0).oracle())
                        .as(MomentFactory.class)
                        .map(simulated -> Simulations.mixing(simulated, found, observations)
                                .doubt())
                        .filter(doubt -> !doubt.isEmpty())
                        .map(found::withoutErrors)
                        .orElse(found);
    }

    /** Refuses simulations that go on from step to step where they may be begun again. */
    private void requireForgetful(LinearOracle oracle, String where) {
        Arguments.require(
                job.criterionOn(oracle)
                        .as(MomentFactory.class)
                        .filter(MomentFactory::remembers)
                        .isEmpty(),
                "the loss '" + job.settings().loss() + "' goes on from step to step, which is lost if " + where,
                "Maybe start=observed");
    }

    /** Returns another fit of the same model, which nobody hears of. */
    Training with(FitSettings settings, double[] start) {
        return new Training(model, job.with(settings, start));
    }

    private LocalEvaluator local(BlockEvaluator blocks, Consumer<Fitted.Part> heard) {
        return new LocalEvaluator(blocks, job.settings().threads(), job.cancelled(), heard);
    }

    /** Fits by sums over examples that are elsewhere; closes the evaluator. */
    Fitted fit(CostModel standardised, LinearOracle oracle, Evaluator evaluator) {
        requireForgetful(oracle, "examples are elsewhere");
        Fitted found = searched(standardised, oracle, evaluator, null);
        return job.criterionOn(oracle).as(MomentFactory.class).isPresent() && found.covariance().length > 0
                ? found.withoutErrors("simulations are not looked at where examples are elsewhere")
                : found;
    }

    /** Fits by sums over the examples, and by those of known solutions where there are any; closes both. */
    private Fitted searched(
            CostModel standardised, LinearOracle oracle, Evaluator evaluator, @Nullable Evaluator known) {
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
}
