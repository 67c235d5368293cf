package io.dither.perturbed;

import io.dither.error.Arguments;
import io.dither.oracle.LinearOracle;
import io.dither.perturbed.PerturbedOptimizer.Settings;
import io.dither.perturbed.Plan.Slot;
import org.jspecify.annotations.Nullable;

/** One problem with what is wanted of it, and how its tally becomes an estimate. */
final class Wanted {
    private static final int LARGEST_JACOBIAN = 1024;

    private final Settings settings;
    private final Problem problem;
    private final Slot<ValueMoments> value;
    private final Slot<VectorMoments> solution;
    private final @Nullable Slot<VectorMoments> valueGradient;
    private final @Nullable Slot<ScoreProduct> vjp;
    private final @Nullable Slot<JacobianSums> jacobian;

    Wanted(
            Settings settings,
            Workspaces workspaces,
            double[] theta,
            long step,
            long example,
            double @Nullable [] cotangent,
            boolean wantsJacobian) {
        LinearOracle oracle = workspaces.oracle();
        int dimension = oracle.dimension();
        Domains.check(oracle, theta, settings);
        this.settings = settings;
        Perturbation perturbation = new Perturbation(
                oracle,
                theta.clone(),
                settings.epsilon(),
                settings.multiplicative(),
                settings.domainPolicy() == DomainPolicy.CLAMP);
        Plan plan = new Plan();
        value = plan.collect(ValueMoments::new);
        solution = plan.collect(() -> new VectorMoments(dimension, false));
        valueGradient = perturbation.hasSlope() ? plan.collect(() -> new VectorMoments(dimension, true)) : null;
        vjp = cotangent == null
                ? null
                : collectVjp(
                        plan,
                        Arguments.finite("cotangent", cotangent, dimension).clone());
        jacobian = wantsJacobian ? collectJacobian(plan, dimension) : null;
        problem = new Problem(perturbation, settings.noise(), workspaces, plan, settings.seed(), step, example);
    }

    private Slot<ScoreProduct> collectVjp(Plan plan, double[] cotangent) {
        requireTwoSamples();
        return plan.collectWithScore(() -> new ScoreProduct(cotangent));
    }

    private Slot<JacobianSums> collectJacobian(Plan plan, int dimension) {
        requireTwoSamples();
        Arguments.require(
                dimension <= LARGEST_JACOBIAN,
                "a Jacobian of dimension " + dimension + " is larger than " + LARGEST_JACOBIAN + " squared",
                "Maybe ask for vector-Jacobian products");
        return plan.collectWithScore(() -> new JacobianSums(dimension));
    }

    private void requireTwoSamples() {
        Arguments.require(
                settings.samples() >= 2,
                "samples = 1 gives no gradient of y_eps, whose leave-one-out baseline needs others",
                "Maybe use 2 samples or more");
    }

    Problem problem() {
        return problem;
    }

    Estimate estimate(Tally tally) {
        Perturbation perturbation = problem.perturbation();
        return new Estimate(
                problem,
                tally.samples(),
                (double) tally.clamped()
                        / ((double) tally.samples()
                                * problem.workspaces().oracle().dimension()),
                tally.get(value),
                tally.get(solution).estimated(),
                valueGradient == null ? null : tally.get(valueGradient).estimated(),
                vjp == null ? null : tally.get(vjp).estimated(perturbation),
                jacobian == null ? null : tally.get(jacobian));
    }
}
