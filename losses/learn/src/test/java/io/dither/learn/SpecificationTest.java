package io.dither.learn;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.layer.Decision;
import io.dither.learn.model.Features;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Observation;
import io.dither.learn.model.SharedLinearModel;
import io.dither.learn.model.Specification;
import io.dither.learn.model.Weight;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether one set of weights fits small and large decisions. */
class SpecificationTest {
    private static final LinearOracle KNAPSACK =
            OracleRegistry.discover().create("knapsack:weights=((3,4,5,2,6,3)),capacity=(10)");

    /** Knapsacks whose values are a + weight * b, of two sizes; the weight of b is another for the larger. */
    private static List<Observation> knapsacks(long seed, int count, double ofSmall, double ofLarge) {
        KeyedRandom random = new KeyedRandom(seed);
        List<Observation> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean large = random.nextInt(2) == 1;
            double[][] rows = new double[KNAPSACK.dimension()][2];
            double[] seen = new double[rows.length];
            for (int j = 0; j < rows.length; j++) {
                Arrays.setAll(rows[j], k -> (large ? 3 : 1) * Math.abs(random.nextGaussian()));
                double value = rows[j][0] + (large ? ofLarge : ofSmall) * rows[j][1];
                seen[j] = value * Math.exp(0.5 * random.nextGaussian());
            }
            all.add(Observation.of("k" + i, Features.of(rows), KNAPSACK, Decision.of(KNAPSACK.solve(seen))));
        }
        return all;
    }

    private static Fitted fit(String noise, List<Observation> some) {
        return Learner.of(SharedLinearModel.of("a", "b"))
                .moments()
                .noise(noise)
                .samples(5)
                .threads(2)
                .fit(some);
    }

    @Tag("long")
    @Test
    void theTestRejectsAboutAsOftenAsItSays() {
        double[] p = IntStream.range(0, 12)
                .mapToDouble(seed -> requireNonNull(
                                fit("lognormal", knapsacks(seed, 250, 0.6, 0.6)).specification())
                        .pValue())
                .toArray();
        assertTrue(Arrays.stream(p).filter(one -> one < 0.05).count() <= 3, Arrays.toString(p));
        double error = Math.sqrt(1.0 / 12 / p.length);
        assertEquals(0.5, Arrays.stream(p).average().orElse(0), 3 * error, Arrays.toString(p));
    }

    @Test
    void weightsThatDifferAreFoundAndNamed() {
        Specification test =
                requireNonNull(fit("lognormal", knapsacks(1, 1500, 0.3, 1.2)).specification());
        assertTrue(test.pValue() < 1e-4, test.toString());
        assertTrue(test.toString().contains("do not agree on 'b'"), test.toString());
        Weight difference = test.differences().get(0);
        assertTrue(difference.low() > 0.5, difference.toString()); // 0.9, to first order
    }

    @Test
    void anotherNoiseIsFound() {
        Specification test =
                requireNonNull(fit("gaussian", knapsacks(1, 500, 0.6, 0.6)).specification());
        assertTrue(test.different().contains("epsilon"), test.toString());
    }

    @Test
    void fewExamplesAreNotTested() {
        assertNull(fit("lognormal", knapsacks(1, 150, 0.6, 0.6)).specification());
    }
}
