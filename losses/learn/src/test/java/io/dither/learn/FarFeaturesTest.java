package io.dither.learn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.FeatureModel;
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
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Features of any mean and scale: they weigh what they weigh near 0 and 1, or are refused by their names. */
class FarFeaturesTest {
    private static final List<String> NAMES = List.of("x", "noise");

    /** Choices of two that follow x, which is told in other units; and a feature that they do not follow. */
    private static List<Observation> history(DoubleUnaryOperator told) {
        KeyedRandom random = new KeyedRandom(5);
        List<Observation> all = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            double x = random.nextGaussian();
            double other = random.nextGaussian();
            int choice = x + 0.7 * random.nextGaussian() > 0 ? 0 : 1;
            double[] y = new double[2];
            y[choice] = 1;
            Features features = Features.of(new double[] {told.applyAsDouble(x), other}, 2);
            all.add(Observation.of("o" + i, features, Oracles.argmax(2), Decision.of(y)));
        }
        return all;
    }

    private static Fitted fit(DoubleUnaryOperator told) {
        return Learner.of(LinearModel.of(NAMES, 2, Link.IDENTITY))
                .noise("gumbel")
                .fit(history(told));
    }

    private static final String REFERENCE = "weights are differences to those of [0], the reference";

    private static double slope(Fitted fitted) {
        return fitted.weight("x[0]").estimate() - fitted.weight("x[1]").estimate();
    }

    private static final double WANTED = slope(fit(x -> x));

    @ParameterizedTest
    @CsvSource({"1.7e9, 500", "1.7e9, 1", "4.5e6, 3", "1e7, 1", "1e8, 1", "-1e12, 0.5", "1e150, 1e140"})
    void aLargeMeanIsTakenAway(double mean, double unit) {
        Fitted fitted = fit(x -> mean + unit * x);
        assertEquals(WANTED, unit * slope(fitted), 1e-3 * WANTED);
        assertEquals(REFERENCE, fitted.message());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-150, 1e-100, 1e100, 1e150})
    void anyScale(double unit) {
        assertEquals(WANTED, unit * slope(fit(x -> unit * x)), 1e-6 * WANTED);
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-300, 1e-160, 1e153, 1e160, 1e305})
    void beyondThemTheColumnIsNamed(double unit) {
        for (CostModel model : List.of(LinearModel.of(NAMES, 2, Link.IDENTITY), SharedLinearModel.of("x", "noise"))) {
            List<Observation> history = history(x -> unit * x);
            List<Observation> examples = FeatureModel.of(model).isShared() ? shared(history) : history;
            InvalidArgumentException refused = assertThrows(
                    InvalidArgumentException.class,
                    () -> Learner.of(model).noise("gumbel").fit(examples));
            String message = String.valueOf(refused.getMessage());
            assertTrue(message.contains("'x'") && message.contains(unit > 1 ? "divide" : "multiply"), message);
        }
    }

    @Test
    void oneValueThatIsFarFromTheOthers() {
        InvalidArgumentException refused =
                assertThrows(InvalidArgumentException.class, () -> fit(x -> x > 2.5 ? 1e308 : x));
        assertTrue(String.valueOf(refused.getMessage()).contains("'x'"), refused.getMessage());
    }

    private static List<Observation> shared(List<Observation> history) {
        return history.stream()
                .map(one -> Observation.of(
                        one.id(),
                        Features.of(
                                new double[] {
                                    one.features().get(0, 0), one.features().get(0, 1)
                                },
                                new double[] {0, 0}),
                        one.oracle(),
                        one.target()))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e-150, 1e-140, 1e140, 1e150})
    void sharedWeightsHaveTheirErrorsAtAnyScale(double unit) {
        Weight wanted = sharedWeight(1);
        Weight found = sharedWeight(unit);
        assertEquals(wanted.estimate(), unit * found.estimate(), 1e-6 * wanted.estimate());
        assertEquals(wanted.standardError(), unit * found.standardError(), 1e-6 * wanted.standardError());
        assertEquals(wanted.pValue(), found.pValue(), 1e-9);
    }

    private static Weight sharedWeight(double unit) {
        return Learner.of(SharedLinearModel.of("x", "noise"))
                .noise("gumbel")
                .fit(shared(history(x -> unit * x)))
                .weight("x");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.1, 1.7e9, -1e-150, 1e150})
    void aFeatureThatNeverVariesIsNamed(double value) {
        Fitted fitted = fit(x -> value);
        assertEquals(0, fitted.weight("x[0]").estimate());
        assertEquals("never varies", fitted.weight("x[1]").note());
        assertEquals(REFERENCE + ". 'x' never varies and has no weight", fitted.message());
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e308, 1e150, 1e-200})
    void weightsOfExamplesThatCannotBeSquaredAreRefused(double weight) {
        Observation one = history(x -> x).get(0);
        InvalidArgumentException refused = assertThrows(InvalidArgumentException.class, () -> one.withWeight(weight));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("o0") && message.contains("only their ratios matter"), message);
    }

    @ParameterizedTest
    @ValueSource(doubles = {500, 1})
    void boundsOfWeightsLeaveALargeMeanAside(double unit) {
        Fitted fitted = bounded("x[1]").fit(history(x -> 1.7e9 + unit * x));
        assertEquals(WANTED, unit * slope(fitted), 1e-3 * WANTED);
    }

    @Test
    void boundsOfConstantsDoNot() {
        assertEquals(WANTED, slope(bounded("constant[0]").fit(history(x -> 10 + x))), 1e-3 * WANTED);
        InvalidArgumentException refused = assertThrows(
                InvalidArgumentException.class, () -> bounded("constant[0]").fit(history(x -> 1.7e9 + x)));
        assertTrue(String.valueOf(refused.getMessage()).contains("'x' varies little"), refused.getMessage());
    }

    private static Learner bounded(String name) {
        return Learner.of(LinearModel.of(NAMES, 2, Link.IDENTITY))
                .noise("gumbel")
                .bound(name, -100, 100);
    }

    @Test
    void partsOfAnySizeStandardiseWithTheSameBits() {
        List<Observation> history = history(x -> 1.7e9 + x);
        double[] whole = fit(x -> 1.7e9 + x).parameters();
        for (int threads : IntStream.of(2, 3).toArray()) {
            Fitted other = Learner.of(LinearModel.of(NAMES, 2, Link.IDENTITY))
                    .noise("gumbel")
                    .threads(threads)
                    .fit(history);
            assertArrayEquals(whole, other.parameters());
        }
    }
}
