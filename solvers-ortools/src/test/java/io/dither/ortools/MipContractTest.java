package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.dither.oracle.Sense;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.OrToolsMip;
import io.dither.testing.OracleContract;
import io.dither.testing.RuleResult;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every rule of the contract on mixed-integer programs, small ones against all their points. */
class MipContractTest {
    private static Map<String, OracleContract> contracts() {
        LinearProgram maximised = RandomMip.knapsack(Sense.MAXIMIZE, 6, 2, 1);
        LinearProgram minimised = RandomMip.knapsack(Sense.MINIMIZE, 6, 2, 2);
        LinearProgram kept = LinearProgram.builder(Sense.MINIMIZE)
                .integers(3, -2, 3)
                .variables(2, 0, 5)
                .constraint(1, new double[] {1, -1, 2, 1, -1}, 4)
                .constraint(-3, new double[] {2, 1, -1, 0, 1}, 2)
                .objective(0, 0, 0, 0.5, 0.25)
                .offset(2)
                .build();
        Map<String, OracleContract> contracts = new LinkedHashMap<>();
        contracts.put(
                "maximised", OracleContract.of(OrToolsMip.oracle(maximised)).vertices(RandomMip.bruteForce(maximised)));
        contracts.put(
                "minimised by CP-SAT",
                OracleContract.of(OrToolsMip.of(minimised).sat().oracle()).vertices(RandomMip.bruteForce(minimised)));
        contracts.put(
                "other variables keep their costs",
                OracleContract.of(OrToolsMip.of(kept).coordinates(2, 0, 1).oracle()));
        contracts.put(
                "cut by nodes and a gap",
                OracleContract.of(OrToolsMip.of(maximised).nodes(1).gap(0.2).oracle())
                        .vertices(RandomMip.bruteForce(maximised)));
        return contracts;
    }

    @TestFactory
    Stream<DynamicTest> everyRuleIsKept() {
        return contracts().entrySet().stream()
                .flatMap(entry -> OracleContract.rules().stream()
                        .map(rule -> DynamicTest.dynamicTest(entry.getKey() + " " + rule, () -> {
                            RuleResult result = entry.getValue().thetas(3).verify(rule);
                            assertFalse(result.isFailure(), result::toString);
                        })));
    }
}
