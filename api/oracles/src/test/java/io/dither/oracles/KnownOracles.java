package io.dither.oracles;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Arbitrary oracles with their points; all numbers are small halves, so that sums and products are exact. */
final class KnownOracles {
    private KnownOracles() {}

    static Arbitrary<double[]> thetas(int n) {
        return numbers().array(double[].class).ofSize(n);
    }

    static Arbitrary<Double> numbers() {
        return Arbitraries.integers().between(-6, 6).map(i -> i / 2.0);
    }

    static Arbitrary<KnownOracle> basic() {
        return Arbitraries.integers()
                .between(1, 4)
                .flatMap(n -> Arbitraries.integers().between(1, n).flatMap(k -> Arbitraries.of(basic(n, k))));
    }

    private static List<KnownOracle> basic(int n, int k) {
        return List.of(
                known(Oracles.argmax(n), Sets.subsets(n, 1)),
                known(Oracles.topK(n, k), Sets.subsets(n, k)),
                known(Oracles.nearestNeighbours(n, k), Sets.subsets(n, k)),
                known(Oracles.ranking(n), Sets.permutations(n)),
                known(Oracles.descendingRanking(n), Sets.permutations(n)),
                known(Oracles.assignment(1, n, Sense.MAXIMIZE), Sets.subsets(n, 1)),
                known(Oracles.assignment(n, 1, Sense.MINIMIZE), Sets.subsets(n, 1)),
                known(Oracles.sign(n), Sets.words(n, -1, 1)),
                known(Oracles.hypercube(n), Sets.words(n, 0, 1)));
    }

    private static KnownOracle known(LinearOracle oracle, List<double[]> set) {
        return KnownOracle.of(oracle, set);
    }

    /** A basic oracle, or combinators up to a depth. */
    static Arbitrary<KnownOracle> nested(int depth) {
        if (depth == 0) {
            return basic();
        }
        Arbitrary<KnownOracle> inner = nested(depth - 1);
        return Arbitraries.oneOf(inner, inner.map(KnownOracle::negated), scaled(inner), product(inner));
    }

    static Arbitrary<KnownOracle> product(Arbitrary<KnownOracle> inner) {
        return Combinators.combine(inner, basic())
                .as((left, right) -> left.oracle().sense() == right.oracle().sense()
                        ? left.times(right)
                        : left.times(right.negated()));
    }

    static Arbitrary<KnownOracle> scaled(Arbitrary<KnownOracle> inner) {
        return inner.flatMap(known -> {
            int n = known.oracle().dimension();
            return Combinators.combine(thetas(n), thetas(n)).as(known::scaled);
        });
    }
}
