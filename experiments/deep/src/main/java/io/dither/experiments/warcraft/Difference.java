package io.dither.experiments.warcraft;

import io.dither.experiments.warcraft.Outcomes.Outcome;
import io.dither.learn.model.PlainText;
import java.util.function.ToDoubleFunction;

/**
 * Each of the {@link Scores} of one loss minus the same score of another loss, on the same maps. A standard error is
 * computed from the differences map by map: it describes the variation over maps, not over trainings.
 */
record Difference(
        double perfect,
        double perfectStandardError,
        double exact,
        double exactStandardError,
        double costRatio,
        double costRatioStandardError,
        double cellAccuracy,
        double cellAccuracyStandardError) {

    static Difference of(Outcomes first, Outcomes second) {
        // both losses have the same maps, so the same least costs
        double meanLeastCost =
                first.byMap().stream().mapToDouble(Outcome::leastCost).average().orElseThrow();
        double[] perfect = paired(first, second, map -> map.isPerfect() ? 1 : 0);
        double[] exact = paired(first, second, map -> map.isExact() ? 1 : 0);
        double[] ratio = paired(first, second, map -> map.cost() / meanLeastCost);
        double[] cells = paired(first, second, Outcome::agreement);
        return new Difference(perfect[0], perfect[1], exact[0], exact[1], ratio[0], ratio[1], cells[0], cells[1]);
    }

    /** Returns the mean over the maps of the difference of a score, and the standard error of the mean. */
    private static double[] paired(Outcomes first, Outcomes second, ToDoubleFunction<Outcome> score) {
        int count = first.byMap().size();
        double sum = 0;
        double squares = 0;
        for (int map = 0; map < count; map++) {
            double difference = score.applyAsDouble(first.byMap().get(map))
                    - score.applyAsDouble(second.byMap().get(map));
            sum += difference;
            squares += difference * difference;
        }
        double mean = sum / count;
        // rounding may make a variance of 0 negative
        return new double[] {mean, Math.sqrt(Math.max(0, squares / count - mean * mean) / count)};
    }

    /** Returns a row of a table: the name, then the differences of perfect, exact, cost ratio and cells. */
    Object[] row(String name) {
        return new Object[] {
            name,
            percent(perfect, perfectStandardError),
            percent(exact, exactStandardError),
            PlainText.format("%+.5f +- %.5f", costRatio, costRatioStandardError),
            percent(cellAccuracy, cellAccuracyStandardError)
        };
    }

    private static String percent(double share, double error) {
        return PlainText.format("%+.2f +- %.2f %%", 100 * share, 100 * error);
    }
}
