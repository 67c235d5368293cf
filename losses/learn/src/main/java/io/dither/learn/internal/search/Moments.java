package io.dither.learn.internal.search;

import io.dither.internal.algebra.Vectors;
import io.dither.learn.evaluate.ExampleGradient;
import io.dither.learn.evaluate.Sums;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/** The simulated moments: of each free parameter its own; that of epsilon is along the parameters that are fixed. */
final class Moments implements MomentSolver.Problem {
    /** How far parameters are moved for differences, as a share of what noise does. */
    private static final double DIFFERENCE = 0.3;
    /** How far the logarithm of epsilon is moved. */
    private static final double LOGARITHM = 0.2;

    private static final int REPLICATES = 4;
    private static final int MORE = 4;
    private static final int MOST_TIMES = 16;

    private final Evaluations asked;
    private final Unknowns unknowns;
    private final Bounds box;
    private final boolean multiplicative;
    private long step;
    private int samples;

    Moments(Evaluations asked, Unknowns unknowns, Bounds box) {
        this.asked = asked;
        this.unknowns = unknowns;
        this.box = box;
        multiplicative = asked.criterion.isMultiplicative();
        samples = asked.settings.samples();
    }

    double[] start() {
        return unknowns.of(unknowns.centre, Math.log(multiplicative ? 0.3 : level()));
    }

    /** The unit of epsilon. */
    double level() {
        double largest = Arrays.stream(unknowns.centre).map(Math::abs).max().orElse(1);
        return multiplicative ? 1 : Math.max(1e-9, largest);
    }

    /** Evaluates the moments where a search ended, with as many samples as it took. */
    MomentSolver.Point again(double[] x, double good) {
        MomentSolver.Point point = at(x);
        while (point.largest() > good && refine()) {
            point = at(x);
        }
        return point;
    }

    /** Evaluates the moments, NaN outside their domain. */
    @Override
    public MomentSolver.Point at(double[] x) {
        double[] parameters = unknowns.parameters(x);
        Sums sums = asked.sums(parameters, unknowns.epsilon(x), step, samples);
        double[] moment = new double[x.length];
        double[] errors = new double[x.length];
        boolean[] rests = new boolean[x.length];
        int[] free = unknowns.free;
        for (int i = 0; i < free.length; i++) {
            moment[i] = sums.gradient()[free[i]] / sums.weight();
            errors[i] = Math.sqrt(sums.squares()[free[i]]) / sums.weight();
            rests[i] = (x[i] <= box.low()[free[i]] && moment[i] > 0) || (x[i] >= box.high()[free[i]] && moment[i] < 0);
        }
        if (unknowns.haveEpsilon) {
            moment[x.length - 1] = sums.gradient()[parameters.length - 1] / sums.weight();
            errors[x.length - 1] = Math.sqrt(sums.squares()[parameters.length - 1]) / sums.weight();
        }
        return new MomentSolver.Point(x, moment, rests, errors);
    }

    /** Draws more samples per example from now on; returns whether there may be more. */
    @Override
    public boolean refine() {
        boolean more = samples * MORE <= MOST_TIMES * asked.settings.samples();
        samples *= more ? MORE : 1;
        return more;
    }

    int samples() {
        return samples;
    }

    /** Returns the equations of each example, times its weight, of the unknowns at no end of theirs. */
    List<double[]> equations(double[] x, int[] inner, long replicate) {
        return asked.gradients(unknowns.parameters(x), unknowns.epsilon(x), replicate, samples).stream()
                .map(one -> Standing.restricted(ofUnknowns(one.gradient()), inner))
                .toList();
    }

    private double[] ofUnknowns(double[] gradient) {
        return unknowns.of(gradient, gradient[gradient.length - 1]);
    }

    /** Returns the halves of the examples by what decisions are expected to cost or score, by other noise than the equations have. */
    @Nullable
    Halves halves(double[] x) {
        List<ExampleGradient> gradients = asked.gradients(unknowns.parameters(x), unknowns.epsilon(x), 1, samples);
        double[] sizes = new double[gradients.size()];
        Arrays.setAll(sizes, i -> gradients.get(i).value() / asked.weights[i]);
        return Halves.of(sizes);
    }

    /** Moves unknowns to where they may be, from where they are. */
    @Override
    public double[] moved(double[] from, double[] by) {
        return unknowns.moved(from, by);
    }

    /** How far unknowns are moved for differences: what moves the costs of decisions by a share of those that noise makes. */
    @Override
    public double[] differences(double[] x) {
        double[] parameters = unknowns.parameters(x);
        Sums sums = asked.sums(parameters, unknowns.epsilon(x), step, samples);
        double unit = unit(x, sums);
        double[] lengths = new double[parameters.length];
        for (int f = 0; f < lengths.length; f++) {
            double deviation = Math.sqrt(sums.squares()[f] / asked.squares());
            lengths[f] = deviation == 0 ? 0 : DIFFERENCE * unit / deviation;
        }
        return unknowns.of(lengths, LOGARITHM);
    }

    /** What moves the costs of decisions by as much as noise does, times the deviation of an equation. */
    private double unit(double[] x, Sums sums) {
        double spread = 0;
        double[] parameters = unknowns.parameters(x);
        for (int f = 0; f < unknowns.weights; f++) {
            spread += parameters[f] * parameters[f] * sums.squares()[f] / asked.squares();
        }
        return multiplicative ? Math.sqrt(spread) : unknowns.epsilon(x);
    }

    /** Measures the Jacobian of the sum of the equations, and of parts if wanted, within a basis of the unknowns at no end of theirs. */
    Jacobian.@Nullable Measured jacobian(
            double[] x, int[] inner, @Nullable Function<List<double[]>, double[]> parts, DMatrixRMaj basis) {
        samples = Math.max(1, asked.jacobianSamples() / REPLICATES);
        Sums sums = asked.sums(unknowns.parameters(x), unknowns.epsilon(x), step, samples);
        double first = 2 * DIFFERENCE * unit(x, sums) * Math.sqrt(asked.squares());
        Jacobian.Equations equations = (moved, replicate) -> {
            step = 1L + replicate;
            double[] at = x.clone();
            for (int i = 0; i < inner.length; i++) {
                at[inner[i]] = moved[i];
            }
            return parts != null
                    ? parts.apply(equations(at, inner, step))
                    : Vectors.scaled(sums.weight(), Standing.restricted(at(at).all(), inner));
        };
        boolean last = unknowns.haveEpsilon; // whose logarithm is the last
        return new Jacobian(equations, REPLICATES).within(Standing.restricted(x, inner), basis, direction -> {
            double ofEpsilon = last ? Math.abs(direction[direction.length - 1]) : 0;
            return Math.min(first, 2 * LOGARITHM / Math.max(ofEpsilon, 1e-300));
        });
    }
}
