package io.dither.oracle.capability;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.Vertex;
import io.dither.random.KeyedRandom;

/**
 * A feasible point that moves. Its state stands for one y; where several states stand for the same y, as many do for every other. Used by
 * one thread; but for {@link #begin} and {@link #write} it allocates nothing.
 *
 * <p>Every point can be reached from every other by moves that are possible, and a move back is possible if the move is.
 */
public interface Walk extends AutoCloseable {
    /**
     * Begins at a feasible point that is found without a solve if possible.
     *
     * @param random what is left to chance
     * @throws OracleException with code INFEASIBLE if none is found
     */
    void begin(KeyedRandom random);

    /**
     * Begins at a point. A walk that refuses one of the right length may stand nowhere until it begins again.
     *
     * @param y a feasible point; read only and not kept
     * @throws InvalidArgumentException if it is seen not to be feasible
     */
    void begin(Vertex y);

    /**
     * Proposes a move and leaves the state as it is.
     *
     * @param random what is left to chance, by the same law in each visit of this state
     * @param scores what y is weighed by, length d: theta / epsilon for scores, -theta / epsilon for costs. Most proposals ignore them;
     *     one that draws from the law within a block (a Gibbs step) returns minus the change of &lt;scores, y&gt;, and is always accepted
     * @param move filled with what changes
     * @return log q(here | there) - log q(there | here), with q the probability of the proposal: 0 where proposals are symmetric;
     *     negative infinity where this move is not possible and the state stays
     */
    double propose(KeyedRandom random, double[] scores, Move move);

    /** Makes the move that was proposed last and was possible. */
    void apply();

    /**
     * Writes the point.
     *
     * @param y becomes the point
     * @throws InvalidArgumentException if it has another length
     */
    void write(Vertex y);

    /**
     * {@return whether ratios of proposals are exact} Where they are not, a chain has another law than the one that it is asked for, and
     * results say that they are approximate.
     */
    default boolean isExact() {
        return true;
    }

    /** Frees what the walk owns. */
    @Override
    default void close() {}
}
