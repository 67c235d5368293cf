package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.layer.Decision;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Searches by moments that start at weights of 0, or whose first feature never varies. */
class MomentStartTest {
    private static final List<String> NAMES = List.of("a", "b");

    /** Choices between two rows, whose utility has the weights 1 and -0.5, a link, and Gaussian noise of 0.5. */
    private static List<Observation> choices(Link link) {
        KeyedRandom random = new KeyedRandom(5);
        List<Observation> all = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            double[][] rows = new double[2][2];
            double[] utility = new double[2];
            for (int j = 0; j < 2; j++) {
                rows[j] = new double[] {random.nextGaussian(), random.nextGaussian()};
                utility[j] = link.of(rows[j][0] - 0.5 * rows[j][1]) + 0.5 * random.nextGaussian();
            }
            Decision best = Decision.of(Oracles.argmax(2).solve(utility));
            all.add(Observation.of("c" + i, Features.of(rows), Oracles.argmax(2), best));
        }
        return all;
    }

    private static Learner learner(CostModel model) {
        return Learner.of(model).noise("gaussian").moments();
    }

    private static void assertTruth(Fitted fitted) {
        assertEquals(Fitted.Status.CONVERGED, fitted.status(), fitted.message());
        Weight a = fitted.weight("a");
        Weight b = fitted.weight("b");
        assertEquals(1, a.estimate(), 3 * a.standardError());
        assertEquals(-0.5, b.estimate(), 3 * b.standardError());
    }

    @Test
    void anOwnModelStartsAtZero() {
        CostModel own = new OwnModelTest.Powers(NAMES, 1);
        assertTruth(learner(own).epsilon(0.5).fit(choices(Link.IDENTITY)));
    }

    @Test
    void weightsUnderALinkStartAtZero() {
        SharedLinearModel model = SharedLinearModel.of(NAMES, Link.SOFTPLUS);
        List<Observation> choices = choices(Link.SOFTPLUS);
        assertTruth(learner(model).epsilon(0.5).fit(choices));
        Fitted fitted = learner(model).fit(choices);
        assertTruth(fitted);
        assertEquals(0.5, fitted.epsilon(), 3 * fitted.epsilonError());
    }

    @Test
    void theUnitIsTheWeightOfAFeatureThatVaries() {
        List<Observation> examples = choices(Link.IDENTITY).stream()
                .map(choice -> Observation.of(
                        choice.id(),
                        Features.of(new double[] {7, choice.features().get(0, 0)}, 2),
                        choice.oracle(),
                        choice.target()))
                .toList();
        Fitted fitted = learner(LinearModel.of(NAMES, 2, Link.IDENTITY)).fit(examples);
        assertEquals("fixed", fitted.weight("b[0]").note());
        assertEquals(1, fitted.weight("b[0]").estimate(), 1e-12);
    }
}
