package io.dither.layer;

import io.dither.oracle.LinearOracle;
import java.util.List;
import java.util.Map;

/**
 * A capability of a loss factory, found by {@link LossFactory#as}: its losses compare a decision with the decisions of
 * other examples instead of solving. A fit calls {@link #against} first: losses of this factory itself have a name and
 * properties, but they may refuse to evaluate.
 */
public interface HistoryLossFactory extends LossFactory {
    /**
     * Returns a factory whose losses compare with given decisions.
     *
     * @param decisions for each oracle the decisions of all examples with this oracle; the keys are the same objects as
     *     the oracles of the examples
     * @return the factory
     * @throws io.dither.error.InvalidArgumentException if no oracle has two different decisions, so that there
     *     is nothing to compare
     */
    LossFactory against(Map<LinearOracle, List<Decision>> decisions);
}
