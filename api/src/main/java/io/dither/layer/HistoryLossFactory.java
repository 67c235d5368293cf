package io.dither.layer;

import io.dither.oracle.LinearOracle;
import java.util.List;
import java.util.Map;

/** A capability: a loss that compares a decision with those of other examples instead of solving. */
public interface HistoryLossFactory extends LossFactory {
    /**
     * Makes the loss that compares with given decisions.
     *
     * @param decisions the decisions of all examples, by their oracles, which are the same objects as those of the
     * examples
     * @return the loss
     * @throws io.dither.error.InvalidArgumentException if there is nothing to compare
     */
    LossFactory against(Map<LinearOracle, List<Decision>> decisions);
}
