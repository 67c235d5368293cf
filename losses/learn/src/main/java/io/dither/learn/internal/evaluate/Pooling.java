package io.dither.learn.internal.evaluate;

import io.dither.error.Arguments;
import io.dither.layer.Decision;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.CostShape;
import io.dither.learn.model.Observation;
import io.dither.oracle.InexactPolicy;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Trait;
import java.util.ArrayList;
import java.util.List;

/**
 * The examples of a fit in two versions: with oracles that solve, and with oracles that choose the best of the known
 * solutions.
 *
 * @param solving the examples with oracles that solve
 * @param pooled the same examples with oracles that choose among known solutions; empty if the fit does not use them
 */
public record Pooling(List<Observation> solving, List<Observation> pooled) {
    /** Returns only the version with oracles that solve. */
    public static Pooling solvingOnly(List<Observation> observations) {
        return new Pooling(observations, List.of());
    }

    /**
     * Makes both versions of the examples. If mean decisions have a closed form, nothing is solved and {@link #pooled} is
     * empty.
     */
    public static Pooling of(Fit fit, CostModel model, Criterion criterion, List<Observation> observations) {
        require(criterion.isFenchelYoung(), "a fit by another criterion than the Fenchel-Young loss");
        require(CostShape.of(model).isLinear(), "a model that is not linear in its parameters");
        require(fit.settings().epochs() == 0, "mini-batches");
        require(fit.settings().earlyStopping() == 0, "early stopping");
        require(fit.start().checkpoint() == null, "a checkpoint");
        require(fit.settings().inexact().equals(InexactPolicy.FAIL), "inexact answers");
        if (criterion.isExact(observations)) {
            return solvingOnly(observations);
        }
        List<Observation> solving = new ArrayList<>(observations.size());
        List<Observation> pooled = new ArrayList<>(observations.size());
        for (Observation observation : observations) {
            require(!observation.oracle().traits().contains(Trait.HEURISTIC), "heuristic answers");
            if (!(observation.target() instanceof Decision decision)) {
                return solvingOnly(observations); // the loss throws for this target later
            }
            KnownSolutions solutions = new KnownSolutions(observation.oracle(), decision);
            solving.add(with(observation, solutions.solvingOracle(), decision));
            // the decision is declared a mean, so that its feasibility is not checked a second time
            pooled.add(with(observation, solutions.choosingOracle(), Decision.mean(decision.values())));
        }
        return new Pooling(solving, pooled);
    }

    private static Observation with(Observation observation, LinearOracle oracle, Decision decision) {
        return new Observation(observation.id(), observation.features(), oracle, decision, observation.attributes());
    }

    private static void require(boolean canBeCombined, String option) {
        Arguments.require(canBeCombined, "pooled() cannot be combined with " + option, "Maybe leave it out");
    }
}
