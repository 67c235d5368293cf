package io.dither.perturbed;

import io.dither.oracle.Vertex;

/** A number that a user makes of a solution, such as its true cost or its regret. */
@FunctionalInterface
public interface VertexFunction {
    /**
     * Evaluates the function; called by many threads.
     *
     * @param y a solution; read only and not kept
     * @return a finite number
     */
    double apply(Vertex y);
}
