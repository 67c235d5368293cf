package io.dither.testing.certification;

import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Estimated;
import io.dither.oracle.Domain;
import io.dither.testing.ThetaSampler;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of a differentiable layer as tests: a class that implements this interface has one JUnit test per rule.
 *
 * <pre>{@code
 * class MyLayerTest implements GradientContractTests {
 *     public DifferentiableLayer layer() {
 *         return new MyLayer(4);
 *     }
 * }
 * }</pre>
 *
 * <p>Seeds are fixed; statistical rules allow 5 standard errors, as the layers estimate them.
 */
public interface GradientContractTests {
    /** {@return the layer under test, with a fixed seed} */
    DifferentiableLayer layer();

    /**
     * Returns a layer that computes the same function exactly, if there is one.
     *
     * @return the exact layer, none unless overridden
     */
    default Optional<DifferentiableLayer> exact() {
        return Optional.empty();
    }

    /**
     * Returns the thetas at which the layer is tested. Each solution should be drawn often or practically never:
     * estimates of a solution that is possible, but in no sample, have no standard error, which counts as 0.
     *
     * @return thetas of length d, three with normal coordinates unless overridden
     */
    default List<double[]> thetas() {
        ThetaSampler sampler = new ThetaSampler(layer().oracle().dimension(), Domain.everywhere(), 1);
        // every eighth theta of the sampler has normal coordinates; the others have ties or other scales
        return IntStream.range(0, 3).mapToObj(k -> sampler.theta(8 * k)).toList();
    }

    /**
     * Returns one test per rule; a rule that does not apply is skipped with its reason.
     *
     * @return the tests
     */
    @TestFactory
    default Stream<DynamicTest> gradientRules() {
        return Stream.of(
                DynamicTest.dynamicTest(
                        "the same arguments give the same bits, and are not changed", this::requireSameBits),
                DynamicTest.dynamicTest("NaN and wrong lengths are refused", this::requireRefusal),
                DynamicTest.dynamicTest("the VJP is linear in the cotangent", this::requireLinearity),
                DynamicTest.dynamicTest("the VJP integrates to differences of the output", this::requireIntegral),
                DynamicTest.dynamicTest("the output is that of the exact layer", () -> requireExact(false)),
                DynamicTest.dynamicTest("the VJP is that of the exact layer", () -> requireExact(true)));
    }

    private void requireSameBits() {
        DifferentiableLayer layer = layer();
        for (double[] theta : thetas()) {
            double[] v = cotangent(layer, 0);
            double[] before = theta.clone();
            Estimated output = layer.forward(theta).output();
            Estimated product = layer.forward(theta).vjp(v);
            Assertions.assertEquals(layer.oracle().dimension(), output.values().length);
            Assertions.assertEquals(layer.oracle().dimension(), product.values().length);
            requireSame(output, layer.forward(theta).output());
            requireSame(product, layer.forward(theta).vjp(v));
            Assertions.assertArrayEquals(before, theta);
            Assertions.assertArrayEquals(cotangent(layer, 0), v);
        }
    }

    private static void requireSame(Estimated first, Estimated second) {
        Assertions.assertArrayEquals(first.values(), second.values());
        Assertions.assertArrayEquals(first.standardErrors(), second.standardErrors());
    }

    private void requireRefusal() {
        DifferentiableLayer layer = layer();
        double[] theta = thetas().get(0);
        double[] longer = Arrays.copyOf(theta, theta.length + 1);
        double[] withNaN = theta.clone();
        withNaN[0] = Double.NaN;
        Assertions.assertThrows(RuntimeException.class, () -> layer.forward(longer), "a theta that is too long");
        Assertions.assertThrows(RuntimeException.class, () -> layer.forward(withNaN), "a theta with NaN");
    }

    private void requireLinearity() {
        DifferentiableLayer layer = layer();
        for (double[] theta : thetas()) {
            double[] v = cotangent(layer, 0);
            double[] w = cotangent(layer, 1);
            double[] sum = new double[v.length];
            Arrays.setAll(sum, i -> 2 * v[i] - 3 * w[i]);
            double[] ofV = layer.forward(theta).vjp(v).values();
            double[] ofW = layer.forward(theta).vjp(w).values();
            double[] expected = new double[ofV.length];
            Arrays.setAll(expected, j -> 2 * ofV[j] - 3 * ofW[j]);
            double magnitude = Arrays.stream(ofV).map(Math::abs).sum()
                    + Arrays.stream(ofW).map(Math::abs).sum();
            Assertions.assertArrayEquals(expected, layer.forward(theta).vjp(sum).values(), 1e-9 * (1 + magnitude));
        }
    }

    private void requireIntegral() {
        DifferentiableLayer layer = layer();
        List<double[]> thetas = thetas();
        for (int k = 0; k < thetas.size(); k++) {
            double[] v = cotangent(layer, k);
            int coordinate = k % layer.oracle().dimension();
            ZScore.requireWithin(5, List.of(GradientChecks.integratedVjp(layer, thetas.get(k), coordinate, 0.5, v)));
        }
    }

    /** Compares the VJPs, or else the outputs, with those of the exact layer. */
    private void requireExact(boolean ofVjp) {
        Optional<DifferentiableLayer> exact = exact();
        Assumptions.assumeTrue(exact.isPresent(), "exact() returns no layer");
        DifferentiableLayer layer = layer();
        for (double[] theta : thetas()) {
            double[] v = cotangent(layer, 0);
            ZScore.requireWithin(
                    5,
                    ofVjp
                            ? GradientChecks.vjpAgainstExact(layer, exact.get(), theta, v)
                            : GradientChecks.forwardAgainstExact(layer, exact.get(), theta));
        }
    }

    /** Returns a vector of normal numbers, another one for each index. */
    private static double[] cotangent(DifferentiableLayer layer, int index) {
        return new ThetaSampler(layer.oracle().dimension(), Domain.everywhere(), 2).theta(8 * index);
    }
}
