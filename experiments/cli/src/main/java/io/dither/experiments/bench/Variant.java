package io.dither.experiments.bench;

import io.dither.error.InvalidArgumentException;
import io.dither.losses.FenchelYoungLoss;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What is asked of the layer in one call. */
public enum Variant {
    /** The perturbed optimizer y_eps of each theta. */
    FORWARD("forward") {
        @Override
        double call(PerturbedOptimizer layer, Inputs inputs, long step) {
            double sum = 0;
            for (Estimate estimate : layer.batch(inputs.thetas()).step(step).estimate()) {
                sum += estimate.mean()[0];
            }
            return sum;
        }
    },
    /** The Fenchel-Young loss of each theta and its gradient. */
    FENCHEL_YOUNG("fy") {
        @Override
        double call(PerturbedOptimizer layer, Inputs inputs, long step) {
            // the rows that clamp do so as a matter of form: their costs lie far inside
            return FenchelYoungLoss.acceptClamping(layer)
                    .evaluateBatch(inputs.thetas(), inputs.targets(), step)
                    .meanValue();
        }
    },
    /** The perturbed optimizer and a vector-Jacobian product of each theta. */
    FORWARD_AND_VJP("fwd+vjp") {
        @Override
        double call(PerturbedOptimizer layer, Inputs inputs, long step) {
            double sum = 0;
            for (Estimate estimate : layer.batch(inputs.thetas())
                    .step(step)
                    .vjp(inputs.cotangents())
                    .estimate()) {
                sum += estimate.mean()[0] + estimate.vjp().values()[0];
            }
            return sum;
        }
    };

    private final String label;

    Variant(String label) {
        this.label = label;
    }

    /**
     * Returns the name in tables and options.
     *
     * @return the name
     */
    public String label() {
        return label;
    }

    /**
     * Finds a variant.
     *
     * @param label its name
     * @return the variant
     * @throws InvalidArgumentException where there is none of this name
     */
    public static Variant labelled(String label) {
        return Arrays.stream(values())
                .filter(variant -> variant.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(
                        "there is no variant '" + label + "'",
                        "Maybe one of "
                                + Arrays.stream(values()).map(Variant::label).collect(Collectors.joining(", "))));
    }

    /** Makes one call for the whole batch and reads what was asked for; returns some of it. */
    abstract double call(PerturbedOptimizer layer, Inputs inputs, long step);
}
