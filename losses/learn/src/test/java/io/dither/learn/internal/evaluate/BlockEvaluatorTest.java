package io.dither.learn.internal.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Costs;
import io.dither.layer.Decision;
import io.dither.layer.Target;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.Sums;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlockEvaluatorTest {
    private static final LinearOracle ORACLE = Oracles.argmax(3);

    /** An oracle that restricts scores. */
    private record Restricted(LinearOracle inner) implements LinearOracle {
        @Override
        public int dimension() {
            return inner.dimension();
        }

        @Override
        public Sense sense() {
            return inner.sense();
        }

        @Override
        public Domain domain() {
            return Domain.nonnegative();
        }

        @Override
        public OracleSession openSession() {
            return inner.openSession();
        }
    }

    private static double loss(List<Observation> history) {
        Fit fit = Fit.of(FitSettings.USUAL.with("noise", "gamma:shape=5"), PluginCatalogue.discover());
        Criterion criterion = fit.criterionOn(ORACLE);
        try (BlockEvaluator evaluator = new BlockEvaluator(SharedLinearModel.of("price"), criterion, 0, history)) {
            Evaluator.Request request = new Evaluator.Request(new double[] {1}, 1, 0, 4);
            return Sums.total(evaluator.pass(request, 1).nodes(), 1)
                    .orElseThrow()
                    .meanLoss();
        }
    }

    private static Observation example(int id, Features features, LinearOracle oracle) {
        return Observation.of("t" + id, features, oracle, 1, 0, 0);
    }

    @Test
    void sharedFeaturesAreComparedWithTheDomainOfEachExample() {
        Features features = Features.of(new double[] {1, -1, 2}, 1);
        for (int restricted = 0; restricted < 3; restricted++) {
            List<Observation> history = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                history.add(example(i, features, i == restricted ? new Restricted(ORACLE) : ORACLE));
            }
            assertEquals(Double.NaN, loss(history));
        }
    }

    @Test
    void sharedFeaturesNeedTheDimensionOfEachOracle() {
        Features features = Features.of(new double[] {1, -1, 2}, 1);
        for (int larger = 0; larger < 3; larger++) {
            List<Observation> history = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                history.add(
                        i == larger
                                ? Observation.of("t" + i, features, Oracles.argmax(4), 1, 0, 0, 0)
                                : example(i, features, ORACLE));
            }
            String message = assertThrows(InvalidArgumentException.class, () -> loss(history))
                    .getMessage();
            assertEquals(
                    "the features of example 't" + larger + "' give 3 costs, but its oracle has dimension 4",
                    message.substring(0, message.indexOf('.')));
        }
    }

    @Test
    void allTargetsMustHaveTheTypeFromWhichTheLossLearns() {
        for (int costs = 0; costs < 3; costs++) {
            List<Observation> history = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Target target = i == costs ? Costs.of(1, 2, 3) : Decision.of(1, 0, 0);
                history.add(Observation.of("t" + i, Features.of(new double[] {1, -1, 2}, 1), ORACLE, target));
            }
            assertThrows(InvalidArgumentException.class, () -> loss(history));
        }
    }
}
