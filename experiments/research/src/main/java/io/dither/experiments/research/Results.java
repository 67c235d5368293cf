package io.dither.experiments.research;

import io.dither.error.Arguments;
import io.dither.exact.ExactOptimizer;
import io.dither.layer.Decision;
import io.dither.layer.Estimated;
import io.dither.layer.Example;
import io.dither.layer.NoiseKey;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.FenchelYoungLoss;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.Atoms;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.Query;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The quantities at one theta, estimated or exact; quantities that were not requested are absent.
 *
 * @param smoothed F_eps and its gradient
 * @param solution y_eps
 * @param derivatives vjp, jvp and jacobian, by these names
 * @param atoms the distinct solutions of the samples
 * @param loss the Fenchel-Young loss and its gradient
 * @param clampedShare the share of perturbed coordinates that were moved into the domain
 * @param inexactSamples the number of samples that were not proved optimal
 * @param samples the number of samples; 0 if the quantities are exact
 */
record Results(
        ValueAndGradient smoothed,
        Estimated solution,
        Map<String, Estimated> derivatives,
        Optional<Atoms> atoms,
        Optional<ValueAndGradient> loss,
        double clampedShare,
        long inexactSamples,
        long samples) {
    private static final String JACOBIAN = "jacobian";

    static Results estimated(PerturbedOptimizer layer, double[] theta, QuantityOptions options) {
        LinearOracle oracle = layer.oracle();
        Query query = layer.at(theta);
        Optional<double[]> v = options.vjp(oracle);
        Optional<double[]> u = options.jvp(oracle);
        v.ifPresent(query::vjp);
        u.ifPresent(query::jvp);
        if (options.showsJacobian) {
            query.jacobian();
        }
        if (options.showsAtoms) {
            query.atoms();
        }
        Estimate estimate = query.estimate();
        Map<String, Estimated> derivatives = new LinkedHashMap<>();
        v.ifPresent(vector -> derivatives.put("vjp", estimate.vjp()));
        u.ifPresent(vector -> derivatives.put("jvp", estimate.jvp()));
        if (options.showsJacobian) {
            derivatives.put(JACOBIAN, estimate.jacobianEntries());
        }
        return new Results(
                estimate.smoothed(),
                estimate.solution(),
                derivatives,
                options.showsAtoms ? Optional.of(estimate.atoms()) : Optional.empty(),
                options.target(oracle)
                        .map(y -> FenchelYoungLoss.of(
                                estimate.smoothed(), new Example<>(theta, Decision.mean(y), NoiseKey.ZERO, oracle))),
                estimate.clampedShare(),
                estimate.inexactSamples(),
                estimate.samples());
    }

    static Results exact(ExactOptimizer layer, double[] theta, QuantityOptions options) {
        Arguments.require(
                !options.showsAtoms, "--exact has no samples for --atoms to count", "Maybe leave out --exact");
        LinearOracle oracle = layer.oracle();
        Map<String, Estimated> derivatives = new LinkedHashMap<>();
        options.vjp(oracle)
                .ifPresent(v -> derivatives.put("vjp", layer.forward(theta).vjp(v)));
        // the Jacobian of y_eps is symmetric
        options.jvp(oracle)
                .ifPresent(u -> derivatives.put("jvp", layer.forward(theta).vjp(u)));
        if (options.showsJacobian) {
            derivatives.put(JACOBIAN, Estimated.exact(layer.jacobian(theta).data));
        }
        return new Results(
                layer.smoothed(theta, NoiseKey.ZERO),
                layer.forward(theta).output(),
                derivatives,
                Optional.empty(),
                options.target(oracle).map(y -> new FenchelYoungLoss(layer).evaluate(theta, Decision.mean(y))),
                0,
                0,
                0);
    }

    /** {@return whether the derivative of this name is a matrix, with its entries row by row} */
    static boolean isMatrix(String name) {
        return name.equals(JACOBIAN);
    }
}
