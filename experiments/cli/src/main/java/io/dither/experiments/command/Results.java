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
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;

/** What was wanted at one theta, estimated or exact; what was not asked for is absent. */
record Results(
        ValueAndGradient smoothed,
        Estimated solution,
        Optional<Estimated> vjp,
        Optional<Estimated> jvp,
        Optional<Matrix> jacobian,
        Optional<Matrix> hessian,
        Optional<Atoms> atoms,
        Optional<ValueAndGradient> loss,
        double clampedShare,
        long inexact,
        long samples) {

    /** A matrix with the standard error of each entry. */
    record Matrix(DMatrixRMaj values, DMatrixRMaj standardErrors, boolean calibrated) {
        static Matrix of(Estimated entries, int dimension) {
            return new Matrix(
                    DMatrixRMaj.wrap(dimension, dimension, entries.values()),
                    DMatrixRMaj.wrap(dimension, dimension, entries.standardErrors()),
                    entries.calibrated());
        }
    }

    static Results estimated(PerturbedOptimizer layer, double[] theta, Wishes wishes) {
        LinearOracle oracle = layer.oracle();
        Query query = layer.at(theta);
        Optional<double[]> v = wishes.vjp(oracle);
        Optional<double[]> u = wishes.jvp(oracle);
        v.ifPresent(query::vjp);
        u.ifPresent(query::jvp);
        Optional<Query> jacobian = Optional.of(query).filter(q -> wishes.jacobian());
        Optional<Query> hessian = Optional.of(query).filter(q -> wishes.hessian());
        Optional<Query> atoms = Optional.of(query).filter(q -> wishes.atoms());
        jacobian.ifPresent(Query::jacobian);
        hessian.ifPresent(Query::hessian);
        atoms.ifPresent(Query::atoms);
        Estimate found = query.estimate();
        return new Results(
                found.smoothed(),
                found.solution(),
                v.map(asked -> found.vjp()),
                u.map(asked -> found.jvp()),
                jacobian.map(asked -> Matrix.of(found.jacobianEntries(), theta.length)),
                hessian.map(asked -> Matrix.of(found.hessianEntries(), theta.length)),
                atoms.map(asked -> found.atoms()),
                wishes.target(oracle)
                        .map(y -> FenchelYoungLoss.of(
                                found.smoothed(), new Example<>(theta, Decision.mean(y), NoiseKey.ZERO, oracle))),
                found.clampedShare(),
                found.inexactSamples(),
                found.samples());
    }

    static Results exact(ExactOptimizer layer, double[] theta, Wishes wishes) {
        Arguments.require(!wishes.atoms(), "--exact has no samples for --atoms to count", "Maybe leave out --exact");
        LinearOracle oracle = layer.oracle();
        Optional<Matrix> matrix = Optional.of(wishes.jacobian() || wishes.hessian())
                .filter(Boolean::booleanValue)
                .map(asked -> Matrix.of(Estimated.exact(layer.jacobian(theta).data), theta.length));
        return new Results(
                layer.smoothed(theta, NoiseKey.ZERO),
                layer.forward(theta).output(),
                wishes.vjp(oracle).map(v -> layer.forward(theta).vjp(v)),
                // the Jacobian of y_eps is symmetric
                wishes.jvp(oracle).map(u -> layer.forward(theta).vjp(u)),
                matrix.filter(asked -> wishes.jacobian()),
                matrix.filter(asked -> wishes.hessian()),
                Optional.empty(),
                wishes.target(oracle).map(y -> new FenchelYoungLoss(layer).evaluate(theta, Decision.mean(y))),
                0,
                0,
                0);
    }
}
