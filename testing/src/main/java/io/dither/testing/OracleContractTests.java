package io.dither.testing;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The contract as tests: a class that implements this interface has one JUnit test a rule, and jqwik properties whose
 * counterexamples shrink to small thetas.
 *
 * <pre>{@code
 * class MyOracleTest implements OracleContractTests {
 *     public LinearOracle oracle() {
 *         return new MyOracle(4);
 *     }
 * }
 * }</pre>
 *
 * <p>The JUnit engine runs the rules, the jqwik engine the properties: have both on the test class path. All seeds are
 * fixed.
 */
public interface OracleContractTests {
    /**
     * Returns the oracle under test; called once a test and once a try, so make an expensive one once and keep it.
     *
     * @return the oracle
     */
    LinearOracle oracle();

    /**
     * Returns the contract that the tests verify; override it to add a membership test or a list of vertices.
     *
     * @return the contract
     */
    default OracleContract contract() {
        return OracleContract.of(oracle());
    }

    /**
     * Has one test a rule; a rule that does not apply is skipped with its reason.
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

    /**
     * Verifies R4 on two thetas, shrunk where it fails.
     *
     * @param theta a theta
     * @param other another, whose answer competes
     */
    @Property(tries = 100, seed = "41")
    default void answersOfOtherThetasAreNotBetter(
            @ForAll("thetasInDomain") double[] theta, @ForAll("thetasInDomain") double[] other) {
        OracleContract contract = contract();
        LinearOracle oracle = contract.oracle();
        if (oracle.traits().contains(Trait.HEURISTIC)) {
            return;
        }
        try (OracleSession session = oracle.openSession()) {
            Vertex vertex = new Vertex(oracle.dimension());
            session.solve(theta, vertex);
            Answer answer = Answer.of(vertex);
            session.solve(other, vertex);
            Answer rival = Answer.of(vertex);
            double gap = oracle.sense().sign() * (rival.objective(theta) - answer.objective(theta));
            double slack = contract.tolerance() * Math.max(answer.scale(theta), rival.scale(theta));
            Assertions.assertTrue(
                    gap <= slack,
                    () -> OracleRule.CROSS_OPTIMALITY + ": for theta " + Arrays.toString(theta) + " the answer "
                            + answer + " is worse by " + gap + " than " + rival + ", the answer for "
                            + Arrays.toString(other));
        }
    }

    /**
     * Verifies R8 on two thetas, shrunk where it fails.
     *
     * @param first solved first in one of two sessions
     * @param theta solved in both
     */
    @Property(tries = 100, seed = "42")
    default void answersDoNotDependOnHistory(
            @ForAll("thetasInDomain") double[] first, @ForAll("thetasInDomain") double[] theta) {
        LinearOracle oracle = oracle();
        Vertex used = new Vertex(oracle.dimension());
        Vertex fresh = new Vertex(oracle.dimension());
        try (OracleSession session = oracle.openSession();
                OracleSession other = oracle.openSession()) {
            session.solve(first, used);
            session.solve(theta, used);
            other.solve(theta, fresh);
        }
        Assertions.assertTrue(
                Answer.of(used).sameBits(Answer.of(fresh)),
                () -> OracleRule.HISTORY_INDEPENDENCE + ": the answer for theta " + Arrays.toString(theta) + " is "
                        + used + " after theta " + Arrays.toString(first) + ", in a fresh session " + fresh);
    }

    /**
     * Generates thetas inside the domain of {@link #oracle()}.
     *
     * @return the generator
     */
    @Provide
    default Arbitrary<double[]> thetasInDomain() {
        return DitherArbitraries.thetas(oracle());
    }

    private static void requirePassed(RuleResult result) {
        Assumptions.assumeFalse(result.status() == RuleResult.Status.SKIPPED, result::toString);
        Assertions.assertFalse(result.isFailure(), result::toString);
    }
}
