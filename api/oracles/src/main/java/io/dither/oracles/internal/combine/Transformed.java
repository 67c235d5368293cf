package io.dither.oracles.internal.combine;

import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.VertexLanes;
import io.dither.oracles.internal.OwningSession;
import java.util.Optional;
import java.util.Set;

/** An oracle that calls another oracle, the inner one, at an affine function of theta, and maps its vertex back. */
record Transformed(LinearOracle inner, int dimension, Sense sense, Domain domain, Set<Trait> traits, Map map)
        implements LinearOracle {
    /** Maps theta to the theta of the inner oracle, and the inner vertex back. */
    interface Map {
        /** Writes all numbers of the inner theta; before, the array has the numbers of the last call. */
        void mapTheta(double[] theta, double[] inner);

        /**
         * Returns a map whose {@link #mapTheta} maps this number of thetas at once; the lanes of a coordinate
         * are adjacent.
         */
        Map lanes(int lanes);

        /** Overwrites the vertex with the image of the inner oracle's answer. The caller copies the answer's gap. */
        void mapAnswer(Vertex answer, Vertex vertex);

        /**
         * Does the same as {@link #mapAnswer(Vertex, Vertex)} in all lanes, with the same bits, and copies the gaps.
         */
        default void mapAnswer(VertexLanes answers, VertexLanes vertices) {
            vertices.clear();
            for (int lane = 0; lane < vertices.lanes(); lane++) {
                Vertex answer = answers.vertex(lane);
                Vertex vertex = vertices.vertex(lane);
                mapAnswer(answer, vertex);
                vertex.gap(answer.gap());
            }
        }

        /**
         * Returns whether each coordinate of y depends only on the inner coordinate with the same index. Then {@link
         * #mapAnswer} gets the same object as answer and vertex, and changes it in place.
         */
        default boolean isInPlace() {
            return false;
        }

        /** Returns a capability of the inner oracle if it holds for the transformed coordinates too. */
        default <C> Optional<C> as(Class<C> capability, Transformed transformed) {
            return Optional.empty();
        }
    }

    /** Repeats each number once per lane, for thetas that have the lanes of a coordinate side by side. */
    static double[] repeat(double[] numbers, int lanes) {
        double[] repeated = new double[numbers.length * lanes];
        for (int at = 0; at < repeated.length; at++) {
            repeated[at] = numbers[at / lanes];
        }
        return repeated;
    }

    @Override
    public <C> Optional<C> as(Class<C> capability) {
        return map.as(capability, this).or(() -> LinearOracle.super.as(capability));
    }

    @Override
    public OracleSession openSession() {
        OracleSession session = inner.openSession();
        return new OwningSession(new TransformedSession(this, session), session);
    }
}
