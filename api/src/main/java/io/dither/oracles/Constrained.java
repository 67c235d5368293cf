package io.dither.oracles;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Membership;
import io.dither.oracle.NamedCoordinates;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Restrictable;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** The points of a set that are 0 at some coordinates; theta and y keep their length. */
record Constrained(Restrictable whole, Transformed part, List<Integer> zeros) implements Membership {
    static LinearOracle of(LinearOracle oracle, int... at) {
        if (!(oracle instanceof Restrictable whole)) {
            throw new InvalidArgumentException(
                    "this oracle cannot do without coordinates: "
                            + oracle.getClass().getSimpleName() + " is not Restrictable",
                    "Maybe a path, a tree or a matching on a graph");
        }
        int d = whole.dimension();
        int[] zeros = Arrays.stream(at).sorted().distinct().toArray();
        for (int i : zeros) {
            Arguments.require(
                    i >= 0 && i < d,
                    "zeros holds " + i + ", which is no coordinate of an oracle of dimension " + d,
                    "Maybe count from 0 to " + (d - 1));
        }
        Arguments.require(zeros.length < d, "zeros holds all " + d + " coordinates", "Maybe leave one of them out");
        if (zeros.length == 0) {
            return whole;
        }
        int[] kept = IntStream.range(0, d)
                .filter(i -> Arrays.binarySearch(zeros, i) < 0)
                .toArray();
        LinearOracle inner = whole.keeping(kept);
        Transformed part = new Transformed(inner, d, whole.sense(), whole.domain(), inner.traits(), new Places(kept));
        Constrained constrained =
                new Constrained(whole, part, Arrays.stream(zeros).boxed().toList());
        return whole instanceof NamedCoordinates named ? new WithNames(constrained, named.coordinates()) : constrained;
    }

    /** Where the coordinates that are left belong. */
    private static final class Places implements Transformed.Map {
        private final int[] kept;

        Places(int[] kept) {
            this.kept = kept;
        }

        @Override
        public void forth(double[] theta, double[] inner) {
            for (int k = 0; k < kept.length; k++) {
                inner[k] = theta[kept[k]];
            }
        }

        @Override
        public void back(Vertex answer, Vertex vertex) {
            vertex.clear();
            for (int k = 0; k < answer.size(); k++) {
                vertex.add(kept[answer.index(k)], answer.value(k));
            }
            vertex.offset(answer.offset());
        }
    }

    @Override
    public Optional<String> violation(double[] y) {
        for (int i : zeros) {
            if (i < y.length && y[i] != 0) {
                return Optional.of("coordinate " + i + " is " + y[i] + ", where only 0 is allowed");
            }
        }
        return whole.violation(y);
    }

    @Override
    public int dimension() {
        return whole.dimension();
    }

    @Override
    public Sense sense() {
        return whole.sense();
    }

    @Override
    public Domain domain() {
        return whole.domain();
    }

    @Override
    public Set<Trait> traits() {
        return part.traits();
    }

    @Override
    public OracleSession openSession() {
        return part.openSession();
    }

    /** The same where coordinates have names. */
    private record WithNames(Constrained of, List<?> coordinates) implements Membership, NamedCoordinates {
        @Override
        public Optional<String> violation(double[] y) {
            return of.violation(y);
        }

        @Override
        public int dimension() {
            return of.dimension();
        }

        @Override
        public Sense sense() {
            return of.sense();
        }

        @Override
        public Domain domain() {
            return of.domain();
        }

        @Override
        public Set<Trait> traits() {
            return of.traits();
        }

        @Override
        public OracleSession openSession() {
            return of.openSession();
        }
    }
}
