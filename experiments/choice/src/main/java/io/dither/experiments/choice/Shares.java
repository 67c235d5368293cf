package io.dither.experiments.choice;

import io.dither.choice.Choices;
import io.dither.experiments.learning.ResultsView.ModelOnDecisions;
import io.dither.learn.Predictor;
import io.dither.learn.model.Observation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The observed and predicted shares of alternatives. Each choice counts with its weight.
 *
 * @param all the shares, in the order of {@code --alternatives}
 * @param hitRate the share of choices in which the most probable alternative was chosen
 * @param confusion the weight of the choices by chosen alternative (row) and most probable alternative (column); empty if there are
 *     more than 20 alternatives
 */
@SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
record Shares(List<Share> all, double hitRate, double[][] confusion) {
    /** The largest number of alternatives with which there is a confusion table. */
    private static final int MOST_ALTERNATIVES = 20;

    /** The number of draws of a person's tastes for each choice, if persons differ. */
    private static final int DRAWS = 100;
    /** The number of samples of a probability that has no closed form. */
    private static final int SAMPLES = 1000;

    /**
     * The shares of an alternative.
     *
     * @param alternative its name
     * @param available the weight of the choices in which it is available
     * @param chosen the weight of the choices in which it is chosen
     * @param observedShare its share of all choices, including those in which it is not available
     * @param predictedShare the mean of its probability over all choices, 0 where it is not available
     */
    record Share(String alternative, double available, double chosen, double observedShare, double predictedShare) {}

    static Shares of(ModelOnDecisions model) {
        // each alternative of the observations once
        List<String> names = Choices.parse(model.reshape())
                .inOrder(model.observations().stream().map(model.names()));
        Map<String, Integer> indexOfName = new HashMap<>();
        names.forEach(name -> indexOfName.put(name, indexOfName.size()));
        double[] available = new double[names.size()];
        double[] predicted = new double[names.size()];
        double[] chosen = new double[names.size()];
        int confusionSize = names.size() > MOST_ALTERNATIVES ? 0 : names.size();
        double[][] confusion = new double[confusionSize][confusionSize];
        double totalWeight = 0;
        double hits = 0;
        try (Predictor predictor = Predictor.of(model.fitted())) {
            for (Observation observation : model.observations()) {
                double[] probabilities = probabilities(model, predictor, observation);
                // every name has an index; the default only satisfies the compiler
                int[] indices = model.names().apply(observation).stream()
                        .mapToInt(name -> indexOfName.getOrDefault(name, 0))
                        .toArray();
                double weight = observation.weight();
                int best = 0;
                for (int j = 0; j < probabilities.length; j++) {
                    available[indices[j]] += weight;
                    predicted[indices[j]] += weight * probabilities[j];
                    best = probabilities[j] > probabilities[best] ? j : best;
                }
                totalWeight += weight;
                int choice = chosenIndex(observation);
                chosen[indices[choice]] += weight;
                hits += choice == best ? weight : 0;
                if (confusionSize > 0) {
                    confusion[indices[choice]][indices[best]] += weight;
                }
            }
        }
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < predicted.length; i++) {
            shares.add(new Share(
                    names.get(i), available[i], chosen[i], chosen[i] / totalWeight, predicted[i] / totalWeight));
        }
        return new Shares(shares, hits / totalWeight, confusion);
    }

    private static double[] probabilities(ModelOnDecisions model, Predictor predictor, Observation observation) {
        long seed = model.fitted().settings().seed();
        return model.persons()
                .map(persons -> persons.probabilities(observation, DRAWS, seed))
                .orElseGet(() -> predictor.probabilities(observation.features(), observation.oracle(), SAMPLES, seed));
    }

    /** Returns the index of the chosen alternative, the only one whose coordinate is 1. */
    private static int chosenIndex(Observation observation) {
        double[] y = observation.target().values();
        // every choice has a chosen alternative; the default only satisfies the compiler
        return IntStream.range(0, y.length).filter(j -> y[j] == 1).findFirst().orElse(0);
    }

    /** Returns the observed share of the most frequent alternative. */
    double observedShareOfMostFrequent() {
        return all.stream().mapToDouble(Share::observedShare).max().orElse(0);
    }
}
