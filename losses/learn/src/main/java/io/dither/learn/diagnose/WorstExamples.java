package io.dither.learn.diagnose;

import io.dither.learn.Outcome;
import io.dither.learn.model.Fitted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The examples with the largest excess cost of the observed decision, and the features that made the model choose another decision.
 *
 * @param examples the examples, the largest excess first
 * @param columns the names of all parts: the features, then other parts of the costs, such as the mean of the noise
 * @param arePartsCosts whether parts are costs that add up to the excess; otherwise they are differences of features
 */
public record WorstExamples(List<Example> examples, List<String> columns, boolean arePartsCosts) {
    /** The largest number of examples shown. */
    public static final int MAX_SHOWN = 10;

    /**
     * An example with a large excess cost.
     *
     * @param outcome the predicted and the observed decision
     * @param excess how much more the observed decision costs (for scores, how much lower its score is)
     * @param parts the parts of the excess, or the differences of features, by name
     */
    public record Example(Outcome outcome, double excess, Map<String, Double> parts) {
        /** {@return the id of the example} */
        public String id() {
            return outcome.observation().id();
        }
    }

    static WorstExamples of(List<Outcome> outcomes, Fitted fitted) {
        FeatureSplit split = new FeatureSplit(fitted);
        List<Example> examples = new ArrayList<>();
        Set<String> columns = new LinkedHashSet<>(split.hasParts() ? split.names() : List.of());
        for (Outcome outcome : Excess.worstExamples(outcomes, MAX_SHOWN)) {
            Map<String, Double> parts = split.of(outcome);
            columns.addAll(parts.keySet());
            examples.add(new Example(outcome, Excess.of(outcome), parts));
        }
        return new WorstExamples(List.copyOf(examples), List.copyOf(columns), split.arePartsCosts());
    }
}
