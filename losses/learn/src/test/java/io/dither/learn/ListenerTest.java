package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.LinearModel;
import io.dither.learn.model.Link;
import io.dither.learn.model.Observation;
import io.dither.oracles.Oracles;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a learner tells at each step. */
class ListenerTest {
    private static final int EXAMPLES = 40;

    private static List<Observation> choices() {
        List<Observation> choices = new ArrayList<>();
        for (int i = 0; i < EXAMPLES; i++) {
            double x = Math.sin(i);
            boolean first = x + Math.cos(7 * i) > 0;
            choices.add(Observation.of(
                    "choice " + i, Features.of(new double[] {x}), Oracles.argmax(2), first ? 1 : 0, first ? 0 : 1));
        }
        return choices;
    }

    private static void endsAtWhatIsFound(Learner learner, int atLeast) {
        List<double[]> heard = new ArrayList<>();
        List<Fitted.Progress> steps = new ArrayList<>();
        Fitted fitted = learner.noise("gumbel")
                .onProgress(steps::add)
                .onStep((progress, model, parameters) -> {
                    assertEquals(progress, steps.get(heard.size()));
                    heard.add(parameters.clone());
                    parameters[0] = Double.NaN; // a copy: it cannot disturb the search
                })
                .fit(choices());
        assertTrue(heard.size() >= atLeast, heard.size() + " steps");
        assertEquals(fitted.progress().size(), heard.size());
        assertArrayEquals(fitted.parameters(), heard.get(heard.size() - 1));
    }

    private static Learner learner() {
        return Learner.of(LinearModel.of(List.of("x"), 2, Link.IDENTITY)).l2(0.01);
    }

    @Test
    void fullBatchesTellTheParametersOfEachIteration() {
        endsAtWhatIsFound(learner(), 3);
    }

    @Test
    void miniBatchesTellTheParametersOfEachPass() {
        endsAtWhatIsFound(learner().miniBatches(4, 8, 0.1), 4);
    }
}
