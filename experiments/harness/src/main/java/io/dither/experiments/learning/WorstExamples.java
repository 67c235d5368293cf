package io.dither.experiments.learning;

import io.dither.experiments.text.Numbers;
import io.dither.layer.Decision;
import io.dither.learn.Outcome;
import io.dither.learn.model.Fitted;
import io.dither.oracle.Vertex;
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
record WorstExamples(List<Example> examples, List<String> columns, boolean isOfCosts) {
    /** How many are shown. */
    static final int MOST = 10;

    private static final int COORDINATES = 12;

    /**
     * One of them.
     *
     * @param outcome the decisions
     * @param excess what the observed one costs more
     * @param parts the excess by feature
     */
    record Example(Outcome outcome, double excess, Map<String, Double> parts) {
        /** Writes a part with as many decimals as the others have, so that small ones look small. */
        String text(double part) {
            double most = parts.values().stream().mapToDouble(Math::abs).max().orElse(0);
            return part == 0 ? "0" : Numbers.text(part, most / 100);
        }

        String id() {
            return outcome.observation().id();
        }

        String observed() {
            return outcome.observation().target() instanceof Decision decision ? solution(decision.point()) : "";
        }

        String predicted() {
            return solution(outcome.predicted());
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

    /** Writes a solution as the coordinates that are not 0, and their values where these are not 1. */
    private static String solution(Vertex y) {
        List<String> words = new ArrayList<>();
        int more = 0;
        for (int k = 0; k < y.size(); k++) {
            if (y.value(k) != 0 && words.size() < COORDINATES) {
                String value = y.value(k) == 1 ? "" : "=" + Numbers.text(y.value(k));
                words.add(y.index(k) + value);
            } else if (y.value(k) != 0) {
                more++;
            }
        }
        return String.join(" ", words) + (more > 0 ? " and " + more + " more" : "");
    }
}
