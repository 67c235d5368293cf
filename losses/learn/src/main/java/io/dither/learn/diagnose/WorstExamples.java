package io.dither.learn.diagnose;

import io.dither.learn.Outcome;
import io.dither.learn.model.Fitted;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The examples whose observed decisions cost most beyond the best ones, and why the model chose otherwise.
 *
 * @param examples worst first
 * @param columns the features (and what else costs are made of) by which they are split
 * @param isOfCosts whether parts are costs that add up to the excess, or differences of features
 */
public record WorstExamples(List<Example> examples, List<String> columns, boolean isOfCosts) {
    /** How many are shown. */
    public static final int MOST = 10;

    /**
     * One of them.
     *
     * @param outcome the decisions
     * @param excess what the observed one costs more
     * @param parts the excess by feature
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
        Set<String> columns = new LinkedHashSet<>(split.isKnown() ? split.names() : List.of());
        for (Outcome one : Excess.worst(outcomes, MOST)) {
            Map<String, Double> parts = split.of(one);
            columns.addAll(parts.keySet());
            examples.add(new Example(one, Excess.of(one), parts));
        }
        return new WorstExamples(List.copyOf(examples), List.copyOf(columns), split.isOfCosts());
    }
}
