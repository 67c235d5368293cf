package io.dither.learn.internal.evaluate;

import io.dither.error.OracleException;
import io.dither.exact.ExactOptimizer;
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

/**
 * Examples whose costs are sums of features times shared weights, and whose mean decisions have a closed form. Computes
 * the Fenchel-Young loss, its gradient and its Hessian with few objects per example. Immutable and thread-safe.
 */
public final class LinearExamples {
    /** Examples of the same kind share an optimizer; the sign is +1 if noise is added to costs or scores, and -1 if it is subtracted. */
    private record Kind(Polytope polytope, Sense sense, int sign) {}

    private final IntFunction<Features> featuresOf;
    private final IntFunction<Target> targetOf;
    private final int columns;
    private final double[] exampleWeights;
    /** One oracle per kind. */
    private final List<LinearOracle> oracles = new ArrayList<>();

    /** The index of the kind of each example. */
    private final int[] kinds;

    LinearExamples(List<Observation> examples, Noise noise) {
        featuresOf = ObservationTable.features(examples);
        targetOf = ObservationTable.targets(examples);
        columns = featuresOf.apply(0).columns();
        exampleWeights = ObservationTable.weights(examples);
        kinds = new int[exampleWeights.length];
        Map<Kind, Integer> kindNumbers = new HashMap<>();
        LinearOracle[] oracleOfEach = ObservationTable.oraclesOfEach(examples);
        LinearOracle last = oracleOfEach[0];
        int kind = 0;
        for (int i = 0; i < kinds.length; i++) {
            ((Decision) targetOf.apply(i)).feasibleFor(oracleOfEach[i]); // throws if the decision is not feasible
            if (i == 0 || oracleOfEach[i] != last) {
                last = oracleOfEach[i];
                LinearOracle oracle = last;
                kind = kindNumbers.computeIfAbsent(kind(oracle, noise), newKind -> {
                    oracles.add(oracle);
                    return oracles.size() - 1;
                });
            }
            kinds[i] = kind;
        }
    }

    /**
     * Returns whether all examples have decisions as targets, oracles for costs of any sign, and this number of features for each
     * coordinate.
     */
    static boolean canEvaluate(List<Observation> examples, int columns) {
        IntFunction<Features> featuresOf = ObservationTable.features(examples);
        IntFunction<Target> targetOf = ObservationTable.targets(examples);
        LinearOracle[] oracleOfEach = ObservationTable.oraclesOfEach(examples);
        boolean canEvaluate = true;
        for (int i = 0; i < oracleOfEach.length && canEvaluate; i++) {
            Features features = featuresOf.apply(i);
            canEvaluate = targetOf.apply(i) instanceof Decision
                    && features.columns() == columns
                    && features.rows() == oracleOfEach[i].dimension()
                    && oracleOfEach[i].domain().isEverywhere();
        }
        return canEvaluate;
    }

    /**
     * Returns the log probability of each example's decision; empty unless all examples are choices under Gumbel noise and their costs are
     * sums of features. Also empty if a cost is not finite.
     *
     * @param noise the additive noise
     * @param parameters in standardised units
     */
    public static Optional<double[]> logProbabilities(
            List<Observation> examples, CostModel model, Noise noise, double epsilon, double[] parameters) {
        if (!(model instanceof SharedLinearModel linear)
                || !linear.isSumOfFeatures()
                || !noise.equals(Noise.gumbel())
                || !(noise instanceof IndependentNoise gumbel)
                || !ObservationTable.distinctOracles(examples).stream()
                        .allMatch(oracle -> Criterion.isChoice(oracle) && ExactOptimizer.isAvailable(oracle, noise))
                || !canEvaluate(examples, linear.names().size())) {
            return Optional.empty();
        }
        LinearExamples all = new LinearExamples(examples, noise);
        try {
            // any key of the noise and number of samples: a closed form draws none
            double[] logs =
                    all.new Evaluations(linear, new Evaluator.Request(parameters, epsilon, 0, 1), noise).losses();
            // a loss is weight * epsilon * (mean of the noise - log probability)
            for (int i = 0; i < logs.length; i++) {
                logs[i] = gumbel.mean() - logs[i] / all.exampleWeights[i] / epsilon;
            }
            return Optional.of(logs);
        } catch (OracleException notFinite) {
            // a cost is beyond the largest double; the caller then computes probabilities one by one
            return Optional.empty();
        }
    }

    private static Kind kind(LinearOracle oracle, Noise noise) {
        Polytope polytope = oracle.as(StructuredOracle.class).orElseThrow().polytope();
        return new Kind(polytope, oracle.sense(), noise.sign(oracle));
    }

    /** Evaluates the examples at the parameters of one request. */
    final class Evaluations {
        /** A gradient in standardised parameters is the gradient in raw weights divided by these scales, one per column. */
        private final double[] scales;

        /** The weights of the features, in the units of the features. */
        private final double[] raw;
        /** The closed form of the mean decision, one per kind. */
        private final ExactOptimizer[] layers;

        /** The length of a Hessian; 0 if none is computed. */
        private final int hessianLength;

        Evaluations(SharedLinearModel model, Evaluator.Request request, Noise noise) {
            scales = model.scales();
            raw = model.raw(request.parameters());
            hessianLength = request.withHessian() ? Sums.hessianLength(columns) : 0;
            layers = oracles.stream()
                    .map(oracle -> ExactOptimizer.of(oracle, noise, request.epsilon()))
                    .toArray(ExactOptimizer[]::new);
        }

        /** Returns the length of the {@link Sums#vector() vector} of an example. */
        int vectorLength() {
            return Sums.vectorLength(columns, hessianLength);
        }

        /** Returns a function that writes the vectors of these examples; used by one thread. */
        KeyedSum.Vectors vectors(int[] examples) {
            Evaluation evaluation = new Evaluation(hessianLength);
            return (index, vectors, at) -> {
                evaluation.compute(examples[index]);
                Sums.put(
                        exampleWeights[examples[index]],
                        evaluation.loss,
                        evaluation.gradient,
                        evaluation.hessian,
                        vectors,
                        at);
            };
        }

        /** Returns the weighted gradients and losses of the examples at the positions {@code from} to {@code to - 1}. */
        ExampleGradients gradients(int[] examples, int from, int to) {
            Evaluation evaluation = new Evaluation(0);
            double[] gradients = new double[(to - from) * columns];
            double[] losses = new double[to - from];
            for (int i = 0; i < losses.length; i++) {
                evaluation.compute(examples[from + i]);
                losses[i] = evaluation.loss;
                System.arraycopy(evaluation.gradient, 0, gradients, i * columns, columns);
            }
            return new ExampleGradients(columns, gradients, losses);
        }

        /** Returns the weighted losses of all examples. */
        private double[] losses() {
            Evaluation evaluation = new Evaluation(0);
            double[] losses = new double[exampleWeights.length];
            for (int i = 0; i < losses.length; i++) {
                Buffers arrays = evaluation.buffers[kinds[i]];
                double optimum = evaluation.valueAndMean(i, arrays);
                losses[i] = evaluation.lossAndResidual(i, arrays, optimum);
            }
            return losses;
        }

        /** Arrays for one example of one kind; overwritten by the next example. */
        private final class Buffers {
            private final ExactOptimizer layer;
            private final double[] features;
            private final double[] costs;
            /** First the mean decision, then the mean decision minus the observed decision. */
            private final double[] mean;

            Buffers(ExactOptimizer layer) {
                this.layer = layer;
                int rows = layer.oracle().dimension();
                features = new double[rows * columns];
                costs = new double[rows];
                mean = new double[rows];
            }
        }

        /** Computes the weighted loss, gradient and Hessian of one example at a time. */
        private final class Evaluation {
            private final Buffers[] buffers;
            private final double[] gradient = new double[columns];
            private final double[] hessian;
            private double loss;

            /** Computes no Hessians if their length is 0. */
            Evaluation(int hessianLength) {
                hessian = new double[hessianLength];
                buffers = Arrays.stream(layers).map(Buffers::new).toArray(Buffers[]::new);
            }

            /** Computes the Hessian of an example, then its loss, which overwrites the mean decision, and its gradient. */
            void compute(int example) {
                Buffers arrays = buffers[kinds[example]];
                double optimum = valueAndMean(example, arrays);
                // for scores, the loss is the expected optimum minus the observed score; for costs, the sign is
                // reversed
                int sign = arrays.layer.oracle().sense().sign();
                if (hessian.length > 0) {
                    computeHessian(arrays, sign * exampleWeights[example]);
                }
                loss = lossAndResidual(example, arrays, optimum);
                computeGradient(arrays, sign * exampleWeights[example]);
            }

            /** Writes the features, the costs and the mean decision of an example to the arrays; returns the expected optimal objective. */
            private double valueAndMean(int example, Buffers arrays) {
                double[] features = arrays.features;
                double[] costs = arrays.costs;
                Features ofExample = featuresOf.apply(example);
                ofExample.copyTo(features, 0);
                for (int j = 0, at = 0; j < costs.length; j++) {
                    double sum = 0;
                    for (int k = 0; k < columns; k++) {
                        sum += features[at++] * raw[k];
                    }
                    costs[j] = ofExample.hasOffsets() ? ofExample.offset(j) + sum : sum;
                }
                return arrays.layer.valueAndMean(costs, arrays.mean);
            }

            /** Returns the weighted loss, given the expected optimum; subtracts the observed decision from the mean in the arrays. */
            private double lossAndResidual(int example, Buffers arrays, double optimum) {
                Vertex observed = ((Decision) targetOf.apply(example)).point();
                double valueOfObserved = 0;
                for (int c = 0; c < observed.size(); c++) {
                    valueOfObserved += arrays.costs[observed.index(c)] * observed.value(c);
                    arrays.mean[observed.index(c)] -= observed.value(c);
                }
                return exampleWeights[example] * (arrays.layer.oracle().sense().sign() * (optimum - valueOfObserved));
            }

            private void computeGradient(Buffers arrays, double factor) {
                Arrays.fill(gradient, 0);
                for (int j = 0, at = 0; j < arrays.mean.length; j++) {
                    for (int k = 0; k < columns; k++) {
                        gradient[k] += arrays.mean[j] * arrays.features[at++];
                    }
                }
                for (int k = 0; k < columns; k++) {
                    gradient[k] *= factor / scales[k];
                }
            }

            private void computeHessian(Buffers arrays, double factor) {
                arrays.layer.hessian(arrays.costs, arrays.mean, arrays.features, hessian);
                for (int k = 0, at = 0; k < columns; k++) {
                    for (int l = 0; l <= k; l++) {
                        hessian[at++] *= factor / (scales[k] * scales[l]);
                    }
                }
            }
        }
    }
}
