package io.dither.experiments.command;

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

/** What was wanted at one theta, estimated or exact; what was not asked for is absent. */
record Results(
        ValueAndGradient smoothed,
        Estimated solution,
        Map<String, Estimated> derivatives,
        Optional<Atoms> atoms,
        Optional<ValueAndGradient> loss,
        double clampedShare,
        long inexact,
        long samples) {
    private static final String JACOBIAN = "jacobian";
    private static final String HESSIAN = "hessian";

    static Results estimated(PerturbedOptimizer layer, double[] theta, Wishes wishes) {
        LinearOracle oracle = layer.oracle();
        Query query = layer.at(theta);
        Optional<double[]> v = wishes.vjp(oracle);
        Optional<double[]> u = wishes.jvp(oracle);
        v.ifPresent(query::vjp);
        u.ifPresent(query::jvp);
        Optional<Query> jacobian = Optional.of(query).filter(q -> wishes.jacobian);
        Optional<Query> hessian = Optional.of(query).filter(q -> wishes.hessian);
        Optional<Query> atoms = Optional.of(query).filter(q -> wishes.atoms);
        jacobian.ifPresent(Query::jacobian);
        hessian.ifPresent(Query::hessian);
        atoms.ifPresent(Query::atoms);
        Estimate estimate = query.estimate();
        Map<String, Estimated> derivatives = new LinkedHashMap<>();
        v.ifPresent(vector -> derivatives.put("vjp", estimate.vjp()));
        u.ifPresent(vector -> derivatives.put("jvp", estimate.jvp()));
        jacobian.ifPresent(flag -> derivatives.put(JACOBIAN, estimate.jacobianEntries()));
        hessian.ifPresent(flag -> derivatives.put(HESSIAN, estimate.hessianEntries()));
        return new Results(
                estimate.smoothed(),
                estimate.solution(),
                derivatives,
                atoms.map(flag -> estimate.atoms()),
                wishes.target(oracle)
                        .map(y -> FenchelYoungLoss.of(
                                estimate.smoothed(), new Example<>(theta, Decision.mean(y), NoiseKey.ZERO, oracle))),
                estimate.clampedShare(),
                estimate.inexactSamples(),
                estimate.samples());
    }

    static Results exact(ExactOptimizer layer, double[] theta, Wishes wishes) {
        Arguments.require(!wishes.atoms, "--exact has no samples for --atoms to count", "Maybe leave out --exact");
        LinearOracle oracle = layer.oracle();
        Map<String, Estimated> derivatives = new LinkedHashMap<>();
        wishes.vjp(oracle)
                .ifPresent(v -> derivatives.put("vjp", layer.forward(theta).vjp(v)));
        // the Jacobian of y_eps is symmetric, and the Hessian of F_eps
        wishes.jvp(oracle)
                .ifPresent(u -> derivatives.put("jvp", layer.forward(theta).vjp(u)));
        if (wishes.jacobian || wishes.hessian) {
            Estimated entries = Estimated.exact(layer.jacobian(theta).data);
            if (wishes.jacobian) {
                derivatives.put(JACOBIAN, entries);
            }
            if (wishes.hessian) {
                derivatives.put(HESSIAN, entries);
            }
        }
        return new Results(
                layer.smoothed(theta, NoiseKey.ZERO),
                layer.forward(theta).output(),
                derivatives,
                Optional.empty(),
                wishes.target(oracle).map(y -> new FenchelYoungLoss(layer).evaluate(theta, Decision.mean(y))),
                0,
                0,
                0);
    }

    /** {@return whether a derivative is a matrix, in rows} */
    static boolean isMatrix(String name) {
        return name.equals(JACOBIAN) || name.equals(HESSIAN);
    }
}
