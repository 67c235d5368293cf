package io.dither.experiments.warcraft;

import io.dither.experiments.warcraft.Outcomes.Outcome;
import java.util.List;

/**
 * Summary of the {@link Outcomes} over all maps. A predicted path is the cheapest path at the predicted costs.
 *
 * @param perfect the share of maps whose predicted path has the least true cost
 * @param exact the share of maps whose predicted path equals the observed path, cell by cell
 * @param costRatio the true cost of all predicted paths, divided by the cost of all cheapest paths; 1 at best
 * @param cellAccuracy the share of cells that are on both the predicted and the observed path, or on neither path
 */
record Scores(double perfect, double exact, double costRatio, double cellAccuracy) {
    static Scores of(Outcomes outcomes) {
        List<Outcome> maps = outcomes.byMap();
        double count = maps.size();
        return new Scores(
                maps.stream().filter(Outcome::isPerfect).count() / count,
                maps.stream().filter(Outcome::isExact).count() / count,
                maps.stream().mapToDouble(Outcome::cost).sum()
                        / maps.stream().mapToDouble(Outcome::leastCost).sum(),
                maps.stream().mapToDouble(Outcome::agreement).sum() / count);
    }
}
