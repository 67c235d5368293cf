package io.dither.ortools.cpsat;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import io.dither.oracle.Sense;
import io.dither.ortools.RandomMip;
import io.dither.ortools.program.LinearProgram;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.RuleResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every rule of the contract on constraint models, with all their points where these are 0/1. */
class CpSatContractTest {
    private static OracleContract roster() {
        List<BoolVar> shifts = new ArrayList<>();
        CpModel model = RandomModel.roster(3, 3, shifts);
        return OracleContract.of(OrToolsCpSat.oracle(model, Sense.MINIMIZE, shifts))
                .vertices(BruteForceOracle.zeroOne(Sense.MINIMIZE, 9, y -> RandomModel.isRoster(y, 3, 3)));
    }

    private static OracleContract limited() {
        LinearProgram program = RandomMip.knapsack(Sense.MAXIMIZE, 9, 3, 2);
        List<BoolVar> variables = new ArrayList<>();
        CpModel model = RandomModel.knapsack(program, variables);
        return OracleContract.of(OrToolsCpSat.of(model, Sense.MAXIMIZE, variables)
                        .gap(0.3)
                        .work(1e-4)
                        .oracle())
                .vertices(RandomMip.bruteForce(program));
    }

    private static OracleContract kept() {
        CpModel model = OrToolsCpSat.model();
        IntVar[] x = {model.newIntVar(-2, 3, "x0"), model.newIntVar(0, 4, "x1"), model.newIntVar(-1, 1, "x2")};
        IntVar slack = model.newIntVar(0, 9, "slack");
        model.addLessOrEqual(LinearExpr.weightedSum(x, new long[] {2, 1, -1}), LinearExpr.affine(slack, 1, 2));
        model.addAllDifferent(x);
        model.minimize(LinearExpr.affine(slack, 3, 1));
        return OracleContract.of(OrToolsCpSat.oracle(model, Sense.MINIMIZE, List.of(x)));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleIsKept() {
        Map<String, OracleContract> contracts = new LinkedHashMap<>();
        contracts.put("roster", roster());
        contracts.put("limited", limited());
        contracts.put("kept costs", kept());
        return contracts.entrySet().stream()
                .flatMap(entry -> OracleContract.rules().stream()
                        .map(rule -> DynamicTest.dynamicTest(entry.getKey() + " " + rule, () -> {
                            RuleResult result = entry.getValue().thetas(5).verify(rule);
                            assertFalse(result.isFailure(), result::toString);
                        })));
    }
}
