package io.dither.oracle.capability;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;

/**
 * A feasible point y that moves. A walk may have more states than points: its state determines y, and each y has
 * equally many states. Used by one thread. A walk allocates nothing except in {@link #begin} and {@link #write}, unless
 * it solves or tests feasibility to propose a move.
 *
 * <p>Every point can be reached from every other point by possible moves, and each possible move can be reversed.
 */
public interface Walk extends AutoCloseable {
    /**
     * Begins at a feasible point that is found without a solve if possible.
     *
     * @param random the source of random numbers
     * @throws io.dither.error.OracleException with code INFEASIBLE if no feasible point is found
     */
    void begin(KeyedRandom random);

    /**
     * Begins at a point. If this throws, the walk may have no point until it begins again.
     *
     * @param y a feasible point; read only, and no reference is kept
     * @throws InvalidArgumentException if the walk finds that y is not feasible
     */
    void begin(Vertex y);

    /**
     * Proposes a move; the state does not change.
     *
     * @param random the source of random numbers; the law of the proposal must be the same at each visit of a state
     * @param scores the scores s, length d, of the law with probabilities proportional to exp(&lt;s, y&gt;): theta /
     *     epsilon if theta is a score, -theta / epsilon if it is a cost. Most walks ignore them. A walk of Gibbs steps
     *     draws a block of coordinates from their law given the other coordinates; it returns minus the change of
     *     &lt;scores, y&gt;, so that the move is always accepted
     * @param move filled with the changes; without a meaning if the move is not possible
     * @return log q(here | there) - log q(there | here), with the current state here, the proposed state there, and q
     *     the probability of the proposal: 0 if proposals are symmetric; negative infinity if this move is not
     *     possible, so that the state stays
     */
    double propose(KeyedRandom random, double[] scores, Move move);

    /** Makes the last proposed move, which must be possible. */
    void apply();

    /**
     * Writes the point.
     *
     * @param y filled with the point
     * @throws InvalidArgumentException if {@code y} has another length
     */
    void write(Vertex y);

    /**
     * {@return whether the log ratios that {@link #propose} returns are exact} If they are not, a chain has only
     * approximately the requested law, and results are marked as approximate.
     */
    default boolean isExact() {
        return true;
    }

    /** Frees what the walk owns. */
    @Override
    default void close() {}
}
