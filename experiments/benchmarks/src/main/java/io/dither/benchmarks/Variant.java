package io.dither.benchmarks;

import io.dither.error.InvalidArgumentException;
import io.dither.layer.Decision;
import io.dither.layer.Estimated;
import io.dither.layer.Example;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.FenchelYoungLoss;
import io.dither.perturbed.Batch;
import io.dither.perturbed.BatchQuery;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The quantity that a call computes. */
enum Variant {
    /** The perturbed optimizer y_eps of each theta. */
    FORWARD("forward") {
        @Override
        double call(PerturbedOptimizer layer, Inputs inputs, long step) {
            double sum = 0;
            for (double[] mean : layer.batch(inputs.thetas(), step).estimate(Estimate::mean)) {
                sum += mean[0];
            }
            return sum;
        }
    },
    /** The Fenchel-Young loss of each theta and its gradient. */
    FENCHEL_YOUNG("fy") {
        @Override
        double call(PerturbedOptimizer layer, Inputs inputs, long step) {
            List<Example<Decision>> examples = Batch.examples(inputs.thetas(), inputs.targets(), step, layer.oracle());
            // without a FenchelYoungLoss object, because its constructor refuses layers with the policy CLAMP
            List<ValueAndGradient> smoothedOptima =
                    layer.smoothed(examples.stream().map(Example::input).toList());
            return Batch.sum(IntStream.range(0, examples.size())
                    .mapToObj(i -> FenchelYoungLoss.of(smoothedOptima.get(i), examples.get(i)))
                    .toList());
        }
    },
    /** The perturbed optimizer and a vector-Jacobian product of each theta. */
    FORWARD_AND_VJP("fwd+vjp") {
        @Override
        double call(PerturbedOptimizer layer, Inputs inputs, long step) {
            double sum = 0;
            BatchQuery query = layer.batch(inputs.thetas(), step).vjp(inputs.cotangents());
            for (MeanAndVjp result : query.estimate(estimate -> new MeanAndVjp(estimate.mean(), estimate.vjp()))) {
                sum += result.mean[0] + result.vjp.values()[0];
            }
            return sum;
        }

        @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
        private record MeanAndVjp(double[] mean, Estimated vjp) {}
    };

    private final String label;

    Variant(String label) {
        this.label = label;
    }

    /** {@return the name in tables and options} */
    String label() {
        return label;
    }

    /**
     * Finds a variant.
     *
     * @param label its name
     * @return the variant
     * @throws InvalidArgumentException if there is no variant of this name
     */
    static Variant labelled(String label) {
        return Arrays.stream(values())
                .filter(variant -> variant.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(
                        "there is no variant '" + label + "'",
                        "Maybe one of "
                                + Arrays.stream(values()).map(Variant::label).collect(Collectors.joining(", "))));
    }

    /**
     * Makes one call for the whole batch, with the noise of the key {@code step}. Returns a number that depends on its
     * results, so that the compiler cannot leave out their computation.
     */
    abstract double call(PerturbedOptimizer layer, Inputs inputs, long step);
}
