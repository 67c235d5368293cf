package io.dither.testing.certification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.testing.BruteForceOracle;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/** The contract of gradients on honest layers, and on wrong ones, each caught by the rules that name its fault. */
class GradientContractTest {
    private static final String INTEGRAL = "the VJP integrates to differences of the output";
    private static final String EXACT = "the VJP is that of the exact layer";
    private static final DifferentiableLayer SOFTMAX = ExactLayers.gumbelArgmax(3, 0.5);

    private record Contract(DifferentiableLayer layer, Optional<DifferentiableLayer> exact)
            implements GradientContractTests {
        @Override
        public List<double[]> thetas() {
            double[] theta = {0.3, -0.2, 0.1, 0.4};
            return List.of(
                    Arrays.copyOf(theta, layer.oracle().dimension()),
                    new double[layer.oracle().dimension()]);
        }
    }

    private static Set<String> failures(Contract contract) {
        Set<String> failures = new TreeSet<>();
        contract.gradientRules().forEach(rule -> {
            try {
                rule.getExecutable().execute();
            } catch (TestAbortedException skipped) {
                // a rule that lacks something is no failure
            } catch (Throwable caught) {
                failures.add(rule.getDisplayName());
            }
        });
        return failures;
    }

    @TestFactory
    Stream<DynamicTest> honestLayersKeepTheContract() {
        NaiveLayer sampled = new NaiveLayer(
                BruteForceOracle.of(Sense.MAXIMIZE, new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}),
                Noise.gumbel(),
                0.5,
                4000,
                3);
        return Stream.of(
                        new Contract(sampled, Optional.of(SOFTMAX)),
                        new Contract(SOFTMAX, Optional.empty()),
                        new Contract(ExactLayers.gumbelRanks(4, 0.5), Optional.empty()))
                .flatMap(GradientContractTests::gradientRules);
    }

    /** Softmax with a VJP that is off by a factor. */
    private record Scaled(double factor) implements DifferentiableLayer {
        @Override
        public LinearOracle oracle() {
            return SOFTMAX.oracle();
        }

        @Override
        public Pass forward(Input input) {
            Pass right = SOFTMAX.forward(input);
            return Pass.exact(right.output().values(), v -> scaled(right.vjp(v).values()));
        }

        private double[] scaled(double[] values) {
            for (int i = 0; i < values.length; i++) {
                values[i] *= factor;
            }
            return values;
        }
    }

    @Test
    void flippedSignsAndMissingEpsilonsAreCaughtWithAndWithoutAnExactLayer() {
        assertEquals(Set.of(), failures(new Contract(new Scaled(1), Optional.of(SOFTMAX))));
        for (double factor : List.of(-1.0, 0.5)) {
            assertEquals(Set.of(INTEGRAL), failures(new Contract(new Scaled(factor), Optional.empty())));
            assertEquals(Set.of(INTEGRAL, EXACT), failures(new Contract(new Scaled(factor), Optional.of(SOFTMAX))));
        }
    }
}
