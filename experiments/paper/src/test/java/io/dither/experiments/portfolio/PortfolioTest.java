package io.dither.experiments.portfolio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.capability.Membership;
import io.dither.testing.OracleContract;
import io.dither.testing.RuleResult;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

public class PortfolioTest {
    /** A limit of risk, a budget and bounds, drawn so that all of them matter now and then. */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    public record Case(double[][] covariance, double variance, boolean invested, double lower, double upper) {
        public static Case of(int n, Random random) {
            double[][] factors = new double[n][n + 2];
            for (double[] row : factors) {
                Arrays.setAll(row, k -> random.nextGaussian());
            }
            double[][] covariance = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    for (int k = 0; k < n + 2; k++) {
                        covariance[i][j] += factors[i][k] * factors[j][k] / (n + 2);
                    }
                    covariance[i][j] += i == j ? 0.05 : 0;
                }
            }
            boolean invested = random.nextBoolean();
            double lower = random.nextBoolean() ? 0 : -0.1;
            double upper = random.nextBoolean() ? 1 : 2.5 / n;
            return new Case(covariance, (invested ? 0.3 : 0.01) + 0.4 * random.nextDouble(), invested, lower, upper);
        }

        public Membership oracle() {
            return new Portfolio(covariance, variance, 1, invested, lower, upper);
        }

        public double risk(double[] x) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                for (int j = 0; j < x.length; j++) {
                    sum += x[i] * covariance[i][j] * x[j];
                }
            }
            return sum;
        }

        /** max of g'v over the budget and the bounds alone. */
        double mostWithoutRisk(double[] g) {
            double[] sorted = g.clone();
            Arrays.sort(sorted);
            double left = 1 - g.length * lower;
            double sum = lower * Arrays.stream(g).sum();
            for (int k = g.length - 1; k >= 0 && left > 0 && (invested || sorted[k] > 0); k--) {
                double share = Math.min(left, upper - lower);
                sum += share * sorted[k];
                left -= share;
            }
            return sum;
        }

        /** By how much another portfolio could be better, by weak duality with a price of risk. */
        double dualGap(double[] r, double[] x, double price) {
            double[] g = r.clone();
            double value = 0;
            double risk = 0;
            for (int i = 0; i < r.length; i++) {
                double pull = 0;
                for (int j = 0; j < r.length; j++) {
                    pull += covariance[i][j] * x[j];
                }
                g[i] -= price * pull;
                value += r[i] * x[i];
                risk += x[i] * pull;
            }
            // r'y <= (r - price Sigma x)'y + price sqrt(x'Sigma x) sqrt(variance) for each y of the set
            return mostWithoutRisk(g) + price * Math.sqrt(risk * variance) - value;
        }

        /** The least over prices, in which it is convex. */
        double leastGap(double[] r, double[] x) {
            double low = 0;
            double high = 1000;
            for (int step = 0; step < 300; step++) {
                double a = low + 0.382 * (high - low);
                double b = low + 0.618 * (high - low);
                if (dualGap(r, x, a) < dualGap(r, x, b)) {
                    high = b;
                } else {
                    low = a;
                }
            }
            return dualGap(r, x, (low + high) / 2);
        }
    }

    @TestFactory
    Stream<DynamicTest> everyRuleOfTheContractHolds() {
        return Stream.of(
                        "portfolio:covariance=((0.04,0.01,0);(0.01,0.09,-0.02);(0,-0.02,0.16)),variance=0.03",
                        "portfolio:covariance=((4,1,0,0);(1,9,-2,0);(0,-2,16,1);(0,0,1,1)),variance=1.5,invested=true,upper=0.6,lower=-0.1")
                .map(text -> DynamicTest.dynamicTest(text, () -> {
                    for (RuleResult result : OracleContract.of(
                                    OracleRegistry.discover().create(text))
                            .verifyAll()) {
                        assertFalse(result.isFailure(), result::toString);
                    }
                }));
    }

    @Test
    void noPortfolioIsBetter() {
        Random random = new Random(5);
        int onTheLimit = 0;
        for (int trial = 0; trial < 400; trial++) {
            int n = 1 + random.nextInt(12);
            Case drawn = Case.of(n, random);
            Membership oracle;
            try {
                oracle = drawn.oracle();
            } catch (InvalidArgumentException impossible) {
                continue;
            }
            double[] r = new double[n];
            Arrays.setAll(r, i -> random.nextGaussian());
            double[] x = oracle.solve(r);
            assertEquals(Optional.empty(), oracle.violation(x), "trial " + trial);
            double gap = drawn.leastGap(r, x);
            assertTrue(gap < 1e-8, "trial " + trial + ": another may be better by " + gap);
            onTheLimit += Math.abs(drawn.risk(x) - drawn.variance()) <= 1e-12 * drawn.variance() ? 1 : 0;
        }
        assertTrue(onTheLimit > 100, onTheLimit + " portfolios met the limit of risk");
    }

    @Test
    void twoAssetsByHand() {
        // independent, variances 1 and 4: x proportional to (r1, r2 / 4) where the budget does not bind
        double[] x = new Portfolio(new double[][] {{1, 0}, {0, 4}}, 0.02, 1, false, 0, 1).solve(new double[] {1, 2});
        double length = Math.sqrt(0.02 / (1 + 4 * 0.25));
        assertArrayEquals(new double[] {length, length / 2}, x, 1e-15);
    }

    @Test
    void tiesAndNothingToGain() {
        Membership oracle = new Portfolio(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, 0.48, 1, false, 0, 1);
        for (double[] r : new double[][] {{1, 1, 1}, {1, 1, 0}, {0, 0, 0}, {-1, -1, -1}, {-1, 0, 0}, {2, 1, 1}}) {
            double[] x = oracle.solve(r);
            assertEquals(Optional.empty(), oracle.violation(x), Arrays.toString(r));
            Case same = new Case(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}, 0.48, false, 0, 1);
            assertTrue(same.leastGap(r, x) < 1e-7, Arrays.toString(r) + " " + Arrays.toString(x));
        }
    }

    @Test
    void whatIsImpossibleIsSaid() {
        double[][] identity = {{1, 0}, {0, 1}};
        assertTrue(message(() -> new Portfolio(identity, 0.4, 1, true, 0, 1)).contains("the smallest is 0.5"));
        assertTrue(message(() -> new Portfolio(identity, 1, 3, true, 0, 1)).contains("budget = 3"));
        assertTrue(message(() -> new Portfolio(new double[][] {{1, 2}, {2, 1}}, 1, 1, false, 0, 1))
                .contains("positive definite"));
        assertTrue(message(() -> new Portfolio(new double[][] {{1, 2}, {0, 1}}, 1, 1, false, 0, 1))
                .contains("covariance[0][1]"));
    }

    private static String message(org.junit.jupiter.api.function.Executable refused) {
        return String.valueOf(
                assertThrows(InvalidArgumentException.class, refused).getMessage());
    }
}
