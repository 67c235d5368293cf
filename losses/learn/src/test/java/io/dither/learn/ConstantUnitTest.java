package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.oracles.Oracles;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The weight of a feature that never varies cannot be the unit of the others. */
class ConstantUnitTest {
    private static List<Observation> choices() {
        KeyedRandom random = new KeyedRandom(3);
        List<Observation> all = new ArrayList<>();
        for (int n = 0; n < 200; n++) {
            double x = random.nextGaussian();
            int chosen = x + random.nextGaussian() > 0 ? 0 : 1;
            all.add(Observation.of(
                    "e" + n, Features.of(new double[][] {{3, x}}), Oracles.argmax(2), Decision.of(1 - chosen, chosen)));
        }
        return all;
    }

    private static Learner learner() {
        return Learner.of(LinearModel.of(List.of("c", "x"), 2, Link.IDENTITY)).noise("gumbel");
    }

    @Test
    void momentsFixTheFirstWeightOfAFeatureThatVaries() {
        Fitted fitted = learner().moments().fit(choices());
        assertEquals(Fitted.Status.CONVERGED, fitted.status(), fitted.toString());
        assertEquals("x[0]", fitted.weights().get(1).name());
        assertEquals(1, fitted.weights().get(1).estimate());
    }

    @Test
    void aLossRefusesIt() {
        Learner fixed = learner().fix("c[0]", 1);
        InvalidArgumentException refused = assertThrows(InvalidArgumentException.class, () -> fixed.fit(choices()));
        assertTrue(String.valueOf(refused.getMessage()).contains("never varies"), refused.getMessage());
    }
}
