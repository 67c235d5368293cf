package io.dither.testing;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * An oracle that tries every vertex of a list, and returns the first of equally good vertices.
 *
 * <p>It is the reference in tests of other oracles. Its traits are derived from the list. Immutable and thread-safe.
 */
public final class BruteForceOracle implements LinearOracle {
    /** The largest dimension whose 2^d points are tried. */
    private static final int MAX_DIMENSION = 20;

    private final Sense sense;
    private final Answer[] vertices;
    private final Set<Trait> traits;

    private BruteForceOracle(Sense sense, Answer[] vertices) {
        this.sense = sense;
        this.vertices = vertices;
        this.traits = traitsOf(vertices);
    }

    /**
     * Makes the oracle of a list of vertices.
     *
     * @param sense whether it maximises or minimises
     * @param vertices the vertices, at least one, all of length d; copied
     * @return the oracle
     */
    public static BruteForceOracle of(Sense sense, double[][] vertices) {
        return of(sense, vertices, new double[vertices.length]);
    }

    /**
     * Makes the oracle of a list of vertices with constants.
     *
     * @param sense whether it maximises or minimises
     * @param vertices the vertices y, at least one, all of length d; copied
     * @param offsets h(y), one per vertex; copied
     * @return the oracle
     */
    public static BruteForceOracle of(Sense sense, double[][] vertices, double[] offsets) {
        Arguments.require(vertices.length > 0, "vertices is empty", "Maybe nothing is feasible");
        Arguments.finite("offsets", offsets, vertices.length);
        Answer[] copies = new Answer[vertices.length];
        for (int k = 0; k < copies.length; k++) {
            Arguments.finite("vertices[" + k + "]", vertices[k], vertices[0].length);
            copies[k] = new Answer(vertices[k].clone(), offsets[k]);
        }
        return new BruteForceOracle(sense, copies);
    }

    /**
     * Makes the oracle of all feasible 0/1 points, which are found by testing all 2^d points.
     *
     * @param sense whether it maximises or minimises
     * @param dimension d, from 1 to 20
     * @param feasible returns whether a point is feasible; must not keep or change the array
     * @return the oracle
     */
    public static BruteForceOracle zeroOne(Sense sense, int dimension, Predicate<double[]> feasible) {
        Arguments.require(
                dimension >= 1 && dimension <= MAX_DIMENSION,
                "dimension = " + dimension + " is not from 1 to " + MAX_DIMENSION,
                "Maybe test a smaller instance");
        List<double[]> points = new ArrayList<>();
        for (int bits = 0; bits < 1 << dimension; bits++) {
            double[] point = new double[dimension];
            for (int i = 0; i < dimension; i++) {
                point[i] = bits >> i & 1;
            }
            if (feasible.test(point)) {
                points.add(point);
            }
        }
        return of(sense, points.toArray(new double[0][]));
    }

    @Override
    public int dimension() {
        return vertices[0].y().length;
    }

    @Override
    public Sense sense() {
        return sense;
    }

    @Override
    public Set<Trait> traits() {
        return traits;
    }

    @Override
    public OracleSession openSession() {
        return this::solve;
    }

    private void solve(double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, dimension());
        Answer best = best(theta, sense);
        System.arraycopy(best.y(), 0, vertex.dense(), 0, theta.length);
        vertex.offset(best.offset());
    }

    /** Returns the best vertex in the given sense, which may differ from the sense of this oracle. */
    Answer best(double[] theta, Sense givenSense) {
        Answer best = vertices[0];
        double bestValue = best.objective(theta);
        for (int k = 1; k < vertices.length; k++) {
            double candidate = vertices[k].objective(theta);
            if (givenSense.isBetter(candidate, bestValue)) {
                best = vertices[k];
                bestValue = candidate;
            }
        }
        return best;
    }

    int count() {
        return vertices.length;
    }

    /** Returns whether an answer, with its h(y), is near a vertex of the list, as {@link Answer#isNear} defines it. */
    boolean contains(Answer answer, double tolerance) {
        return Arrays.stream(vertices).anyMatch(vertex -> vertex.isNear(answer, tolerance));
    }

    /** Returns whether a point is near a vertex of the list, whatever the h(y) of this vertex. */
    boolean containsPoint(double[] y, double tolerance) {
        return Arrays.stream(vertices).anyMatch(vertex -> vertex.isNear(new Answer(y, vertex.offset()), tolerance));
    }

    private static Set<Trait> traitsOf(Answer[] vertices) {
        Set<Trait> traits = EnumSet.noneOf(Trait.class);
        if (Arrays.stream(vertices)
                .flatMapToDouble(vertex -> Arrays.stream(vertex.y()))
                .allMatch(y -> y == 0 || y == 1)) {
            traits.add(Trait.ZERO_ONE);
        }
        if (Arrays.stream(vertices).allMatch(vertex -> vertex.sum() == vertices[0].sum())) {
            traits.add(Trait.CONSTANT_SUM);
        }
        if (Arrays.stream(vertices).anyMatch(vertex -> vertex.offset() != 0)) {
            traits.add(Trait.OFFSET);
        }
        return Set.copyOf(traits);
    }
}
