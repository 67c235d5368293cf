package io.dither.experiments.coverage;

import io.dither.experiments.run.Parallel;
import io.dither.learn.model.FitSettings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;

/**
 * The results of all histories that were drawn in a {@link Situation}, and then fitted.
 *
 * @param situation the name of the situation
 * @param histories the number of histories
 * @param intervalShare the share of all estimates, of every unknown in every history, that have an interval
 * @param notes the number of histories per note, see {@link Trial#notes}
 * @param unknowns the weights, and epsilon if it is learnt
 * @param wrongModel for comparison, the mean weights that a simpler, wrong model learns: all persons have the same
 *     taste; empty if persons have no tastes, or have them in a unit
 */
record Coverage(
        String situation,
        int histories,
        double intervalShare,
        Map<String, Integer> notes,
        List<Unknown> unknowns,
        List<Unknown> wrongModel) {
    /** Draws histories and fits them on several threads; {@code afterEach} runs after each fit. */
    static Coverage of(
            Situation situation, long seed, int histories, FitSettings.Errors errors, int threads, Runnable afterEach) {
        Map<String, Double> truth = new LinkedHashMap<>(situation.truth(seed));
        // the true values for the wrong model follow, under names of their own
        truth.putAll(situation.meanWeights());
        List<Callable<Trial>> tasks = LongStream.range(0, histories)
                .<Callable<Trial>>mapToObj(number -> () -> situation.trial(seed, number, errors, truth))
                .toList();
        return of(situation.name(), truth, situation.meanWeights().size(), Parallel.run(tasks, threads, afterEach));
    }

    /** Sums up trials; the last {@code wrongModelCount} entries of {@code truth} are unknowns of the wrong model. */
    static Coverage of(String situation, Map<String, Double> truth, int wrongModelCount, List<Trial> trials) {
        Map<String, Integer> notes = new TreeMap<>();
        trials.forEach(trial -> trial.notes().forEach(note -> notes.merge(note, 1, Integer::sum)));
        List<Unknown> unknowns = new ArrayList<>();
        // the estimates of a trial are in the order of truth: the next one has the index unknowns.size()
        truth.forEach((name, value) -> unknowns.add(Unknown.of(name, value, unknowns.size(), trials)));
        List<Unknown> ofTrueModel = unknowns.subList(0, unknowns.size() - wrongModelCount);
        double intervals = ofTrueModel.stream().mapToInt(Unknown::intervals).sum();
        return new Coverage(
                situation,
                trials.size(),
                intervals / trials.size() / ofTrueModel.size(),
                notes,
                List.copyOf(ofTrueModel),
                List.copyOf(unknowns.subList(ofTrueModel.size(), unknowns.size())));
    }

    /** Returns the share of all intervals that hold the truth; NaN if there are none. */
    double coveredShare() {
        double covered = unknowns.stream().mapToInt(Unknown::covered).sum();
        return covered / unknowns.stream().mapToInt(Unknown::intervals).sum();
    }

    /**
     * Returns the unknowns whose coverage is wrong, such as {@code b low}; {@code none} if there are no intervals;
     * otherwise {@code ok}, also if there are too few intervals for a verdict.
     */
    String status() {
        List<String> wrong = unknowns.stream()
                .filter(unknown -> !unknown.verdict().isEmpty())
                .map(unknown -> unknown.name() + " " + unknown.verdict())
                .toList();
        if (intervalShare == 0) {
            return "none";
        }
        return wrong.isEmpty() ? "ok" : String.join(", ", wrong);
    }
}
