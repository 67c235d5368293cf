package com.example.learn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Pullback;
import io.dither.learn.Learner;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.oracles.Oracles;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models from outside the library, with right and wrong pullbacks. */
class OwnPullbackTest {
    /**
     * The price to a power, plus the absolute time.
     *
     * @param factor the derivative in the power is multiplied by this, which is wrong unless it is 1
     */
    private record PowerModel(double factor) implements CostModel {
        @Override
        public List<String> names() {
            return List.of("power", "time");
        }

        @Override
        public double[] theta(double[] parameters, Features features) {
            return IntStream.range(0, features.rows())
                    .mapToDouble(i -> Math.pow(2 + features.get(i, 0), parameters[0])
                            + Math.abs(parameters[1]) * features.get(i, 1))
                    .toArray();
        }

        @Override
        public Pullback pullback(double[] parameters, Features features) {
            double power = parameters[0];
            double sign = Math.signum(parameters[1]);
            return new Pullback() {
                @Override
                public int size() {
                    return 2;
                }

                @Override
                public void add(int coordinate, double weight, double[] sum) {
                    double price = 2 + features.get(coordinate, 0);
                    sum[0] += factor * weight * Math.pow(price, power) * Math.log(price);
                    sum[1] += weight * sign * features.get(coordinate, 1);
                }
            };
        }
    }

    private static Fitted fit(CostModel model) {
        List<Observation> choices = IntStream.range(0, 40)
                .mapToObj(e -> Observation.of(
                        "e" + e,
                        Features.of(IntStream.range(0, 3)
                                .mapToObj(i -> new double[] {(e * 7 + i * 5) % 4, (e * 3 + i) % 5})
                                .toArray(double[][]::new)),
                        Oracles.argmax(3),
                        Oracles.argmax(3).solve(new double[] {e % 2, e % 3, e % 5})))
                .toList();
        return Learner.of(model)
                .noise("gumbel")
                .iterations(3)
                .withoutIntervals()
                .fit(choices);
    }

    @Test
    void aRightPullbackIsTaken() {
        assertEquals(2, fit(new PowerModel(1)).weights().size());
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0, 2, 1.1, Double.NaN, Double.POSITIVE_INFINITY})
    void aWrongOneIsNamedWithItsParameter(double factor) {
        InvalidArgumentException refused =
                assertThrows(InvalidArgumentException.class, () -> fit(new PowerModel(factor)));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .contains("the pullback of PowerModel is wrong for the parameter 'power': it gives "),
                refused.getMessage());
    }
}
