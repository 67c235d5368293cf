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
 * The examples of a fit that goes by known solutions, twice: with oracles that solve, and with oracles of what is known.
 *
 * @param solving the examples to solve
 * @param known the same with known solutions; none where the fit does not go by them
 */
public record Pooling(List<Observation> solving, List<Observation> known) {
    public static Pooling none(List<Observation> observations) {
        return new Pooling(observations, List.of());
    }

    /** Makes both, or none where there is a closed form. */
    public static Pooling of(Fit fit, CostModel model, Criterion criterion, List<Observation> observations) {
        require(criterion.isFenchelYoung(), "a fit by another criterion than the Fenchel-Young loss");
        require(CostShape.of(model).isLinear(), "a model that is not linear in its parameters");
        require(fit.settings().epochs() == 0, "mini-batches");
        require(fit.settings().earlyStopping() == 0, "early stopping");
        require(fit.checkpoint() == null, "a checkpoint");
        require(fit.settings().inexact().equals(InexactPolicy.FAIL), "inexact answers");
        if (criterion.isExact(observations)) {
            return none(observations);
        }
        List<Observation> solving = new ArrayList<>(observations.size());
        List<Observation> known = new ArrayList<>(observations.size());
        for (Observation one : observations) {
            require(!one.oracle().traits().contains(Trait.HEURISTIC), "heuristic answers");
            if (!(one.target() instanceof Decision decision)) {
                return none(observations); // refused where the loss is bound
            }
            KnownSolutions solutions = new KnownSolutions(one.oracle(), decision);
            solving.add(with(one, solutions.solving(), decision));
            known.add(with(one, solutions.known(), Decision.mean(decision.values()))); // checked once, for the other
        }
        return new Pooling(solving, known);
    }

    private static Observation with(Observation one, LinearOracle oracle, Decision decision) {
        return new Observation(one.id(), one.features(), oracle, decision, one.weight(), one.costs(), one.cluster());
    }

    private static void require(boolean fits, String what) {
        Arguments.require(fits, "pooled() does not go with " + what, "Maybe leave it out");
    }
}
