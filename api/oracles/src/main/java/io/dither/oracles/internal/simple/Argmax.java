package io.dither.oracles.internal.simple;

import io.dither.kernel.Kernels;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Exchangeable;
import io.dither.oracle.capability.Fixable;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Polytope;
import io.dither.oracle.capability.StructuredOracle;
import io.dither.oracle.capability.VertexLanes;
import io.dither.oracle.capability.Walk;
import io.dither.oracles.internal.ClosableLaneSession;
import io.dither.oracles.kernel.SelectionKernel;
import java.util.Set;

/**
 * The corners of the simplex: y is 1 at the largest coordinate of theta (the first if several are equal), and 0 at all
 * other coordinates.
 */
public record Argmax(int dimension) implements StructuredOracle, Fixable, Neighbourhood, Exchangeable {
    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM);
    }

    @Override
    public Polytope polytope() {
        // the 0/1 vectors with a single one
        return new Polytope.Hypersimplex(dimension, 1);
    }

    @Override
    public LinearOracle fixing(int[] ones, int... free) {
        // requires that ones and free are in ascending order and within 0 to d - 1, and that free is not empty
        Fixable.require(dimension(), ones, free);
        // if a coordinate is fixed at 1, the free coordinates are 0: TopK makes that oracle
        return ones.length == 0 ? new Argmax(free.length) : new TopK(dimension, 1, sense()).fixing(ones, free);
    }

    @Override
    public Walk walk() {
        return SubsetWalk.ofSize(dimension, 1);
    }

    @Override
    public OracleSession openSession() {
        return new Session(dimension);
    }

    private static final class Session extends ClosableLaneSession {
        /**
         * The vector kernel of this virtual machine; if there is none, the plain loops of the default methods. The
         * class of the session holds it, so that losses in closed form, which open no session, load no kernels.
         */
        private static final SelectionKernel KERNEL =
                Kernels.find(SelectionKernel.class).orElse(new SelectionKernel() {});

        /** 16 doubles are two cache lines; with them, the workspaces of two threads never share a cache line. */
        private static final int PADDING = 16;

        private final int dimension;
        /** A workspace of the kernel: the largest number of each lane. */
        private final double[] largest;

        Session(int dimension) {
            // as many lanes as the kernels solve at once; 1 for plain kernels
            super(Kernels.get().lanes());
            this.dimension = dimension;
            largest = new double[lanes() + PADDING];
        }

        @Override
        public void solveOpen(double[] theta, Vertex vertex) {
            Thetas.check(theta, vertex, dimension);
            double max = theta[0];
            int best = 0;
            for (int i = 1; i < dimension; i++) {
                if (theta[i] > max) {
                    max = theta[i];
                    best = i;
                }
            }
            vertex.clear();
            vertex.add(best, 1);
        }

        @Override
        public void solveOpenLanes(double[] thetas, VertexLanes vertices) {
            Thetas.checkLanes(thetas, dimension, lanes());
            // fills in the index of the single one of each lane
            KERNEL.argmax(thetas, largest, vertices.ones(1));
        }
    }
}
