package io.dither.layer;

import io.dither.oracle.LinearOracle;
import java.util.List;
import java.util.Map;

/**
 * A capability: the factory of a loss that compares a decision with the decisions of other examples instead of solving.
 */
public interface HistoryLossFactory extends LossFactory {
    /**
     * Returns a factory whose losses compare with given decisions.
     *
     * @param decisions the decisions of all examples by oracle; the keys are the very objects that the examples have as
     *     oracles
     * @return the factory
     * @throws io.dither.error.InvalidArgumentException if there is nothing to compare
     */
    LossFactory against(Map<LinearOracle, List<Decision>> decisions);
}
