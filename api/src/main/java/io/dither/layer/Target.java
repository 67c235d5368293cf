package io.dither.layer;

import java.io.Serializable;

/** The target of an example: an observed decision, or the true costs. */
public sealed interface Target extends Serializable permits Decision, Costs {
    /** {@return the decision or the costs, length d; read only} */
    double[] values();
}
