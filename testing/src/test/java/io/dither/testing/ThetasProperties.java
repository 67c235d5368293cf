package io.dither.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.oracle.Domain;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ThetasProperties {
    private static final Domain BOX = Domain.box(
            new double[] {-1, 0, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY, 3},
            new double[] {1, Double.POSITIVE_INFINITY, -2, Double.POSITIVE_INFINITY, 3});

    @Provide
    Arbitrary<Domain> domains() {
        return Arbitraries.of(Domain.everywhere(), Domain.nonnegative(), Domain.nonpositive(), BOX);
    }

    @Property(tries = 500, seed = "11")
    void sampledThetasLieInTheDomain(
            @ForAll("domains") Domain domain, @ForAll long seed, @ForAll @IntRange(max = 1000) int index) {
        double[] theta = new ThetaSampler(5, domain, seed).theta(index);
        assertEquals(-1, domain.firstOutside(theta));
        assertTrue(IntStream.range(0, 5).allMatch(i -> Double.isFinite(theta[i])));
    }

    @Property(tries = 200, seed = "12")
    void aSampledThetaDependsOnSeedAndIndexAlone(@ForAll long seed, @ForAll @IntRange(max = 1000) int index) {
        ThetaSampler sampler = new ThetaSampler(5, Domain.everywhere(), seed);
        sampler.theta(index + 1);
        assertArrayEquals(new ThetaSampler(5, Domain.everywhere(), seed).theta(index), sampler.theta(index));
    }

    @Property(tries = 50, seed = "13")
    void sampledThetasHaveTiesZerosAndScales(@ForAll long seed) {
        ThetaSampler sampler = new ThetaSampler(6, Domain.everywhere(), seed);
        double[][] thetas = IntStream.range(0, 256).mapToObj(sampler::theta).toArray(double[][]::new);
        assertTrue(IntStream.range(0, 256).anyMatch(k -> thetas[k][0] == thetas[k][1] && thetas[k][0] != 0));
        assertTrue(IntStream.range(0, 256).anyMatch(k -> thetas[k][0] == 0 && thetas[k][1] != 0));
        assertTrue(IntStream.range(0, 256).anyMatch(k -> Math.abs(thetas[k][0]) > 1e5));
        assertTrue(IntStream.range(0, 256).anyMatch(k -> thetas[k][0] != 0 && Math.abs(thetas[k][0]) < 1e-5));
    }
}
