package io.dither.learn.diagnose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.learn.Learner;
import io.dither.learn.model.Features;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.NoiseModel;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.plugin.PluginCatalogue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExplanationTest {
    /** 0.1 + 0.2 and 0.3 differ in the last digit, 0.1 + 0.2 - 0.3 is no 0. */
    @Test
    void roundingIsZeroBySizeOfWhatWasSubtracted() {
        LinearOracle oracle = Oracles.topK(4, 2);
        double[][] rows = {{0.1, 1}, {0.2, 0}, {0.3, 1}, {0, 0}};
        List<Observation> choices = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            double[] y = new double[4];
            y[i % 4] = 1;
            y[(i + 1 + i % 3) % 4] = 1;
            choices.add(Observation.of("e" + i, Features.of(rows), oracle, y));
        }
        Fitted fitted = Learner.of(SharedLinearModel.of("km", "toll"))
                .noise("gumbel")
                .withoutIntervals()
                .fit(choices)
                .withParameters(new double[] {1, 1});
        double[] decision = {1, 1, 0, 0};
        double[] other = {0, 0, 1, 1};
        assertTrue(0.1 + 0.2 - 0.3 > 0);
        Explanation found = Explanation.of(fitted, Features.of(rows), oracle, decision, other);
        assertEquals(0, found.parts().get(0).difference(), 0);
        assertEquals(0, found.difference(), 0);
        assertEquals(0, new Explanation.Part("km", 0.1 + 0.2, 0.3).difference(), 0);
        assertEquals(1e-9, new Explanation.Part("km", 1 + 1e-9, 1).difference(), 1e-15);
        double[] sums = FeatureSplit.byFeature(fitted, Features.of(rows), new double[] {1, 1, -1, 0});
        assertEquals(0, sums[0], 0);
        assertEquals(0, sums[1], 0);
    }

    /** A bound of costs at 0 makes theta nonlinear in the effects, but costs are still sums of parts. */
    @Test
    void partsAddUpToTheCostsOfAModelWithEffectsThatKeepCostsNonnegative() {
        LinearOracle oracle = Oracles.topK(3, 1);
        SharedLinearModel model = SharedLinearModel.of("km").withEffects(List.of("bridge", "ford"), true);
        NoiseModel noise = NoiseModel.parse("gumbel", false, PluginCatalogue.discover());
        Fitted fitted = Fitted.of(model, new double[] {1, 2, -9}, FitSettings.USUAL, noise)
                .build();
        Features features = Features.of(new double[][] {{1}, {2}, {3}})
                .withOffsets(new double[] {0.5, 0.25, 0.125})
                .withGroups("bridge", "ford", "road");
        Explanation found = Explanation.of(fitted, features, oracle, new double[] {1, 0, 0}, new double[] {0, 1, 0});
        assertEquals(3.5, found.cost(), 1e-12);
        assertEquals(0, found.otherCost(), 1e-12);
        List<Explanation.Part> parts = found.parts();
        assertEquals(
                found.cost(),
                parts.stream().mapToDouble(Explanation.Part::decision).sum(),
                1e-12);
        assertEquals(
                found.otherCost(),
                parts.stream().mapToDouble(Explanation.Part::other).sum(),
                1e-12);
    }
}
