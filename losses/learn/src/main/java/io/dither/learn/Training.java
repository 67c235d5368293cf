package io.dither.learn;

import io.dither.error.Arguments;
import io.dither.layer.KeyedSum;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a fit: makes of the examples what is evaluated, and searches as the settings say.
 *
 * @param settings how to fit
 */
record Training(Learner settings) {
    Fitted fit(List<Observation> observations) {
        Arguments.atLeast("number of examples", observations.size(), 1);
        if (!settings.sharesSearches) {
            return fitEach(observations);
        }
        Arguments.require(
                settings.kind != Criterion.Kind.OTHER && !(settings.model instanceof BoostedModel),
                "searches are shared by linear models under Fenchel-Young losses and moments, whose sums are over decisions",
                "Maybe leave it out");
        List<Observation> sums = SharedSearches.of(observations);
        return fitEach(sums).ofSums(observations.size(), settings.intervals ? SharedSearches.warning(sums) : "");
    }

    private Fitted fitEach(List<Observation> observations) {
        LinearOracle oracle = Collections.min(
                        observations, Comparator.comparing(Observation::key, Long::compareUnsigned))
                .oracle();
        if (settings.model instanceof BoostedModel boosted) {
            return new Growth(settings, boosted, observations, oracle).fit();
        }
        Criterion criterion = settings.criterionOn(oracle);
        Pooling pooling = settings.pooled ? Pooling.of(settings, criterion, observations) : Pooling.none(observations);
        BlockEvaluator blocks = new BlockEvaluator(settings.model, criterion, settings.seed, pooling.solving());
        blocks.standardise(KeyedSum.total(blocks.moments()));
        LocalEvaluator evaluator = local(blocks);
        LocalEvaluator known = pooling.known().isEmpty()
                ? null
                : local(new BlockEvaluator(blocks.model(), criterion, settings.seed, pooling.known(), false));
        return fit(blocks.model(), oracle, evaluator, known);
    }

    private LocalEvaluator local(BlockEvaluator blocks) {
        return new LocalEvaluator(blocks, settings.threads, settings.cancelled);
    }

    /** Fits by sums over the examples, and by those of known solutions where there are any; closes both. */
    Fitted fit(CostModel standardised, LinearOracle oracle, Evaluator evaluator, @Nullable Evaluator known) {
        try (evaluator;
                known;
                RecordedEvaluator recorded =
                        settings.checkpoint == null ? null : new RecordedEvaluator(evaluator, settings.checkpoint)) {
            Criterion criterion = settings.criterionOn(oracle);
            Bounds bounds = Bounds.of(standardised, settings.ranges, isNonnegative(oracle));
            Evaluations asked =
                    new Evaluations(settings, standardised, criterion, recorded == null ? evaluator : recorded);
            return criterion.isMoments()
                    ? new MomentSearch(asked, bounds).fit()
                    : new LossSearch(asked, known, bounds).fit();
        }
    }

    /** Whether weights of at least 0 keep costs at least 0. */
    private boolean isNonnegative(LinearOracle oracle) {
        Domain domain = oracle.domain();
        return settings.model instanceof SharedLinearModel shared
                && shared.link() == Link.IDENTITY
                && domain.inward() == 1
                && domain.lower(0) == 0;
    }
}
