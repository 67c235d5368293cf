package io.dither.oracles.internal.simple;

import io.dither.kernel.Kernels;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Exchangeable;
import io.dither.oracle.capability.Polytope;
import io.dither.oracle.capability.StructuredOracle;
import io.dither.oracle.capability.VertexLanes;
import io.dither.oracles.internal.ClosableLaneSession;
import io.dither.oracles.kernel.RankKernel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The permutations of 0, ..., n - 1, which are the corners of the permutahedron. y_i is the rank of theta_i: in
 * ascending order if the oracle maximises &lt;theta, y&gt;, in descending order if it minimises.
 *
 * <p>Of equal coordinates the first has the lower rank. Few coordinates are ranked by counting, many by buckets. If
 * several thetas, called lanes, are solved at once, a sorting network ranks many coordinates if the kernels have one.
 */
public record Ranking(int dimension, Sense sense) implements StructuredOracle, Exchangeable {
    /** The vector kernel of this virtual machine; if there is none, the plain loops of the default methods. */
    private static final RankKernel KERNEL = Kernels.find(RankKernel.class).orElse(new RankKernel() {});
    /** Up to this dimension, counting is the fastest method to rank a single theta. */
    private static final int MAX_COUNTING_DIMENSION = 24;
    /** Up to this dimension, counting is the fastest method to rank several thetas at once. */
    private static final int MAX_COUNTING_DIMENSION_IN_LANES = 16;

    /** Includes SCORED if the oracle minimises, because a larger theta still gets the better, lower rank. */
    @Override
    public Set<Trait> traits() {
        return sense == Sense.MINIMIZE ? Set.of(Trait.CONSTANT_SUM, Trait.SCORED) : Set.of(Trait.CONSTANT_SUM);
    }

    @Override
    public Polytope polytope() {
        return new Polytope.Permutahedron(dimension);
    }

    @Override
    public OracleSession openSession() {
        return new Session(dimension, sense.sign());
    }

    private static final class Session extends ClosableLaneSession {
        private final int dimension;
        private final int sign;
        private final BucketRanks buckets;
        /** The workspace of kernels that sort; null before their first use. */
        private long @Nullable [] workspace;

        Session(int dimension, int sign) {
            // as many lanes as the kernels solve at once; 1 for plain kernels
            super(Kernels.get().lanes());
            this.dimension = dimension;
            this.sign = sign;
            this.buckets = new BucketRanks(dimension);
        }

        @Override
        public void solveOpen(double[] theta, Vertex vertex) {
            Thetas.check(theta, vertex, dimension);
            // makes the vertex dense, and returns its live array of zeros, to be filled
            double[] ranks = vertex.dense();
            if (dimension <= MAX_COUNTING_DIMENSION) {
                KERNEL.countRanks(theta, 1, sign, ranks); // with a single lane
            } else {
                buckets.rank(theta, 0, 1, sign, ranks);
            }
        }

        @Override
        public void solveOpenLanes(double[] thetas, VertexLanes vertices) {
            int lanes = lanes();
            Thetas.checkLanes(thetas, dimension, lanes);
            // the live block of the ranks of all lanes, to be filled
            double[] ranks = vertices.dense();
            if (dimension <= MAX_COUNTING_DIMENSION_IN_LANES) {
                KERNEL.countRanks(thetas, lanes, sign, ranks);
            } else if (!sortRanks(thetas, ranks)) {
                rankLaneByLane(thetas, ranks);
            }
        }

        /** Ranks all lanes by a sorting network; returns false if the kernels have none or it failed. */
        private boolean sortRanks(double[] thetas, double[] ranks) {
            if (workspace == null) {
                workspace = new long[KERNEL.sortWorkspace(dimension)];
            }
            return KERNEL.sortRanks(thetas, sign, workspace, ranks);
        }

        private void rankLaneByLane(double[] thetas, double[] ranks) {
            int lanes = lanes();
            for (int lane = 0; lane < lanes; lane++) {
                // the coordinates of this lane are at lane, lane + lanes, lane + 2 lanes, ...
                buckets.rank(thetas, lane, lanes, sign, ranks);
            }
        }
    }
}
