package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.Ratio;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Weight;
import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {
    private static final List<Observation> CHOICES = Choices.of(300, 6, 1, -0.5);

    private static Learner learner() {
        return Learner.of(SharedLinearModel.of("x", "y")).noise("gumbel");
    }

    /** Where x is the unit, the ratio is the weight. */
    @Test
    void aRatioIsTheWeightInTheUnitOfAnother() {
        Weight ratio = Ratio.of(learner().fit(CHOICES), "y", "x");
        Fitted inUnits = learner().fix("x", 1).learnEpsilon().fit(CHOICES);
        Weight weight = inUnits.weight("y");
        assertEquals(weight.estimate(), ratio.estimate(), 1e-4);
        assertEquals(weight.standardError(), ratio.standardError(), 0.02 * ratio.standardError());
        assertEquals(weight.low(), ratio.low(), 0.02 * ratio.standardError());
        assertEquals(weight.high(), ratio.high(), 0.02 * ratio.standardError());
        assertTrue(ratio.low() < -0.5 && -0.5 < ratio.high(), ratio.toString());
    }

    @Test
    void allRatiosToAUnitAlsoIfThatIsFixed() {
        Weight ratio = Ratio.of(learner().fit(CHOICES), "y", "x");
        assertEquals(List.of(ratio), Ratio.all(learner().fit(CHOICES), "x"));
        Fitted fixed = learner().epsilon(1).fix("x", -2).fit(CHOICES);
        Weight y = fixed.weight("y");
        Weight halved = Ratio.all(fixed, "x").get(0);
        assertEquals(y.estimate() / -2, halved.estimate(), 1e-12);
        assertEquals(y.high() / -2, halved.low(), 1e-12);
        assertEquals(y.standardError() / 2, halved.standardError(), 1e-12);
        Weight bare = Ratio.all(learner().errors(FitSettings.Errors.NONE).fit(CHOICES), "x")
                .get(0);
        assertEquals("not measured", bare.note());
        assertThrows(InvalidArgumentException.class, () -> Ratio.all(fixed, "z"));
    }

    @Test
    void aUnitThatIsNotToldFromZeroGivesNoInterval() {
        Weight unknown = new Ratio(1, 0.1, 0.01, 0, 0.01).weight("a / b", 1.96, 0);
        assertEquals("the unit is not significantly different from 0", unknown.note());
        Fitted bare = learner().errors(FitSettings.Errors.NONE).fit(CHOICES);
        assertThrows(InvalidArgumentException.class, () -> Ratio.of(bare, "y", "x"));
    }
}
