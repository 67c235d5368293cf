package io.dither.ortools.cpsat;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import io.dither.ortools.RandomMip;
import io.dither.ortools.program.LinearConstraint;
import io.dither.ortools.program.LinearProgram;
import io.dither.random.KeyedRandom;
import java.util.ArrayList;
import java.util.List;

/** Constraint models made from a seed. */
public final class RandomModel {
    private RandomModel() {}

    static List<BoolVar> booleans(CpModel model, String prefix, int count) {
        List<BoolVar> variables = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            variables.add(model.newBoolVar(prefix + i));
        }
        return variables;
    }

    /** Adds the rows of a linear program with whole coefficients. */
    static void add(CpModel model, List<? extends IntVar> variables, LinearProgram program) {
        for (LinearConstraint row : program.constraints()) {
            var sum = LinearExpr.newBuilder();
            for (int k = 0; k < row.indices().length; k++) {
                sum.addTerm(variables.get(row.indices()[k]), (long) row.coefficients()[k]);
            }
            long least = row.lower() == Double.NEGATIVE_INFINITY ? -1_000_000_000L : (long) row.lower();
            model.addLinearConstraint(sum, least, (long) row.upper());
        }
    }

    /** The same points as the program of {@link RandomMip#knapsack}, and a clause. */
    static CpModel knapsack(LinearProgram program, List<BoolVar> variables) {
        CpModel model = OrToolsCpSat.model();
        variables.addAll(booleans(model, "x", program.dimension()));
        add(model, variables, program);
        return model;
    }

    /** Three workers, as many days, a shift each day by one worker, nobody on two days running: chains of a 3-cycle. */
    public static CpModel roster(int workers, int days, List<BoolVar> shifts) {
        CpModel model = OrToolsCpSat.model();
        for (int day = 0; day < days; day++) {
            List<BoolVar> today = booleans(model, "day" + day + " worker", workers);
            model.addExactlyOne(today.toArray(new BoolVar[0]));
            for (int w = 0; day > 0 && w < workers; w++) {
                model.addAtMostOne(List.of(shifts.get((day - 1) * workers + w), today.get(w)));
            }
            shifts.addAll(today);
        }
        return model;
    }

    static boolean isRoster(double[] y, int workers, int days) {
        for (int day = 0; day < days; day++) {
            int sum = 0;
            for (int w = 0; w < workers; w++) {
                sum += (int) y[day * workers + w];
                if (day > 0 && y[day * workers + w] + y[(day - 1) * workers + w] > 1) {
                    return false;
                }
            }
            if (sum != 1) {
                return false;
            }
        }
        return true;
    }

    static double[] wholes(long seed, int length, int most) {
        KeyedRandom random = new KeyedRandom(seed);
        double[] values = new double[length];
        for (int i = 0; i < length; i++) {
            values[i] = Math.rint(2 * most * random.nextDouble() - most);
        }
        return values;
    }
}
