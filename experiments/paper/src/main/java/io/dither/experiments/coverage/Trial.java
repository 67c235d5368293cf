package io.dither.experiments.coverage;

import io.dither.learn.model.Fitted;
import io.dither.learn.model.Interval;
import io.dither.learn.model.Weight;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one history says.
 *
 * @param intervals of the unknowns, in their order; errors that are NaN where there is no interval
 * @param held whether they hold the truth
 * @param notes why there are no intervals, or else what the fit tells
 */
record Trial(List<Interval> intervals, List<Boolean> held, Set<String> notes) {
    static Trial of(Fitted fitted, Map<String, Double> truth) {
        List<Interval> intervals = new ArrayList<>();
        List<Boolean> held = new ArrayList<>();
        Set<String> notes = new TreeSet<>();
        truth.forEach((name, value) -> {
            Weight weight = name.equals("epsilon") ? fitted.ofEpsilon() : fitted.weight(name);
            intervals.add(Interval.of(weight.estimate(), weight.standardError()));
            held.add(weight.low() <= value && value <= weight.high());
            notes.add(weight.note());
        });
        notes.remove("");
        String told = fitted.message().replaceAll("(?s)[:,.] .*", "").replaceAll("\\d+ ", "");
        if (notes.isEmpty() && !told.isEmpty()) {
            notes.add(told);
        }
        return new Trial(intervals, held, notes);
    }
}
