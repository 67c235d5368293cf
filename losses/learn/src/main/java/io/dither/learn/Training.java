package io.dither.learn;

import io.dither.error.Arguments;
import io.dither.layer.KeyedSum;
import io.dither.layer.MomentFactory;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.internal.evaluate.BlockEvaluator;
import io.dither.learn.internal.evaluate.Criterion;
import io.dither.learn.internal.evaluate.Fit;
import io.dither.learn.internal.evaluate.LocalEvaluator;
import io.dither.learn.internal.evaluate.Pooling;
import io.dither.learn.internal.evaluate.Provenance;
import io.dither.learn.internal.evaluate.Unsolved;
import io.dither.learn.internal.search.EpsilonModel;
import io.dither.learn.internal.search.Search;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import io.dither.learn.model.Standardisable;
import io.dither.oracle.LinearOracle;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs a fit: prepares the evaluation of the examples, then runs a {@link Search} for the parameters.
 *
 * @param model the cost model
 * @param job the job of the fit: its settings, loss, noise, start and listeners
 */
record Training(CostModel model, Fit job) {
    Fitted fit(List<Observation> observations) {
        Arguments.atLeast("number of examples", observations.size(), 1);
        if (job.settings().usesRefits()) {
            return checkedForMixing(new Refits(this).fit(observations), observations);
        }
        // some losses compare a decision with the decisions of all examples
        Training withDecisions = new Training(model, job.withDecisionsOf(observations));
        return withDecisions.checkedForMixing(withDecisions.fitOnce(observations), observations);
    }

    /** Returns why a fit cannot have standard errors of the chosen kind; empty if it can. */
    String reasonWithoutErrors(List<Observation> observations) {
        return new Search(model, job).reasonWithoutErrors(observations);
    }

    /** Returns the digest of a fit to these examples, with which its checkpoint begins. */
    String digest(List<Observation> observations) {
        return Provenance.digest(job.withDecisionsOf(observations), model, observations);
    }

    /** Computes the standard errors of an earlier fit, at its parameters. */
    Fitted errorsOf(Fitted fitted, List<Observation> observations) {
        return job.settings().usesRefits()
                ? checkedForMixing(new Refits(this).errorsOf(fitted, observations), observations)
                : new Training(model, job.errorsOf(fitted)).fit(observations);
    }

    /** Fits without refits: standardises the model, prepares the evaluation of the examples, and searches. */
    private Fitted fitOnce(List<Observation> observations) {
        if (job.start().checkpoint() != null) {
            requireIndependentSteps(observations.get(0).oracle(), "a checkpoint is continued");
        }
        // the default noise and the bounds of weights follow from the oracle of one example: the example with the
        // smallest key, so that the order of the history has no influence
        long[] keys = ObservationTable.keys(observations);
        int smallest = 0;
        for (int i = 1; i < keys.length; i++) {
            smallest = Long.compareUnsigned(keys[i], keys[smallest]) < 0 ? i : smallest;
        }
        LinearOracle oracle = observations.get(smallest).oracle();
        Criterion criterion = job.criterionOn(oracle);
        // solving() has the examples; pooled() has the same examples with oracles that choose among known solutions, or
        // is empty
        Pooling pooling = job.settings().pooled()
                ? Pooling.of(job, model, criterion, observations)
                : Pooling.solvingOnly(observations);
        BlockEvaluator blocks =
                new BlockEvaluator(model, criterion, job.settings().seed(), pooling.solving());
        // standardises twice, because the second moments are relative to the means
        blocks.use(Standardisable.of(model).standardisedBy(KeyedSum.total(blocks.featureSums())));
        CostModel standardised = Standardisable.of(blocks.model()).standardisedBy(KeyedSum.total(blocks.featureSums()));
        blocks.use(EpsilonModel.of(
                standardised, job.settings().noise(criterion.noise().text()), criterion.isOfDecisionModel()));
        Unsolved unsolved = new Unsolved(criterion.inexact());
        // a known solution may replace a failed solve only if the Fenchel-Young loss or moments draw samples
        if (!blocks.isExact() && (criterion.isFenchelYoung() || criterion.isMoments())) {
            blocks.replaceUnsolved(unsolved);
        }
        LocalEvaluator evaluator = evaluator(blocks, job.listeners().parts());
        // false: examples with closed forms are not pooled; part -> {}: only passes with solves report their progress
        LocalEvaluator overKnownSolutions = pooling.pooled().isEmpty()
                ? null
                : evaluator(
                        new BlockEvaluator(
                                blocks.model(), criterion, job.settings().seed(), pooling.pooled(), false),
                        part -> {});
        Fitted fitted = new Search(model, job).fit(blocks.model(), oracle, evaluator, overKnownSolutions);
        return fitted.withWarning(unsolved.summary());
    }

    /**
     * Removes the standard errors if simulations mix so slowly that the errors cannot be trusted. The criterion has the
     * same loss for the oracles of all examples, so that any example will do.
     */
    private Fitted checkedForMixing(Fitted fitted, List<Observation> observations) {
        return fitted.covariance().length == 0
                ? fitted
                : job.criterionOn(observations.get(0).oracle())
                        .as(MomentFactory.class)
                        .map(loss ->
                                Simulations.mixing(loss, fitted, observations).doubt())
                        .filter(doubt -> !doubt.isEmpty())
                        .map(fitted::withoutErrors)
                        .orElse(fitted);
    }

    /**
     * Refuses a loss whose simulations continue the simulations of the previous step, because their state would be
     * lost.
     *
     * @param oracle the oracle of any example
     * @param condition when the state is lost, as the end of a sentence
     */
    private void requireIndependentSteps(LinearOracle oracle, String condition) {
        Arguments.require(
                job.criterionOn(oracle)
                        .as(MomentFactory.class)
                        .filter(MomentFactory::continuesSimulations)
                        .isEmpty(),
                "the simulations of the loss '" + job.settings().loss()
                        + "' continue from step to step, and their state is lost if " + condition,
                "Maybe use start=observed");
    }

    /**
     * Returns a training of the same model with other settings and without listeners.
     *
     * @param start the parameters to start from, in the units of the raw features; empty to start from the initial
     *     parameters of the model
     */
    Training with(FitSettings settings, double[] start) {
        return new Training(model, job.withoutListeners(settings, start));
    }

    private LocalEvaluator evaluator(BlockEvaluator blocks, Consumer<Fitted.Part> listener) {
        return new LocalEvaluator(
                blocks, job.settings().threads(), job.listeners().cancelled(), listener);
    }

    /** Fits with an evaluator of examples on other machines; closes the evaluator, except if the loss is refused. */
    Fitted fit(CostModel standardised, LinearOracle oracle, Evaluator evaluator) {
        requireIndependentSteps(oracle, "examples are on other machines");
        Fitted fitted = new Search(model, job).fit(standardised, oracle, evaluator, null); // no known solutions
        return job.criterionOn(oracle).as(MomentFactory.class).isPresent() && fitted.covariance().length > 0
                ? fitted.withoutErrors("the mixing of simulations is not checked if examples are on other machines")
                : fitted;
    }
}
