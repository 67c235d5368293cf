package io.dither.layer;

/**
 * A loss of a parameter vector theta against an observed solution y.
 *
 * <p>Implementations are thread-safe and give the same bits for the same arguments.
 */
public interface Loss {
    /**
     * Evaluates the loss and its gradient in theta, in the units of the oracle (a cost stays a cost).
     *
     * @param theta the parameters, length d; read only
     * @param target the observed solution, length d; read only
     * @return the value and the gradient
     */
    LossValue evaluate(double[] theta, double[] target);
}
