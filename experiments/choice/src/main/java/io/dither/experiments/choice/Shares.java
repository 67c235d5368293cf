package io.dither.experiments.choice;

import io.dither.experiments.learning.ResultsView.Judged;
import io.dither.layer.Decision;
import io.dither.learn.Predictor;
import io.dither.learn.model.Observation;
import io.dither.plugin.PluginSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * How often alternatives are chosen, weighted as the examples are.
 *
 * @param alternatives their names, in the order of {@code --alternatives}
 * @param total the sum of the weights of the choices
 * @param available by alternative, the weight of the choices in which it is available
 * @param chosen by alternative, the weight of the choices of it
 * @param predicted by alternative, the sum of its probabilities
 * @param confusion by chosen and then by most probable alternative, the weight of the choices
 */
@SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
record Shares(
        List<String> alternatives,
        double total,
        double[] available,
        double[] chosen,
        double[] predicted,
        double[][] confusion) {
    /** So many draws of the tastes of a person for each choice. */
    private static final int DRAWS = 100;

    static Shares of(Judged judged) {
        List<String> alternatives = alternatives(judged);
        int size = alternatives.size();
        Shares shares = new Shares(
                alternatives,
                total(judged),
                new double[size],
                new double[size],
                new double[size],
                new double[size][size]);
        try (Predictor predictor = Predictor.of(judged.fitted())) {
            for (Observation observation : judged.observations()) {
                shares.add(
                        observation,
                        places(judged, observation, alternatives),
                        probabilities(judged, predictor, observation));
            }
        }
        return shares;
    }

    private static double[] probabilities(Judged judged, Predictor predictor, Observation observation) {
        long seed = judged.fitted().settings().seed();
        return judged.persons()
                .map(persons -> persons.probabilities(observation, DRAWS, seed))
                .orElseGet(
                        () -> predictor.probabilities(observation.features(), observation.oracle(), 10 * DRAWS, seed));
    }

    private static double total(Judged judged) {
        return judged.observations().stream().mapToDouble(Observation::weight).sum();
    }

    private static List<String> alternatives(Judged judged) {
        Set<String> found = new TreeSet<>();
        judged.observations().forEach(observation -> found.addAll(judged.names().apply(observation)));
        return inOrder(judged.reshape(), found);
    }

    /** Alternatives in the order in which the text of the reshaper names them, and behind them others by name. */
    static List<String> inOrder(String reshape, Set<String> others) {
        String named = reshape.isEmpty()
                ? ""
                : PluginSpec.parse(reshape).arguments().getOrDefault(ChoiceForm.ALTERNATIVES, "");
        Set<String> all = new LinkedHashSet<>(ChoiceForm.codes(named).values());
        all.retainAll(others);
        all.addAll(others);
        return new ArrayList<>(all);
    }

    private static int[] places(Judged judged, Observation observation, List<String> alternatives) {
        return judged.names().apply(observation).stream()
                .mapToInt(alternatives::indexOf)
                .toArray();
    }

    private void add(Observation observation, int[] places, double[] probabilities) {
        double weight = observation.weight();
        int best = 0;
        int observed = -1;
        double[] y = observation.target() instanceof Decision decision ? decision.values() : new double[0];
        for (int j = 0; j < places.length; j++) {
            available[places[j]] += weight;
            predicted[places[j]] += weight * probabilities[j];
            best = probabilities[j] > probabilities[best] ? j : best;
            observed = y.length > j && y[j] == 1 ? j : observed;
        }
        if (observed >= 0) {
            chosen[places[observed]] += weight;
            confusion[places[observed]][places[best]] += weight;
        }
    }

    double hits() {
        double hits = 0;
        for (int i = 0; i < confusion.length; i++) {
            hits += confusion[i][i];
        }
        return hits;
    }

    double largestShare() {
        return Arrays.stream(chosen).max().orElse(0) / total;
    }
}
