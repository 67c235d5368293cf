package io.dither.learn;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.layer.LossFactory;
import io.dither.layer.LossProvider;
import io.dither.oracle.InexactPolicy;
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
    private final Criterion.Kind kind;
    private final String noise;
    private final boolean followsLengths;
    private final @Nullable String loss;
    private final InexactPolicy inexact;
    private final long seed;
    /** Null until all parts were asked. */
    private final @Nullable Boolean exact;

    private Workload(
            CostModel model,
            Criterion.Kind kind,
            String noise,
            boolean followsLengths,
            @Nullable String loss,
            InexactPolicy inexact,
            long seed,
            @Nullable Boolean exact) {
        this.model = model;
        this.kind = kind;
        this.noise = noise;
        this.followsLengths = followsLengths;
        this.loss = loss;
        this.inexact = inexact;
        this.seed = seed;
        this.exact = exact;
    }

    static Workload of(Learner learner, Criterion criterion) {
        Arguments.require(
                !(learner.model instanceof BoostedModel),
                "boosted trees are grown on one machine, not on a cluster",
                "Maybe leave the cluster out, --master on the command line; a grown model decides on one");
        Arguments.require(
                learner.model instanceof Serializable,
                learner.model.getClass().getName() + " is not serializable and cannot go to a cluster",
                "Maybe let the cost model implement java.io.Serializable");
        Arguments.require(
                criterion.kind() != Criterion.Kind.OTHER || learner.lossText != null,
                "the loss was given as an object, which cannot go to a cluster",
                "Maybe give it by its text");
        Arguments.require(
                learner.noiseHasText || isOfName(criterion.noise()),
                "the noise '" + criterion.noise().text() + "' was given as an object, which cannot go to a cluster",
                "Maybe give it by its text, such as gamma:shape=5");
        return new Workload(
                learner.model,
                criterion.kind(),
                criterion.noise().text(),
                criterion.noise().shapePerLength() != 0,
                learner.lossText,
                criterion.inexact(),
                learner.seed,
                null);
    }

    /** Says whether the name of a noise is all there is to say of it. */
    private static boolean isOfName(NoiseModel given) {
        try {
            return NoiseModel.parse(given.text(), false, PluginCatalogue.discover())
                    .noise()
                    .equals(given.noise());
        } catch (InvalidArgumentException noText) {
            return false;
        }
    }

    /**
     * Goes on with the model standardised, once all parts were asked for their {@linkplain PartEvaluator#moments() moments}.
     *
     * @param sums their total; read only
     * @param exact whether all parts {@linkplain PartEvaluator#isExact() have closed forms}
     * @return the workload
     */
    public Workload standardisedBy(double[] sums, boolean exact) {
        return new Workload(model.standardisedBy(sums), kind, noise, followsLengths, loss, inexact, seed, exact);
    }

    /** {@return the cost model} */
    public CostModel model() {
        return model;
    }

    /**
     * Prepares the evaluation of the examples that one worker holds.
     *
     * @param part the examples: all of a range of keys, possibly none
     * @param catalogue where the noise and the loss are found
     * @return the evaluator; the caller closes it
     * @throws InvalidArgumentException where two examples have the same id
     */
    public PartEvaluator on(List<Observation> part, PluginCatalogue catalogue) {
        LossFactory other = loss == null ? null : catalogue.create(LossProvider.class, loss);
        Criterion criterion =
                new Criterion(kind, NoiseModel.parse(noise, followsLengths, catalogue), other, inexact, Guard.SAMPLE);
        boolean closed = exact == null ? criterion.isExact(part) : exact;
        return new PartEvaluator(new BlockEvaluator(model, criterion, seed, part, closed), part.isEmpty());
    }
}
