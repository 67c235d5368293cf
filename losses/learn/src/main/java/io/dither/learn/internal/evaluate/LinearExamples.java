package io.dither.learn.internal.evaluate;

import io.dither.error.OracleException;
import io.dither.exact.ExactOptimizer;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Decision;
import io.dither.layer.KeyedSum;
import io.dither.layer.Target;
import io.dither.learn.evaluate.Evaluator;
import io.dither.learn.evaluate.ExampleGradients;
import io.dither.learn.evaluate.Sums;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import io.dither.learn.model.SharedLinearModel;
import io.dither.noise.IndependentNoise;
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
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Examples whose costs are sums of features times shared weights and whose mean decisions have a closed form: the Fenchel-Young loss, its
 * gradient and its Hessian take few objects per example. Immutable and thread-safe.
 */
public final class LinearExamples {
    /** What the layer of an example depends on. */
    private record Kind(Polytope polytope, Sense sense, int sign) {}

    private final IntFunction<Features> rows;
    private final IntFunction<Target> targets;
    private final int columns;
    private final double[] weights;
    /** How many examples each stands for, times its weight. */
    private final double[] counts;
    /** An oracle of each kind, and the kind of each example. */
    private final List<LinearOracle> oracles = new ArrayList<>();

    private final int[] kinds;

    LinearExamples(List<Observation> examples, Noise noise) {
        rows = ObservationTable.features(examples);
        targets = ObservationTable.targets(examples);
        columns = rows.apply(0).columns();
        weights = ObservationTable.weights(examples);
        counts = weights.clone();
        kinds = new int[counts.length];
        Map<Kind, Integer> places = new HashMap<>();
        LinearOracle[] ofEach = ObservationTable.oraclesOfEach(examples);
        LinearOracle last = ofEach[0];
        int kind = 0;
        int terms = 1;
        for (int i = 0; i < kinds.length; i++) {
            ((Decision) targets.apply(i)).feasibleFor(ofEach[i]);
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

    /**
     * Returns the log probability of each choice at each of some parameters; empty if these are not logits of costs that are sums of features.
     *
     * @param noise additive noise
     */
    public static Optional<double[][]> logits(
            List<Observation> examples, CostModel model, Noise noise, double epsilon, double[]... parameters) {
        if (!(model instanceof SharedLinearModel linear)
                || !linear.isSumOfFeatures()
                || !noise.equals(Noise.gumbel())
                || !(noise instanceof IndependentNoise law)
                || !ObservationTable.oracles(examples).stream()
                        .allMatch(oracle -> Criterion.isChoice(oracle) && ExactOptimizer.isAvailable(oracle, noise))
                || !areIn(examples, linear.names().size())) {
            return Optional.empty();
        }
        LinearExamples all = new LinearExamples(examples, noise);
        int[] members = IntStream.range(0, all.weights.length).toArray();
        double[][] logits = new double[parameters.length][];
        try {
            for (int p = 0; p < logits.length; p++) {
                logits[p] = all.new Evaluations(linear, new Evaluator.Request(parameters[p], epsilon, 0, 1), noise)
                        .gradients(members, 0, members.length)
                        .values();
                for (int i = 0; i < members.length; i++) {
                    logits[p][i] = law.mean() - logits[p][i] / all.weights[i] / epsilon;
                }
            }
        } catch (OracleException beyond) { // the largest double
            return Optional.empty();
        }
        return Optional.of(logits);
    }

    private static Kind kind(LinearOracle oracle, Noise noise) {
        Polytope polytope = oracle.as(StructuredOracle.class).orElseThrow().polytope();
        return new Kind(polytope, oracle.sense(), noise.sign(oracle));
    }

    /** All of them at one set of parameters. */
    final class Evaluations {
        private final double[] scales;
        private final double[] raw;
        private final ExactOptimizer[] layers;
        /** The length of a Hessian, 0 without one. */
        private final int triangle;

        Evaluations(SharedLinearModel model, Evaluator.Request request, Noise noise) {
            scales = model.scales();
            raw = model.raw(request.parameters());
            triangle = request.hessian() ? Sums.triangle(columns) : 0;
            layers = oracles.stream()
                    .map(oracle -> ExactOptimizer.of(oracle, noise, request.epsilon()))
                    .toArray(ExactOptimizer[]::new);
        }

        /** Returns the length of the {@link Sums#vector() vector} of an example. */
        int width() {
            return Sums.length(columns, triangle);
        }

        /** Returns what writes the vectors of these examples, for one thread. */
        KeyedSum.Vectors vectors(int[] examples) {
            Evaluation evaluation = new Evaluation(triangle);
            return (place, vectors, at) -> {
                evaluation.at(examples[place]);
                Sums.put(
                        counts[examples[place]], evaluation.loss, evaluation.gradient, evaluation.hessian, vectors, at);
            };
        }

        /** Returns the weighted gradients and losses of some of these examples. */
        ExampleGradients gradients(int[] examples, int from, int to) {
            Evaluation evaluation = new Evaluation(0);
            double[] gradients = new double[(to - from) * columns];
            double[] losses = new double[to - from];
            for (int i = 0; i < losses.length; i++) {
                evaluation.at(examples[from + i]);
                losses[i] = evaluation.loss;
                System.arraycopy(evaluation.gradient, 0, gradients, i * columns, columns);
            }
            return new ExampleGradients(columns, gradients, losses);
        }

        /** Room for what is computed of an example of one kind. */
        private final class Room {
            private final ExactOptimizer layer;
            private final double[] features;
            private final double[] costs;
            /** The mean decision, and then its difference to the observed one. */
            private final double[] mean;
            /** The features, standardised, by columns, and the Jacobian of the mean decision times each. */
            private final double[][] directions;

            private final double[][] products;

            Room(ExactOptimizer layer, boolean hasHessian) {
                this.layer = layer;
                int rows = layer.oracle().dimension();
                features = new double[rows * columns];
                costs = new double[rows];
                mean = new double[rows];
                directions = new double[hasHessian ? columns : 0][rows];
                products = new double[hasHessian ? columns : 0][rows];
            }
        }

        /** The weighted loss, gradient and Hessian of one example after the other. */
        private final class Evaluation {
            private final Room[] rooms;
            private final double[] gradient = new double[columns];
            private final double[] hessian;
            private double loss;

            Evaluation(int triangle) {
                hessian = new double[triangle];
                rooms = Arrays.stream(layers)
                        .map(layer -> new Room(layer, triangle > 0))
                        .toArray(Room[]::new);
            }

            void at(int example) {
                Room room = rooms[kinds[example]];
                double[] features = room.features;
                double[] costs = room.costs;
                Features own = rows.apply(example);
                own.copyTo(features);
                for (int j = 0, at = 0; j < costs.length; j++) {
                    double sum = 0;
                    for (int k = 0; k < columns; k++) {
                        sum += features[at++] * raw[k];
                    }
                    costs[j] = own.hasOffsets() ? own.offset(j) + sum : sum;
                }
                double value = room.layer.valueAndMean(costs, room.mean);
                double weight = weights[example];
                int sign = room.layer.oracle().sense().sign();
                if (hessian.length > 0) {
                    bend(room, sign * weight);
                }
                Vertex observed = ((Decision) targets.apply(example)).point();
                double valueOfObserved = 0;
                for (int c = 0; c < observed.size(); c++) {
                    valueOfObserved += costs[observed.index(c)] * observed.value(c);
                    room.mean[observed.index(c)] -= observed.value(c);
                }
                loss = weight * (sign * (value - valueOfObserved));
                addUp(room, sign);
                for (int k = 0; k < columns; k++) {
                    gradient[k] *= weight;
                }
            }

            private void addUp(Room room, int sign) {
                Arrays.fill(gradient, 0);
                for (int j = 0, at = 0; j < room.mean.length; j++) {
                    double slope = sign * room.mean[j];
                    for (int k = 0; k < columns; k++) {
                        gradient[k] += slope * room.features[at++] / scales[k];
                    }
                }
            }

            /** Computes the Hessian. */
            private void bend(Room room, double factor) {
                for (int j = 0, at = 0; j < room.costs.length; j++) {
                    for (int k = 0; k < columns; k++) {
                        room.directions[k][j] = room.features[at++] / scales[k];
                    }
                }
                room.layer.products(room.costs, room.mean, room.directions, room.products);
                for (int k = 0, at = 0; k < columns; k++) {
                    for (int l = 0; l <= k; l++) {
                        hessian[at++] = factor * Vectors.dot(room.products[k], room.directions[l]);
                    }
                }
            }
        }
    }
}
