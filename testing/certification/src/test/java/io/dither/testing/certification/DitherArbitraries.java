package io.dither.testing.certification;

import io.dither.oracle.Domain;
import io.dither.testing.ThetaSampler;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Generators for jqwik properties of layers and losses. */
final class DitherArbitraries {
    private DitherArbitraries() {}

    /**
     * Generates thetas with real or whole coordinates, ties and zeros, at the scales 1, 1e6 and 1e-6; they shrink
     * towards 0.
     *
     * @param dimension d
     * @param domain the set of the thetas
     * @return vectors of length d inside the domain
     */
    public static Arbitrary<double[]> thetas(int dimension, Domain domain) {
        Arbitrary<Double> real = Arbitraries.doubles().between(-10, 10).ofScale(4);
        Arbitrary<Double> whole = Arbitraries.integers().between(-2, 2).map(Integer::doubleValue);
        return Arbitraries.oneOf(vectors(real, dimension), vectors(whole, dimension))
                .flatMap(vector -> Arbitraries.of(1.0, 1e6, 1e-6).map(scale -> scaled(vector, scale, domain)));
    }

    private static Arbitrary<double[]> vectors(Arbitrary<Double> coordinates, int dimension) {
        return coordinates.array(double[].class).ofSize(dimension);
    }

    private static double[] scaled(double[] vector, double scale, Domain domain) {
        double[] theta = Arrays.stream(vector).map(x -> scale * x).toArray();
        ThetaSampler.moveInside(theta, domain);
        return theta;
    }

    /**
     * Generates amplitudes of noise, from 0.001 to 1000 on a logarithmic scale.
     *
     * @return numbers above 0, shrinking towards 1
     */
    public static Arbitrary<Double> epsilons() {
        return Arbitraries.doubles().between(-3, 3).ofScale(3).map(exponent -> StrictMath.pow(10, exponent));
    }
}
