package io.dither.oracles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracles.KnownOracle.Point;
import io.dither.random.KeyedRandom;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;

@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class OracleProperties {
    @Provide
    Arbitrary<Tuple2<KnownOracle, double[]>> basic() {
        return withTheta(KnownOracles.basic());
    }

    @Provide
    Arbitrary<Tuple2<KnownOracle, double[]>> products() {
        return withTheta(KnownOracles.product(KnownOracles.basic()));
    }

    @Provide
    Arbitrary<Tuple2<KnownOracle, double[]>> negations() {
        return withTheta(KnownOracles.scaled(KnownOracles.basic()).map(KnownOracle::negated));
    }

    @Provide
    Arbitrary<Tuple2<KnownOracle, double[]>> scalings() {
        return withTheta(KnownOracles.scaled(KnownOracles.basic()));
    }

    @Provide
    Arbitrary<Tuple2<KnownOracle, double[]>> nested() {
        return withTheta(KnownOracles.nested(3));
    }

    private static Arbitrary<Tuple2<KnownOracle, double[]>> withTheta(Arbitrary<KnownOracle> oracles) {
        return oracles.flatMap(
                known -> KnownOracles.thetas(known.oracle().dimension()).map(theta -> Tuple.of(known, theta)));
    }

    @Property(seed = "1", tries = 500)
    void basicOraclesAgreeWithEnumeration(@ForAll("basic") Tuple2<KnownOracle, double[]> problem) {
        problem.get1().assertOptimal(problem.get2());
    }

    @Property(seed = "2")
    void productsAgreeWithEnumeration(@ForAll("products") Tuple2<KnownOracle, double[]> problem) {
        problem.get1().assertOptimal(problem.get2());
    }

    @Property(seed = "3")
    void negationsAgreeWithEnumeration(@ForAll("negations") Tuple2<KnownOracle, double[]> problem) {
        problem.get1().assertOptimal(problem.get2());
    }

    @Property(seed = "4")
    void diagonalMapsAgreeWithEnumeration(@ForAll("scalings") Tuple2<KnownOracle, double[]> problem) {
        problem.get1().assertOptimal(problem.get2());
    }

    @Property(seed = "7", tries = 300)
    void nestedCombinatorsAgreeWithEnumeration(@ForAll("nested") Tuple2<KnownOracle, double[]> problem) {
        problem.get1().assertOptimal(problem.get2());
    }

    @Property(seed = "8", tries = 300)
    void traitsAreTrueOfEveryPoint(@ForAll("nested") Tuple2<KnownOracle, double[]> problem) {
        KnownOracle known = problem.get1();
        for (Trait trait : known.oracle().traits()) {
            switch (trait) {
                case ZERO_ONE -> known.points().forEach(point -> assertTrue(isZeroOne(point)));
                case CONSTANT_SUM -> assertEquals(1, sums(known).distinct().count());
                case OFFSET -> {}
                case HEURISTIC -> throw new AssertionError("all of these are exact");
            }
        }
        if (!known.oracle().traits().contains(Trait.OFFSET)) {
            known.points().forEach(point -> assertEquals(0, point.h(), 0));
        }
    }

    private static boolean isZeroOne(Point point) {
        return Arrays.stream(point.y()).allMatch(value -> value == 0 || value == 1);
    }

    private static DoubleStream sums(KnownOracle known) {
        return known.points().stream()
                .mapToDouble(point -> Arrays.stream(point.y()).sum());
    }

    @Property(seed = "9")
    void answersDoNotDependOnTheHistoryNorChangeTheta(
            @ForAll("nested") Tuple2<KnownOracle, double[]> problem, @ForAll @IntRange(min = 1, max = 3) int before) {
        LinearOracle oracle = problem.get1().oracle();
        double[] theta = problem.get2();
        double[] copy = theta.clone();
        Vertex used = new Vertex(oracle.dimension());
        Vertex fresh = new Vertex(oracle.dimension());
        try (OracleSession session = oracle.openSession();
                OracleSession other = oracle.openSession()) {
            for (int i = 0; i < before; i++) {
                double[] earlier = new double[theta.length];
                Arrays.setAll(earlier, j -> j % 2 == 0 ? -theta[j] : theta[j] + 1);
                session.solve(earlier, used);
            }
            session.solve(theta, used);
            other.solve(theta, fresh);
        }
        assertArrayEquals(copy, theta);
        assertArrayEquals(fresh.toArray(), used.toArray());
        assertEquals(fresh.offset(), used.offset());
    }

    @Property(seed = "10", tries = 100)
    void largeRankingsAgreeWithASortByTheLibrary(@ForAll @IntRange(min = 1, max = 300) int n, @ForAll long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        double[] theta = random(random, n);
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(theta[i], theta[j]));
        double[] expected = new double[n];
        for (int rank = 0; rank < n; rank++) {
            expected[order[rank]] = rank;
        }
        assertArrayEquals(expected, Oracles.ranking(n).solve(theta));
        double[] negated = Arrays.stream(theta).map(x -> 0 - x).toArray();
        assertArrayEquals(expected, Oracles.descendingRanking(n).solve(negated));
    }

    @Property(seed = "11", tries = 100)
    void largeTopKAgreesWithRanks(@ForAll @IntRange(min = 1, max = 300) int n, @ForAll long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        int k = 1 + random.nextInt(n);
        double[] theta = random(random, n);
        double[] descending = Oracles.descendingRanking(n).solve(theta);
        double[] ascending = Oracles.ranking(n).solve(theta);
        assertArrayEquals(below(k, descending), Oracles.topK(n, k).solve(theta));
        assertArrayEquals(below(k, ascending), Oracles.nearestNeighbours(n, k).solve(theta));
    }

    private static double[] random(KeyedRandom random, int n) {
        double[] theta = new double[n];
        Arrays.setAll(theta, i -> random.nextInt(n) - n / 2);
        return theta;
    }

    private static double[] below(int k, double[] ranks) {
        return Arrays.stream(ranks).map(rank -> rank < k ? 1 : 0).toArray();
    }
}
