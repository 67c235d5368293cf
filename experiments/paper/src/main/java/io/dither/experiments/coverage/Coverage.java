package io.dither.experiments.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What all histories of a situation say.
 *
 * @param situation its name
 * @param histories how many there were
 * @param printed the share of intervals that the fits printed
 * @param notes how many histories had which note or message
 * @param unknowns the weights, and epsilon if it is learnt
 */
record Coverage(String situation, int histories, double printed, Map<String, Integer> notes, List<Unknown> unknowns) {
    static Coverage of(Situation situation, Map<String, Double> truth, List<Trial> trials) {
        Map<String, Integer> notes = new TreeMap<>();
        trials.forEach(trial -> trial.notes().forEach(note -> notes.merge(note, 1, Integer::sum)));
        List<Unknown> unknowns = new ArrayList<>();
        truth.forEach((name, value) -> unknowns.add(Unknown.of(name, value, unknowns.size(), trials)));
        double printed = unknowns.stream().mapToInt(Unknown::intervals).sum();
        return new Coverage(
                situation.name(), trials.size(), printed / trials.size() / truth.size(), notes, List.copyOf(unknowns));
    }

    /** Returns the share of all intervals that hold the truth; NaN if there are none. */
    double share() {
        double held = unknowns.stream().mapToInt(Unknown::held).sum();
        return held / unknowns.stream().mapToInt(Unknown::intervals).sum();
    }

    /** Returns {@code ok}, or which coverage is not: {@code b low}; {@code none} if there are no intervals. */
    String status() {
        List<String> wrong = unknowns.stream()
                .filter(one -> !one.verdict().isEmpty())
                .map(one -> one.name() + " " + one.verdict())
                .toList();
        return printed == 0 ? "none" : wrong.isEmpty() ? "ok" : String.join(", ", wrong);
    }
}
