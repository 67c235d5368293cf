package io.dither.layer;

import java.io.Serializable;

/** The target of an example: an observed decision, or the true costs. */
public sealed interface Target extends Serializable permits Decision, Costs {
    /** {@return the numbers (a vector of the oracle's dimension; read only)} */
    double[] values();
}
