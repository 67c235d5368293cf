package io.dither.oracles.internal.combine;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.VertexLanes;

/**
 * The same set in the opposite sense: the maximum of &lt;-theta, y&gt; + h(y) is minus the minimum of &lt;theta, y&gt;
 * - h(y), so the solution y is the same. Here h(y) is the offset of y, the part of its objective that does not depend
 * on theta (see {@link Vertex#offset()}); its sign changes.
 *
 * @param inner the oracle that solves: the set's oracle at -theta
 * @param set the oracle in its original sense, which has the capabilities of the set
 */
public record Negate(LinearOracle inner, LinearOracle set) implements Delegating {
    public static LinearOracle of(LinearOracle oracle) {
        int dimension = Arguments.atLeast("dimension of the inner oracle", oracle.dimension(), 1);
        return new Negate(
                new Transformed(
                        oracle,
                        dimension,
                        oracle.sense().opposite(),
                        oracle.domain().negated(),
                        oracle.traits(),
                        new Mirror()),
                oracle);
    }

    private record Mirror() implements Transformed.Map {
        @Override
        public void mapTheta(double[] theta, double[] inner) {
            for (int i = 0; i < inner.length; i++) {
                inner[i] = -theta[i];
            }
        }

        @Override
        public Transformed.Map lanes(int lanes) {
            return this;
        }

        @Override
        public boolean isInPlace() {
            return true;
        }

        @Override
        public void mapAnswer(Vertex answer, Vertex vertex) {
            // both are the same object, because the map is in place; 0 - x because -0.0 would differ from 0.0
            vertex.offset(0 - vertex.offset());
        }

        @Override
        public void mapAnswer(VertexLanes answers, VertexLanes vertices) {
            // the constants of a lane are its offset and gap; the gap stays, because the map is in place
            for (int lane = 0; lane < vertices.lanes(); lane++) {
                mapAnswer(answers.constants(lane), vertices.constants(lane));
            }
        }
    }
}
