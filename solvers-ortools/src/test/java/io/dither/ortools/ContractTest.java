package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.dither.oracle.Sense;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.OrToolsLp;
import io.dither.testing.BruteForceOracle;
import io.dither.testing.OracleContract;
import io.dither.testing.OracleRule;
import io.dither.testing.RuleResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every rule of the contract on programs, small ones against lists of all their vertices. */
class ContractTest {
    private static OracleContract listed(LinearProgram program) {
        List<double[]> vertices = new VertexEnumeration(program).vertices();
        double[] offsets = new double[vertices.size()];
        java.util.Arrays.fill(offsets, program.offset());
        return OracleContract.of(OrToolsLp.oracle(program))
                .vertices(BruteForceOracle.of(program.sense(), vertices.toArray(new double[0][]), offsets));
    }

    private static Map<String, OracleContract> contracts() {
        Map<String, OracleContract> contracts = new LinkedHashMap<>();
        contracts.put("random polytope, maximised", listed(LpProperties.random(Sense.MAXIMIZE, 3, 4, 7)));
        contracts.put("random polytope, minimised", listed(LpProperties.random(Sense.MINIMIZE, 4, 3, 8)));
        contracts.put("paths 3x3", listed(GridProgram.of(3), 12));
        contracts.put("paths 5x5", OracleContract.of(OrToolsLp.oracle(GridProgram.of(5))));
        return contracts;
    }

    private static OracleContract listed(LinearProgram paths, int arcs) {
        VertexEnumeration polytope = new VertexEnumeration(paths);
        return OracleContract.of(OrToolsLp.oracle(paths))
                .vertices(BruteForceOracle.zeroOne(paths.sense(), arcs, y -> polytope.contains(y, 0)));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleIsKept() {
        return contracts().entrySet().stream()
                .flatMap(entry -> OracleContract.rules().stream()
                        .map(rule -> DynamicTest.dynamicTest(entry.getKey() + " " + rule, () -> {
                            RuleResult result = entry.getValue().verify(rule);
                            assertFalse(result.isFailure(), result::toString);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> whatIsListedIsReallyTried() {
        return contracts().entrySet().stream()
                .filter(entry -> !entry.getKey().equals("paths 5x5"))
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertEquals(
                                RuleResult.Status.PASSED,
                                entry.getValue().verify(OracleRule.BRUTE_FORCE).status())));
    }
}
