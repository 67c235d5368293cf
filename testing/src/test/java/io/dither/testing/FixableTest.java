package io.dither.testing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Sense;
import io.dither.oracle.capability.Membership;
import io.dither.oracles.Oracles;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Oracles whose coordinates are held at 0 and 1, against lists of what is left. */
class FixableTest {
    private static final OracleRegistry REGISTRY = OracleRegistry.discover();

    private static boolean isLeft(LinearOracle whole, double[] y, int[] zeros, int[] ones) {
        return Arrays.stream(zeros).allMatch(i -> y[i] == 0)
                && Arrays.stream(ones).allMatch(i -> y[i] == 1)
                && ((Membership) whole).violation(y).isEmpty();
    }

    private static int[] parse(String text) {
        return text == null
                ? new int[0]
                : Arrays.stream(text.split(" ", -1)).mapToInt(Integer::parseInt).toArray();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    assignment:n=3                                         | 1 5 |
                    assignment:n=3                                         |     | 4
                    assignment:n=4                                         | 1   | 4 15
                    assignment:rows=2,cols=4,sense=maximize                | 0 5 |
                    assignment:rows=2,cols=4,sense=maximize                | 3   | 6
                    assignment:rows=4,cols=2                               | 0   | 5
                    assignment:rows=1,cols=4                               | 0 1 |
                    argmax:n=5                                             | 1 3 |
                    argmax:n=5                                             |     | 2
                    top-k:n=7,k=3                                          | 1 5 | 0 6
                    top-k:n=5,k=2                                          |     | 1 3
                    nearest-neighbours:n=6,k=3                             | 2   | 4
                    knapsack:weights=((3,4,5,2,6);(1,2,1,3,2)),capacity=(9,5) | 1 | 3
                    knapsack:weights=(0.1,0.2,0.3,0.1),capacity=(0.3)      |     | 0
                    points:of=((1,0,1,0);(0,1,0,1);(0,0,1,1);(1,0,1,1))    | 1   | 2
                    """)
    void everyRuleOfTheContractHolds(String spec, String zerosText, String onesText) {
        LinearOracle whole = REGISTRY.create(spec);
        int[] zeros = parse(zerosText);
        int[] ones = parse(onesText);
        LinearOracle oracle = Oracles.constrained(whole, zeros, ones);
        OracleContract contract = OracleContract.of(oracle)
                .thetas(16)
                .vertices(
                        BruteForceOracle.zeroOne(whole.sense(), whole.dimension(), y -> isLeft(whole, y, zeros, ones)));
        for (RuleResult result : contract.verifyAll()) {
            assertFalse(result.isFailure(), result::toString);
        }
    }

    @Test
    void randomAssignmentsAgreeWithTheListOfAll() {
        Random random = new Random(3);
        int infeasible = 0;
        for (int trial = 0; trial < 300; trial++) {
            int rows = 1 + random.nextInt(4);
            int columns = 1 + random.nextInt(4);
            LinearOracle whole = Oracles.assignment(rows, columns, trial % 2 == 0 ? Sense.MINIMIZE : Sense.MAXIMIZE);
            int[] all = IntStream.range(0, rows * columns).toArray();
            double share = random.nextDouble();
            int[] zeros =
                    Arrays.stream(all).filter(i -> random.nextDouble() < share).toArray();
            int[] ones = Arrays.stream(all)
                    .filter(i -> random.nextInt(8) == 0 && Arrays.binarySearch(zeros, i) < 0)
                    .toArray();
            if (zeros.length + ones.length == all.length) {
                continue;
            }
            double[] theta = random.doubles(all.length, -1, 1).toArray();
            double best = best(whole, theta, zeros, ones);
            double found = Double.NaN;
            try {
                double[] y = Oracles.constrained(whole, zeros, ones).solve(theta);
                assertTrue(isLeft(whole, y, zeros, ones), () -> Arrays.toString(y));
                found = dot(theta, y);
            } catch (OracleException none) {
                assertEquals(OracleException.Code.INFEASIBLE, none.code());
                infeasible++;
            }
            assertEquals(best, found, 1e-12, "trial " + trial);
        }
        assertTrue(infeasible > 30 && infeasible < 200, infeasible + " of 300 are infeasible");
    }

    private static double best(LinearOracle whole, double[] theta, int[] zeros, int[] ones) {
        int d = theta.length;
        double best = Double.NaN;
        for (int code = 0; code < 1 << d; code++) {
            int bits = code;
            if (Integer.bitCount(bits) > 4) {
                continue;
            }
            double[] y = IntStream.range(0, d).mapToDouble(i -> bits >> i & 1).toArray();
            if (isLeft(whole, y, zeros, ones)
                    && (Double.isNaN(best) || whole.sense().isBetter(dot(theta, y), best))) {
                best = dot(theta, y);
            }
        }
        return best;
    }

    private static double dot(double[] theta, double[] y) {
        return IntStream.range(0, y.length).mapToDouble(i -> theta[i] * y[i]).sum();
    }

    @Test
    void fromText() {
        double[] theta = {1, 2, 9, 3, 1, 9, 9, 9, 1};
        assertArrayEquals(
                new double[] {0, 1, 0, 1, 0, 0, 0, 0, 1},
                REGISTRY.create("constrained:of=(assignment:n=3),zeros=(4)").solve(theta));
        assertArrayEquals(
                new double[] {0, 1, 0, 1, 0, 0, 0, 0, 1},
                REGISTRY.create("constrained:of=(assignment:n=3),ones=(3)").solve(theta));
        LinearOracle chosen = REGISTRY.create("constrained:of=(top-k:n=4,k=2),zeros=(0),ones=(3)");
        assertEquals(
                "coordinate 3 is 0.0, where only 1 is allowed",
                chosen.as(Membership.class)
                        .orElseThrow()
                        .violation(new double[] {0, 1, 1, 0})
                        .orElseThrow());
    }

    @Test
    void whatCannotBeHeldIsRefused() {
        LinearOracle pairs = Oracles.assignment(3, 3, Sense.MINIMIZE);
        refused(
                () -> Oracles.constrained(pairs, new int[] {1}, new int[] {1}),
                "coordinate 1 is among the zeros and the");
        refused(() -> Oracles.constrained(pairs, new int[0], new int[] {9}), "ones holds 9, which is not a coordinate");
        refused(() -> Oracles.constrained(Oracles.ranking(3), new int[0], new int[] {1}), "cannot leave out");
        List<int[]> none = List.of(new int[] {0, 1}, new int[] {0, 3});
        for (int[] ones : none) {
            OracleException failure = assertThrows(
                    OracleException.class,
                    () -> Oracles.constrained(pairs, new int[0], ones).solve(new double[9]));
            assertEquals(OracleException.Code.INFEASIBLE, failure.code());
        }
        OracleException heavy = assertThrows(
                OracleException.class,
                () -> Oracles.constrained(Oracles.knapsack(new double[][] {{3, 4, 1}}, 5), new int[0], new int[] {0, 1
                }));
        assertEquals("the items that must be taken weigh 2.0 more in row 0 than its capacity 5.0", heavy.getMessage());
    }

    private static void refused(Runnable making, String part) {
        String message = String.valueOf(
                assertThrows(InvalidArgumentException.class, making::run).getMessage());
        assertTrue(message.contains(part), message);
    }
}
