package io.dither.ortools.cpsat;

import com.google.ortools.sat.CpObjectiveProto;
import io.dither.ortools.internal.PowerOfTwo;

/** The costs of a constraint model, scaled and rounded to whole numbers that CP-SAT minimises. */
final class CpCosts {
    /**
     * If the solver leaves no gap, a rounding error counts as 0 if it is at most this number times the largest cost
     * times max(1, the sum of the magnitudes of the answer's values).
     */
    private static final double NEGLIGIBLE = 1e-9;

    private final CpProgram program;
    /** The cost of each variable, in the units of theta: from theta for coordinates, otherwise from the model. */
    private final double[] costs;

    /** The scaled and rounded cost of each variable; CP-SAT minimises the sum of costs times values. */
    private final long[] wholeCosts;

    /** The largest magnitude of a cost, in the units of theta. */
    private double largest;

    /**
     * The power of two that scales the largest magnitude to [1, 2). Costs are multiplied by it and by 2^(bits - 1), and
     * then rounded to whole costs; bits is {@link CpProgram#costBits}.
     */
    private double scale = 1;

    /** Whether rounding changed no cost. */
    private boolean isExact;

    CpCosts(CpProgram program) {
        this.program = program;
        costs = program.modelCosts();
        wholeCosts = new long[costs.length];
    }

    /**
     * Sets theta; scales and rounds all costs, so that the largest magnitude is in [2^(bits - 1), 2^bits], or 0 if all
     * costs are 0.
     */
    void set(double[] theta) {
        for (int i = 0; i < theta.length; i++) {
            costs[program.variable(i)] = theta[i];
        }
        largest = 0;
        for (int variable : program.pricedVariables()) {
            largest = Math.max(largest, Math.abs(costs[variable]));
        }
        scale = PowerOfTwo.normalising(costs);
        double factor = Math.scalb(1.0, program.costBits() - 1);
        isExact = true;
        for (int variable : program.pricedVariables()) {
            // CP-SAT minimises, so scores change their sign
            double scaled = -program.sense().sign() * scale * costs[variable] * factor;
            double rounded = Math.rint(scaled);
            isExact &= rounded == scaled;
            wholeCosts[variable] = (long) rounded;
        }
    }

    /** Returns the objective to minimise, which is empty if all costs are 0. */
    CpObjectiveProto objective() {
        CpObjectiveProto.Builder objective = CpObjectiveProto.newBuilder();
        for (int variable : program.pricedVariables()) {
            if (wholeCosts[variable] != 0) {
                objective.addVars(variable).addCoeffs(wholeCosts[variable]);
            }
        }
        return objective.build();
    }

    boolean areZero() {
        return largest == 0;
    }

    /** Returns the scaled and rounded cost of a variable. */
    long wholeCost(int variable) {
        return wholeCosts[variable];
    }

    /**
     * Returns an upper bound of the distance of the answer from the optimum, in the units of theta.
     *
     * @param solverGap the distance between the answer and CP-SAT's bound, in whole costs
     * @param sumOfMagnitudes the sum of the magnitudes of the answer's values
     */
    double gap(double solverGap, double sumOfMagnitudes) {
        // rounding changes a cost by at most half of 2^(1 - bits) times the largest cost; the values of a variable in
        // the answer and in an optimum differ by at most upper - lower; rangeSum is the sum of these differences
        double error = isExact ? 0 : Math.scalb(largest, -program.costBits()) * program.rangeSum();
        double gap = Math.scalb(solverGap, 1 - program.costBits()) / scale;
        return gap == 0 && error <= NEGLIGIBLE * largest * Math.max(1, sumOfMagnitudes) ? 0 : gap + error;
    }
}
