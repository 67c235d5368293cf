package io.dither.learn.internal.search;

import io.dither.internal.algebra.Vectors;
import io.dither.learn.evaluate.ExampleGradients;
import io.dither.learn.evaluate.Sums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * The simulated moments: the expected minus the observed decision (for costs, observed minus expected), times the derivative of theta in a
 * parameter. There is a moment for each free parameter. If epsilon is learnt, an additional moment identifies it; in place of the derivative,
 * it has theta minus each free parameter times its derivative: for linear costs, this is the part from fixed parameters and offsets.
 */
final class Moments implements MomentSolver.Problem {
    /** The step of differences, as a share of the amplitude of the noise. */
    private static final double STEP = 0.3;
    /** The step of differences for the logarithm of epsilon. */
    private static final double EPSILON_STEP = 0.2;

    /** The start of epsilon under multiplicative noise, where it is about the relative error of perceived costs. */
    private static final double MULTIPLICATIVE_START = 0.3;

    /** Avoids a division by 0. */
    private static final double TINY = 1e-300;

    /** The number of replicates of the Jacobian at the beginning, each with its own noise. */
    private static final int REPLICATES = 4;
    /** The factor by which {@link #refine} raises the number of samples. */
    private static final int SAMPLE_FACTOR = 4;

    /** The largest factor by which all refinements together raise the number of samples. */
    private static final int MOST_SAMPLE_FACTOR = 16;

    private final Evaluations evaluations;
    private final Unknowns unknowns;
    private final Bounds box;
    private final boolean isMultiplicative;
    /** The key of the noise: 0 in the search, and a key of its own for each replicate of the Jacobian. */
    private long noiseKey;

    private int samples;

    Moments(Evaluations evaluations, Unknowns unknowns, Bounds box) {
        this.evaluations = evaluations;
        this.unknowns = unknowns;
        this.box = box;
        isMultiplicative = evaluations.criterion.isMultiplicative();
        samples = evaluations.settings.samples();
    }

    double[] start() {
        return unknowns.pick(unknowns.startValues, Math.log(isMultiplicative ? MULTIPLICATIVE_START : epsilonUnit()));
    }

    /** Returns the unit of epsilon: the largest absolute parameter at the start; 1 if all are 0, or for multiplicative noise. */
    double epsilonUnit() {
        double largest =
                Arrays.stream(unknowns.startValues).map(Math::abs).max().orElse(1);
        return isMultiplicative || largest == 0 ? 1 : largest;
    }

    /** Evaluates the moments at the end of an earlier search; adds samples, as that search did, until the moments are at most the tolerance. */
    MomentSolver.Point atEnd(double[] x, double tolerance) {
        MomentSolver.Point point = at(x);
        while (point.largest() > tolerance && refine()) {
            point = at(x);
        }
        return point;
    }

    /** Evaluates the moments; NaN outside their domain. */
    @Override
    public MomentSolver.Point at(double[] x) {
        double[] parameters = unknowns.parameters(x);
        Sums sums = evaluations.sums(parameters, unknowns.epsilon(x), noiseKey, samples);
        double[] moment = new double[x.length];
        double[] errors = new double[x.length];
        boolean[] atBound = new boolean[x.length];
        int[] free = unknowns.free;
        for (int i = 0; i < free.length; i++) {
            moment[i] = sums.gradient()[free[i]] / sums.weight();
            errors[i] = Math.sqrt(sums.squares()[free[i]]) / sums.weight();
            // a positive moment: the unknown would have to fall, as for the gradient of a loss
            atBound[i] =
                    (x[i] <= box.low()[free[i]] && moment[i] > 0) || (x[i] >= box.high()[free[i]] && moment[i] < 0);
        }
        if (unknowns.hasEpsilon) { // the last parameter is the one for epsilon
            moment[x.length - 1] = sums.gradient()[parameters.length - 1] / sums.weight();
            errors[x.length - 1] = Math.sqrt(sums.squares()[parameters.length - 1]) / sums.weight();
        }
        return new MomentSolver.Point(x, moment, atBound, errors);
    }

    /** Increases the number of samples per example, up to a limit; returns whether it increased. */
    @Override
    public boolean refine() {
        boolean canRefine = samples * SAMPLE_FACTOR <= MOST_SAMPLE_FACTOR * evaluations.settings.samples();
        samples *= canRefine ? SAMPLE_FACTOR : 1;
        return canRefine;
    }

    /** Returns the equations of each example, times its weight, for the unknowns inside their bounds; {@code key} is the key of the noise. */
    List<double[]> equations(double[] x, int[] interior, long key) {
        ExampleGradients gradients = evaluations.gradients(unknowns.parameters(x), unknowns.epsilon(x), key, samples);
        int last = gradients.width() - 1; // the parameter for epsilon, if epsilon is learnt
        List<double[]> equations = new ArrayList<>(gradients.size());
        for (int i = 0; i < gradients.size(); i++) {
            double[] gradient = new double[gradients.width()];
            for (int k = 0; k <= last; k++) {
                gradient[k] = gradients.get(i, k);
            }
            equations.add(FitErrors.restricted(unknowns.pick(gradient, gradient[last]), interior));
        }
        return equations;
    }

    /**
     * Returns the halves of the examples by their expected cost or score, which is simulated with the noise of key 1: independent
     * of the noise of the equations, whose key is 0.
     */
    @Nullable
    Halves halves(double[] x) {
        double[] expected = evaluations
                .gradients(unknowns.parameters(x), unknowns.epsilon(x), 1, samples)
                .values()
                .clone();
        Arrays.setAll(expected, i -> expected[i] / evaluations.exampleWeights[i]);
        return Halves.of(expected);
    }

    /** Moves the unknowns by a step, which is shortened if it is long, but not beyond their bounds. */
    @Override
    public double[] moved(double[] from, double[] by) {
        return unknowns.moved(from, by);
    }

    /** Returns steps that each change the gap of cost between expected and observed decisions by a fixed share of {@link #costScale}. */
    @Override
    public double[] differenceSteps(double[] x) {
        double[] parameters = unknowns.parameters(x);
        Sums sums = evaluations.sums(parameters, unknowns.epsilon(x), noiseKey, samples);
        double costScale = costScale(x, sums);
        double[] lengths = new double[parameters.length];
        for (int f = 0; f < lengths.length; f++) {
            double deviation = Math.sqrt(sums.squares()[f] / evaluations.squaredExampleWeights());
            lengths[f] = deviation == 0 ? 0 : STEP * costScale / deviation;
        }
        return unknowns.pick(lengths, EPSILON_STEP);
    }

    /**
     * Returns how much the costs of decisions must change to change many decisions: the noise, epsilon. Multiplicative noise grows with the costs;
     * then the result is the size of the gap of cost between expected and observed decisions, estimated from each parameter times the standard
     * deviation of its equation.
     */
    private double costScale(double[] x, Sums sums) {
        double variance = 0;
        double[] parameters = unknowns.parameters(x);
        for (int f = 0; f < unknowns.weights; f++) {
            variance += parameters[f] * parameters[f] * sums.squares()[f] / evaluations.squaredExampleWeights();
        }
        return isMultiplicative ? Math.sqrt(variance) : unknowns.epsilon(x);
    }

    /**
     * Measures the Jacobian of the sum of the equations in a basis of the unknowns inside their bounds. Changes the number of samples and the
     * noise of later evaluations, too.
     *
     * @param interior the indices of the unknowns inside their bounds
     * @param sumAndParts returns the sum of the equations of all examples, followed by the sums over parts of the examples, whose Jacobians are
     *     measured too; null if there are no parts
     * @param basis directions as rows, so long that the sum of the equations along each direction has variance 1
     */
    Jacobian.@Nullable Measured jacobian(
            double[] x, int[] interior, @Nullable Function<List<double[]>, double[]> sumAndParts, DMatrixRMaj basis) {
        samples = Math.max(1, evaluations.jacobianSamples() / REPLICATES);
        Sums sums = evaluations.sums(unknowns.parameters(x), unknowns.epsilon(x), noiseKey, samples);
        // along a direction, an equation with weight 1 has the standard deviation 1 / sqrt(squared weights), because
        // their sum has variance 1; the first step is twice a step of differences, because it is halved until the
        // slopes agree
        double longest = 2 * STEP * costScale(x, sums) * Math.sqrt(evaluations.squaredExampleWeights());
        Jacobian.Equations equations = (moved, replicate) -> {
            noiseKey = 1L + replicate;
            double[] point = x.clone();
            for (int i = 0; i < interior.length; i++) {
                point[interior[i]] = moved[i];
            }
            return sumAndParts != null
                    ? sumAndParts.apply(equations(point, interior, noiseKey))
                    : Vectors.scaled(
                            sums.weight(), FitErrors.restricted(at(point).moments(), interior));
        };
        boolean hasEpsilon = unknowns.hasEpsilon; // the last unknown is its logarithm
        return new Jacobian(equations, REPLICATES).along(FitErrors.restricted(x, interior), basis, direction -> {
            double ofEpsilon = hasEpsilon ? Math.abs(direction[direction.length - 1]) : 0;
            return Math.min(longest, 2 * EPSILON_STEP / Math.max(ofEpsilon, TINY));
        });
    }
}
