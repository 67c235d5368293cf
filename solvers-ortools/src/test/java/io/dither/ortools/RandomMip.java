package io.dither.ortools;

import io.dither.oracle.Sense;
import io.dither.ortools.program.LinearConstraint;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.LinearProgramBuilder;
import io.dither.random.KeyedRandom;
import io.dither.testing.BruteForceOracle;

/** Mixed-integer programs made from a seed. */
public final class RandomMip {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private RandomMip() {}

    /** A 0/1 program with rows of whole weights from 1 to 1000 and room for half of them: hard from about 40 x 5. */
    public static LinearProgram knapsack(Sense sense, int items, int rows, long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        LinearProgramBuilder builder = LinearProgram.builder(sense).integers(items, 0, 1);
        for (int r = 0; r < rows; r++) {
            double[] weights = new double[items];
            double sum = 0;
            for (int i = 0; i < items; i++) {
                weights[i] = Math.ceil(1000 * random.nextDouble());
                sum += weights[i];
            }
            builder.constraint(-INFINITY, weights, Math.floor(sum / 2));
        }
        return builder.build();
    }

    /** Normal numbers of a seed. */
    public static double[] gaussians(long seed, int length) {
        KeyedRandom random = new KeyedRandom(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = random.nextGaussian();
        }
        return values;
    }

    /** Costs that make a knapsack hard: near the weights of its rows. */
    public static double[] hardCosts(LinearProgram knapsack, long seed) {
        double[] costs = gaussians(seed, knapsack.dimension());
        for (int i = 0; i < costs.length; i++) {
            costs[i] *= 20;
            for (LinearConstraint row : knapsack.constraints()) {
                costs[i] += row.coefficients()[i];
            }
        }
        return costs;
    }

    /** Equations of market shares, feasible by chance only: a solver searches long without a solution. */
    public static LinearProgram marketSplit(int items, int rows, long seed) {
        KeyedRandom random = new KeyedRandom(seed);
        LinearProgramBuilder builder = LinearProgram.builder(Sense.MINIMIZE).integers(items, 0, 1);
        for (int r = 0; r < rows; r++) {
            double[] weights = new double[items];
            double sum = 0;
            for (int i = 0; i < items; i++) {
                weights[i] = Math.floor(100 * random.nextDouble());
                sum += weights[i];
            }
            builder.constraint(Math.floor(sum / 2), weights, Math.floor(sum / 2));
        }
        return builder.build();
    }

    static boolean isFeasible(LinearProgram program, double[] y) {
        for (int i = 0; i < y.length; i++) {
            if (y[i] < program.lower(i)
                    || y[i] > program.upper(i)
                    || (program.isInteger(i) && y[i] != Math.rint(y[i]))) {
                return false;
            }
        }
        for (LinearConstraint row : program.constraints()) {
            double sum = 0;
            double size = 1;
            for (int k = 0; k < row.indices().length; k++) {
                sum += row.coefficients()[k] * y[row.indices()[k]];
                size = Math.max(size, Math.abs(row.coefficients()[k]));
            }
            if (sum < row.lower() - 1e-8 * size || sum > row.upper() + 1e-8 * size) {
                return false;
            }
        }
        return true;
    }

    /** All points of a 0/1 program. */
    public static BruteForceOracle bruteForce(LinearProgram program) {
        return BruteForceOracle.zeroOne(program.sense(), program.dimension(), y -> isFeasible(program, y));
    }
}
