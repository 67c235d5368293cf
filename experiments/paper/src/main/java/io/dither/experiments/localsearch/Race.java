package io.dither.experiments.localsearch;

import io.dither.experiments.run.Metrics;
import io.dither.learn.model.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;

/** A race between families of methods: it chooses a method of each family on some histories, and measures these methods on others. */
final class Race {
    /** The result of a method on one history, after some seconds. */
    record Outcome(Method.Family family, long seed, double seconds, int steps, double missed, double regret) {}

    /** The shares of the longest time after which the learnt weights are measured. */
    private static final double[] SHARES = {0.125, 0.25, 0.5, 1};
    /** The smallest seed of the histories on which settings are chosen. */
    static final long FIRST_TUNING_SEED = 1_000_000;

    private final String kind;
    private final String decider;
    private final LongFunction<History> histories;
    private final double[] seconds;
    /** The method, with its settings, that {@link #choose} has chosen of each family. */
    private final Map<Method.Family, Method> chosen = new EnumMap<>(Method.Family.class);

    private final List<Outcome> outcomes = new ArrayList<>();

    /** Makes the race on the history of each seed; {@code longest} is the time for learning from a history, in seconds. */
    Race(String kind, String decider, double longest, LongFunction<History> histories) {
        this.kind = kind;
        this.decider = decider;
        this.histories = histories;
        seconds = Arrays.stream(SHARES).map(share -> share * longest).toArray();
    }

    String kind() {
        return kind;
    }

    String decider() {
        return decider;
    }

    double[] seconds() {
        return seconds.clone();
    }

    Map<Method.Family, Method> chosen() {
        return chosen;
    }

    /**
     * For each family, chooses the method with the least regret on held-out decisions, or with the least share missed if the regret is
     * unknown. The methods are compared on a quarter as many histories as there are seeds.
     */
    void choose(long seed, int seeds) {
        Map<Method, Double> totals = new LinkedHashMap<>(); // regrets or shares missed, summed over histories
        for (int s = 0; s < (seeds + 3) / 4; s++) { // a quarter, rounded up
            History history = histories.apply(FIRST_TUNING_SEED + seed + s);
            for (Method method : Method.ALL) {
                if (method.oracle(history.test().get(0)).isPresent()) { // the method applies to this kind
                    TimedLearner.Mark end = new TimedLearner(history, method, seed + s)
                            .run(seconds[seconds.length - 1])
                            .get(0);
                    History.Quality quality = history.quality(end.weights());
                    totals.merge(
                            method, Double.isNaN(quality.regret()) ? quality.missed() : quality.regret(), Double::sum);
                }
            }
        }
        totals.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(entry -> chosen.putIfAbsent(entry.getKey().family(), entry.getKey()));
    }

    /** Lets the chosen methods learn from one history, and measures them. */
    void run(long seed, Metrics metrics) {
        History history = histories.apply(seed);
        for (Method method : chosen.values()) {
            for (TimedLearner.Mark mark : new TimedLearner(history, method, seed).run(seconds)) {
                History.Quality quality = history.quality(mark.weights());
                Outcome outcome = new Outcome(
                        method.family(), seed, mark.seconds(), mark.steps(), quality.missed(), quality.regret());
                outcomes.add(outcome);
                metrics.row(
                        kind,
                        decider,
                        method.family().title,
                        method.name(),
                        seed,
                        outcome.seconds(),
                        outcome.steps(),
                        outcome.missed(),
                        outcome.regret());
            }
        }
    }

    boolean hasRegret() {
        return outcomes.stream().noneMatch(outcome -> Double.isNaN(outcome.regret()));
    }

    /** Returns the mean of a measure over histories, after a number of seconds. */
    Interval mean(Method.Family family, double seconds, ToDoubleFunction<Outcome> measure) {
        return Interval.ofMean(values(family, seconds, measure));
    }

    /** Returns the mean over histories of a measure of chains minus the measure of a family, after a number of seconds. */
    Interval chainsMinus(Method.Family rival, double seconds, ToDoubleFunction<Outcome> measure) {
        double[] difference = values(Method.Family.CHAINS, seconds, measure);
        double[] ofRival = values(rival, seconds, measure);
        Arrays.setAll(difference, k -> difference[k] - ofRival[k]);
        return Interval.ofMean(difference);
    }

    private double[] values(Method.Family family, double seconds, ToDoubleFunction<Outcome> measure) {
        return outcomes.stream()
                .filter(outcome -> outcome.family() == family && outcome.seconds() == seconds)
                .mapToDouble(measure)
                .toArray();
    }
}
