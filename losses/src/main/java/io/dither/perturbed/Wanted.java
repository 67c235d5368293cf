package io.dither.perturbed;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import io.dither.noise.CurvedNoise;
import io.dither.noise.ScoredNoise;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizer.Settings;
import io.dither.perturbed.Plan.Slot;
import org.jspecify.annotations.Nullable;

/** One theta with the places of all that is wanted of it in the tallies. */
final class Wanted {
    private static final int LARGEST_MATRIX = 1024;

    final Workspaces workspaces;
    final Perturbation perturbation;
    final Plan plan = new Plan();
    final Slot<ScalarMoments> value;
    final Slot<VectorMoments> solution;
    final @Nullable Slot<VectorMoments> valueGradient;
    final @Nullable Slot<ScoreProduct> vjp;
    final @Nullable Slot<DirectionalSums> jvp;
    final @Nullable Slot<JacobianSums> jacobian;
    final @Nullable Slot<ScoreProduct> valueOnlyGradient;
    final @Nullable Slot<HessianSums> hessian;
    final @Nullable Slot<ScalarMoments> epsilonDerivative;
    final @Nullable Slot<ScalarMoments> pushforward;
    final @Nullable Slot<ScoreProduct> pushforwardGradient;
    final @Nullable Slot<AtomCounts> atoms;

    private final Settings settings;
    private final int dimension;

    /** Takes theta over. */
    Wanted(Settings settings, Workspaces workspaces, double[] theta, Request request) {
        this.settings = settings;
        this.workspaces = workspaces;
        LinearOracle oracle = workspaces.oracle();
        dimension = oracle.dimension();
        Domains.check(oracle, theta, settings);
        perturbation = new Perturbation(oracle, theta, settings);
        if (request.needsScore()) {
            requireGradients();
        }
        int unit = settings.sampling().unit();
        value = plan.collect(() -> new ScalarMoments(unit, Reward.VALUE));
        solution = plan.collect(() -> new VectorMoments(dimension, unit, false));
        valueGradient = perturbation.hasSlope() ? plan.collect(() -> new VectorMoments(dimension, unit, true)) : null;
        vjp = request.cotangent == null ? null : collectVjp(request.cotangent);
        jvp = request.direction == null ? null : collectJvp(request.direction);
        jacobian = request.jacobian ? collectJacobian() : null;
        valueOnlyGradient =
                request.valueOnlyGradient ? plan.collect(() -> new ScoreProduct(dimension, Reward.VALUE)) : null;
        hessian = request.hessian ? collectHessian() : null;
        epsilonDerivative = request.epsilonDerivative
                ? plan.collect(() -> new ScalarMoments(unit, perturbation::epsilonSlope))
                : null;
        VertexFunction function = request.pushforward;
        pushforward = function == null ? null : plan.collect(() -> new ScalarMoments(unit, new Pushforward(function)));
        pushforwardGradient =
                function == null ? null : plan.collect(() -> new ScoreProduct(dimension, new Pushforward(function)));
        atoms = request.atoms ? plan.collect(() -> new AtomCounts(dimension)) : null;
        if (request.needsScore()) {
            plan.needScore();
        }
    }

    private void requireGradients() {
        Arguments.require(
                settings.noise() instanceof ScoredNoise,
                "noise = " + settings.noise().name() + " has no score, so y_eps has no gradient estimate",
                "Maybe use gaussian noise, or a Fenchel-Young loss, which needs none");
        Arguments.require(
                settings.samplesPerReplicate() >= 2,
                "samples = " + settings.samples()
                        + " gives no gradient of y_eps, whose leave-one-out baseline needs others",
                "Maybe use more samples");
        Arguments.require(
                settings.sampling().unit() == 1,
                "antithetic pairs estimate F_eps, y_eps and Fenchel-Young losses, not gradients of y_eps",
                "Maybe use independent samples, whose leave-one-out baseline does the same work");
    }

    private Slot<ScoreProduct> collectVjp(double[] cotangent) {
        double[] v = Arguments.finite("cotangent", cotangent, dimension).clone();
        return plan.collect(() -> new ScoreProduct(dimension, new Product(v)));
    }

    private Slot<DirectionalSums> collectJvp(double[] direction) {
        double[] weights = Arguments.finite("direction", direction, dimension).clone();
        double complete = 1;
        for (int j = 0; j < dimension; j++) {
            if (weights[j] != 0) {
                complete = Double.isNaN(perturbation.errorFactor(j)) ? Double.NaN : complete;
                weights[j] *= perturbation.scoreFactor(j);
            }
        }
        double errorFactor = complete;
        return plan.collect(() -> new DirectionalSums(weights, errorFactor));
    }

    private Slot<JacobianSums> collectJacobian() {
        requireSmall("Jacobian");
        return plan.collect(() -> new JacobianSums(dimension));
    }

    private Slot<HessianSums> collectHessian() {
        requireSmall("Hessian");
        if (!(settings.noise() instanceof CurvedNoise curved) || settings.multiplicative()) {
            throw new InvalidArgumentException(
                    "the value-only Hessian needs additive noise with a second derivative, not "
                            + (settings.multiplicative() ? "multiplicative " : "")
                            + settings.noise().name(),
                    "Maybe use additive gaussian noise, or the Jacobian of y_eps, which is the same matrix");
        }
        return plan.collect(() -> new HessianSums(curved, dimension));
    }

    private void requireSmall(String matrix) {
        Arguments.require(
                dimension <= LARGEST_MATRIX,
                "a " + matrix + " of dimension " + dimension + " is larger than " + LARGEST_MATRIX + " squared",
                "Maybe ask for its products with vectors, vjp and jvp");
    }
}
