package io.dither.testing.certification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.dither.layer.DifferentiableLayer;
import io.dither.oracle.Domain;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class ExactLayersProperties {
    private static final double[] A = {-0.6, 1.9, -0.2, 1.1, -1.0};

    @Example
    void argmaxIsSoftmax() {
        assertArrayEquals(
                new double[] {0.00549293, 0.81522342, 0.01222475, 0.16459077, 0.00246813},
                ExactLayers.gumbelArgmax(5, 0.5).forward(A).output().values(),
                5e-9);
    }

    @Example
    void argmaxHasTheKnownJacobian() {
        assertArrayEquals(
                new double[] {-0.00895593, 0.30126839, -0.0199318, -0.2683565, -0.00402416},
                ExactLayers.gumbelArgmax(5, 0.5)
                        .forward(A)
                        .vjp(new double[] {0, 1, 0, 0, 0})
                        .values(),
                5e-9);
    }

    @Example
    void ranksAreSumsOfSigmoids() {
        double[] theta = {1.6226422, 2.0252647, -.43359444, -.07861735, .1760909, -.97208923};
        assertArrayEquals(
                new double[] {4.11687, 4.88204, 1.12684, 2.06260, 2.73368, .07797},
                ExactLayers.gumbelRanks(6, 0.2).forward(theta).output().values(),
                5e-6);
    }

    @Provide
    Arbitrary<double[]> thetas() {
        return DitherArbitraries.thetas(4, Domain.everywhere());
    }

    @Property(tries = 100, seed = "31")
    void gradientsAgreeWithCentralDifferences(@ForAll("thetas") double[] theta) {
        double[] cotangent = {1, -2, 0.5, 3};
        // with this epsilon the third derivative is below 1, so the truncation error is below the tolerance
        agree(ExactLayers.gumbelArgmax(4, 2), theta, cotangent);
        agree(ExactLayers.gumbelRanks(4, 2), theta, cotangent);
    }

    private static void agree(DifferentiableLayer layer, double[] theta, double[] cotangent) {
        double step = 0x1p-14;
        double[] slopes = new double[4];
        for (int i = 0; i < 4; i++) {
            double[] right = theta.clone();
            double[] left = theta.clone();
            right[i] += step;
            left[i] -= step;
            slopes[i] = (dot(layer.forward(right).output().values(), cotangent)
                            - dot(layer.forward(left).output().values(), cotangent))
                    / (2 * step);
        }
        assertArrayEquals(slopes, layer.forward(theta).vjp(cotangent).values(), 1e-7);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
