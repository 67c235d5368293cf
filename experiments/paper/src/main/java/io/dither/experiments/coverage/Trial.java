package io.dither.experiments.coverage;

import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * The fit of one history.
 *
 * @param estimates the estimates of the unknowns, in the order of the true values; the standard error is NaN if there
 *     is none
 * @param haveIntervals whether each unknown has a confidence interval, which may exist without a standard error
 * @param covered whether each interval holds the truth
 * @param notes the notes of the unknowns: why one has no interval, or what its interval leaves out; if there are none,
 *     the beginning of the message of the fit, if it has one
 */
record Trial(List<Interval> estimates, List<Boolean> haveIntervals, List<Boolean> covered, Set<String> notes) {
    static Trial of(Fitted fitted, Map<String, Double> truth) {
        List<Weight> weights = new ArrayList<>(fitted.weights());
        weights.add(fitted.epsilonWeight());
        return of(weights, fitted.message(), truth);
    }

    static Trial of(List<Weight> weights, String message, Map<String, Double> truth) {
        Map<String, Weight> byName = new HashMap<>();
        weights.forEach(weight -> byName.put(weight.name(), weight));
        List<Interval> estimates = new ArrayList<>();
        List<Boolean> haveIntervals = new ArrayList<>();
        List<Boolean> covered = new ArrayList<>();
        Set<String> notes = new TreeSet<>();
        truth.forEach((name, value) -> {
            Weight weight = Objects.requireNonNull(byName.get(name));
            estimates.add(Interval.of(weight.estimate(), weight.standardError()));
            haveIntervals.add(!Double.isNaN(weight.low()));
            covered.add(weight.low() <= value && value <= weight.high());
            notes.add(weight.note());
        });
        notes.remove("");
        // the beginning of the message without its numbers, so that equal reasons are counted together
        String note = message.replaceAll("(?s)[:,.] .*", "").replaceAll("\\d+ ", "");
        if (notes.isEmpty() && !note.isEmpty()) {
            notes.add(note);
        }
        return new Trial(estimates, haveIntervals, covered, notes);
    }
}
