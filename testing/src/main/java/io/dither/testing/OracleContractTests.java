package io.dither.testing;

import io.dither.oracle.LinearOracle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract of an oracle as tests: a class that implements this interface has one JUnit test per rule.
 *
 * <pre>{@code
 * class MyOracleTest implements OracleContractTests {
 *     public LinearOracle oracle() {
 *         return new MyOracle(4);
 *     }
 * }
 * }</pre>
 *
 * <p>All seeds are fixed, so each run tries the same thetas and walks; only R10 also depends on the timing of threads.
 */
public interface OracleContractTests {
    /** {@return the oracle under test; the default {@link #contract()} calls this once} */
    LinearOracle oracle();

    /** {@return the contract that the tests verify; override it to add a membership test or a list of vertices} */
    default OracleContract contract() {
        return OracleContract.of(oracle());
    }

    /**
     * Returns one test per rule; a rule that does not apply is skipped with its reason.
     *
     * @return the tests by number
     */
    @TestFactory
    default Stream<DynamicTest> rules() {
        OracleContract contract = contract();
        return OracleContract.rules().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule + ": " + rule.statement(), () -> requirePassed(contract.verify(rule))));
    }

    private static void requirePassed(RuleResult result) {
        Assumptions.assumeFalse(result.status() == RuleResult.Status.SKIPPED, result::toString);
        if (result.isFailure()) {
            Assertions.fail(result.toString());
        }
    }
}
