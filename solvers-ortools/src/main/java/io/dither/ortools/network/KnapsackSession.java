package io.dither.ortools.network;

import com.google.ortools.algorithms.KnapsackSolver;
import com.google.ortools.algorithms.KnapsackSolver.SolverType;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.ortools.internal.NativeSession;
import io.dither.ortools.internal.PowerOfTwo;

/** Solves knapsacks with one native solver, which gets profits, weights and capacities at each solve. */
final class KnapsackSession extends NativeSession implements RetargetableSession {
    private static final double RANGE = 0x1p50;

    private final KnapsackSolver solver;
    private final long[] profits;
    private OrToolsKnapsack oracle;

    KnapsackSession(OrToolsKnapsack oracle) {
        super("the knapsack");
        this.oracle = oracle;
        profits = new long[oracle.dimension()];
        boolean small = oracle.weights().length == 1 && profits.length <= 64;
        solver = new KnapsackSolver(
                small ? SolverType.KNAPSACK_64ITEMS_SOLVER : SolverType.KNAPSACK_MULTIDIMENSION_BRANCH_AND_BOUND_SOLVER,
                "dither");
        owns(solver::delete);
    }

    @Override
    public boolean retarget(LinearOracle other) {
        if (other instanceof OrToolsKnapsack knapsack && knapsack.hasWeightsOf(oracle)) {
            oracle = knapsack;
            return true;
        }
        return false;
    }

    @Override
    protected void solveOpen(double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, oracle.dimension());
        double unit = PowerOfTwo.normalising(theta);
        double scale = PowerOfTwo.within(PowerOfTwo.largest(theta, unit), RANGE / theta.length);
        for (int j = 0; j < theta.length; j++) {
            profits[j] = Math.max(0, (long) Math.rint(theta[j] * unit * scale));
        }
        solver.init(profits, oracle.weights(), oracle.capacity());
        solver.solve();
        vertex.clear();
        for (int j = 0; j < theta.length; j++) {
            // the solver may also take items without profit
            if (profits[j] > 0 && solver.bestSolutionContains(j)) {
                vertex.add(j, 1);
            }
        }
    }
}
