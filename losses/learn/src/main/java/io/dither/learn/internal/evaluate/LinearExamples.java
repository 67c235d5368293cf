package io.dither.learn.internal.evaluate;

import io.dither.exact.ExactOptimizer;
import io.dither.layer.Decision;
import io.dither.layer.Target;
import io.dither.learn.evaluate.ExampleGradient;
import io.dither.learn.evaluate.Sums;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.Noise;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Polytope;
import io.dither.oracle.capability.StructuredOracle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Examples whose costs are sums of features times shared weights and whose mean decisions have a closed form, in flat arrays: the
 * Fenchel-Young loss of a block of them takes no object per example. Immutable and thread-safe.
 */
final class LinearExamples {
    /** What the layer of an example depends on. */
    private record Kind(Polytope polytope, Sense sense, int sign) {}

    private final int columns;
    /** Rows one after the other, in the order of the examples. */
    private final double[] features;
    /** One number per row, or none. */
    private final double[] offsets;
    /** The first row of each example, and the number of all rows. */
    private final int[] firstRow;
    /** The coordinates that are not 0 in the decisions, their values, and where those of each example begin. */
    private final int[] chosen;

    private final double[] values;
    private final int[] firstChosen;
    private final double[] weights;
    /** How many examples each stands for, times its weight. */
    private final double[] counts;
    /** An oracle of each kind, and the kind of each example. */
    private final List<LinearOracle> oracles = new ArrayList<>();

    private final int[] kinds;

    private LinearExamples(List<Observation> examples, Noise noise) {
        int size = examples.size();
        IntFunction<Features> rows = ObservationTable.features(examples);
        IntFunction<Target> targets = ObservationTable.targets(examples);
        LinearOracle[] ofEach = ObservationTable.oraclesOfEach(examples);
        firstRow = new int[size + 1];
        firstChosen = new int[size + 1];
        boolean hasOffsets = false;
        for (int i = 0; i < size; i++) {
            Features own = rows.apply(i);
            firstRow[i + 1] = firstRow[i] + own.rows();
            firstChosen[i + 1] =
                    firstChosen[i] + decision(targets.apply(i), ofEach[i]).size();
            hasOffsets |= own.hasOffsets();
        }
        columns = rows.apply(0).columns();
        features = new double[firstRow[size] * columns];
        offsets = new double[hasOffsets ? firstRow[size] : 0];
        chosen = new int[firstChosen[size]];
        values = new double[chosen.length];
        weights = ObservationTable.weights(examples);
        counts = weights.clone();
        kinds = new int[size];
        Map<Kind, Integer> places = new HashMap<>();
        LinearOracle last = ofEach[0];
        int kind = 0;
        int terms = 1;
        for (int i = 0; i < size; i++) {
            copy(rows.apply(i), firstRow[i]);
            copy(decision(targets.apply(i), ofEach[i]), firstChosen[i]);
            if (i == 0 || ofEach[i] != last) {
                last = ofEach[i];
                LinearOracle oracle = last;
                terms = SharedSearches.count(oracle);
                kind = places.computeIfAbsent(kind(oracle, noise), fresh -> {
                    oracles.add(oracle);
                    return oracles.size() - 1;
                });
            }
            kinds[i] = kind;
            counts[i] *= terms;
        }
    }

    /** Copies examples that have a closed form under a noise. */
    static LinearExamples of(List<Observation> examples, Noise noise) {
        return new LinearExamples(examples, noise);
    }

    /** Returns whether all examples have decisions, costs of any sign, and a row of so many features per coordinate. */
    static boolean areIn(List<Observation> examples, int columns) {
        IntFunction<Features> rows = ObservationTable.features(examples);
        IntFunction<Target> targets = ObservationTable.targets(examples);
        LinearOracle[] ofEach = ObservationTable.oraclesOfEach(examples);
        return IntStream.range(0, ofEach.length)
                .allMatch(i -> targets.apply(i) instanceof Decision
                        && rows.apply(i).columns() == columns
                        && rows.apply(i).rows() == ofEach[i].dimension()
                        && ofEach[i].domain().isEverywhere());
    }

    private static Kind kind(LinearOracle oracle, Noise noise) {
        Polytope polytope = oracle.as(StructuredOracle.class).orElseThrow().polytope();
        return new Kind(polytope, oracle.sense(), noise.sign(oracle));
    }

    private static Vertex decision(Target target, LinearOracle oracle) {
        return ((Decision) target).feasibleFor(oracle);
    }

    private void copy(Features rows, int first) {
        for (int row = 0, at = first * columns; row < rows.rows(); row++) {
            for (int k = 0; k < columns; k++) {
                features[at++] = rows.get(row, k);
            }
            if (offsets.length > 0) {
                offsets[first + row] = rows.offset(row);
            }
        }
    }

    private void copy(Vertex decision, int first) {
        for (int k = 0; k < decision.size(); k++) {
            chosen[first + k] = decision.index(k);
            values[first + k] = decision.value(k);
        }
    }

    /** All of them at one set of parameters. */
    final class Evaluations {
        private final double[] scales;
        private final double[] raw;
        private final ExactOptimizer[] layers;

        Evaluations(SharedLinearModel model, double[] parameters, Noise noise, double epsilon) {
            scales = model.scales();
            raw = model.raw(parameters);
            layers = oracles.stream()
                    .map(oracle -> ExactOptimizer.of(oracle, noise, epsilon))
                    .toArray(ExactOptimizer[]::new);
        }

        /** Returns the {@link Sums#vector() vectors} of some examples, one after the other. */
        double[] vectors(int[] examples) {
            Evaluation evaluation = new Evaluation();
            int width = Sums.length(columns);
            double[] vectors = new double[examples.length * width];
            for (int i = 0; i < examples.length; i++) {
                int example = examples[i];
                evaluation.at(example);
                Sums.put(counts[example], evaluation.loss, evaluation.gradient, vectors, i * width);
            }
            return vectors;
        }

        /** Returns the weighted gradients and losses of some examples. */
        List<ExampleGradient> gradients(int[] examples) {
            Evaluation evaluation = new Evaluation();
            List<ExampleGradient> gradients = new ArrayList<>(examples.length);
            for (int example : examples) {
                evaluation.at(example);
                gradients.add(new ExampleGradient(evaluation.gradient.clone(), evaluation.loss));
            }
            return gradients;
        }

        /** The weighted loss and gradient of one example after the other. */
        private final class Evaluation {
            private final double[][] costs = new double[layers.length][];
            private final double[][] means = new double[layers.length][];
            private final double[] gradient = new double[columns];
            private double loss;

            Evaluation() {
                for (int kind = 0; kind < layers.length; kind++) {
                    costs[kind] = new double[layers[kind].oracle().dimension()];
                    means[kind] = new double[costs[kind].length];
                }
            }

            void at(int example) {
                int kind = kinds[example];
                double[] theta = costs[kind];
                double[] difference = means[kind];
                int first = firstRow[example];
                for (int j = 0, at = first * columns; j < theta.length; j++) {
                    double sum = 0;
                    for (int k = 0; k < columns; k++) {
                        sum += features[at++] * raw[k];
                    }
                    theta[j] = offsets.length == 0 ? sum : offsets[first + j] + sum;
                }
                double value = layers[kind].valueAndMean(theta, difference);
                double observed = 0;
                for (int c = firstChosen[example]; c < firstChosen[example + 1]; c++) {
                    observed += theta[chosen[c]] * values[c];
                    difference[chosen[c]] -= values[c];
                }
                int sign = layers[kind].oracle().sense().sign();
                loss = weights[example] * (sign * (value - observed));
                addUp(difference, sign, first);
                for (int k = 0; k < columns; k++) {
                    gradient[k] *= weights[example];
                }
            }

            private void addUp(double[] difference, int sign, int first) {
                Arrays.fill(gradient, 0);
                for (int j = 0, at = first * columns; j < difference.length; j++) {
                    double slope = sign * difference[j];
                    for (int k = 0; k < columns; k++) {
                        gradient[k] += slope * features[at++] / scales[k];
                    }
                }
            }
        }
    }
}
