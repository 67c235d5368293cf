package io.dither.experiments.learning;

import io.dither.experiments.report.Tables;
import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import io.dither.learn.Outcome;
import io.dither.learn.model.Features;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The section on the effects of groups, which add to theta: their size, the largest effects, and a map if positions are known and examples were
 * held out.
 */
final class EffectSection {
    /** The largest number of effects in the table. */
    private static final int MOST_ROWS = 12;

    private final LearningReport report;
    /** The effects by group, 0 for a group that was not seen in training. */
    private final Map<String, Double> effects;

    private final double rootMeanSquare;
    private final Html html;

    /** Begins the section: writes its heading and a sentence. */
    EffectSection(LearningReport report, Html html) {
        this.report = report;
        this.html = html;
        effects = report.fitted.effects();
        double[] nonZero = effects.values().stream()
                .mapToDouble(effect -> effect)
                .filter(effect -> effect != 0)
                .toArray();
        double squares = 0;
        for (double effect : nonZero) {
            squares += effect * effect;
        }
        rootMeanSquare = Math.sqrt(squares / Math.max(1, nonZero.length));
        html.element("h2", "Effects of groups");
        html.element(
                "p",
                nonZero.length + " of " + effects.size()
                        + " groups were seen and have effects, in the units of "
                        + (report.isScore() ? "scores" : "costs") + ", of "
                        + Numbers.text(rootMeanSquare)
                        + " (root mean square).");
    }

    void write() {
        writeMap();
        List<List<String>> rows = effects.entrySet().stream()
                .filter(effect -> effect.getValue() != 0)
                .sorted(Comparator.comparing(effect -> -Math.abs(effect.getValue())))
                .limit(MOST_ROWS)
                // effects have no standard errors: a hundredth of their size sets the number of digits
                .map(effect -> List.of(effect.getKey(), Numbers.text(effect.getValue(), rootMeanSquare / 100)))
                .toList();
        Tables.write(html, "", List.of("group", "shrunken effect"), rows, column -> column.equals("shrunken effect"));
        html.note("The largest " + rows.size() + ". Effects are shrunken to 0 by a ridge of "
                + Numbers.text(report.fitted.settings().effectsRidge())
                + " and have no intervals. Weights beside them have intervals only by --errors jackknife or bootstrap, which refit"
                + " the effects each time; these intervals hold only for this ridge and these groups.");
    }

    private void writeMap() {
        RoadMap roads = report.map;
        // if all effects are 0, so would be the threshold of the map
        if (roads == null || report.diagnosis == null || rootMeanSquare == 0) {
            return;
        }
        Outcome outcome = report.diagnosis.outcomes().get(0); // any example has the roads
        Features features = outcome.observation().features();
        new StreetMap(
                        roads,
                        outcome.predicted().dimension(),
                        coordinate -> effects.getOrDefault(features.group(coordinate), 0.0),
                        rootMeanSquare)
                .write(
                        html,
                        "What the features do not explain",
                        "higher by at least the root mean square",
                        "lower by at least that");
    }
}
