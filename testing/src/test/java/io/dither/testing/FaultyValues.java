package io.dither.testing;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.testing.FaultyOracles.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Faults of optimality: every answer is feasible, but not the best. */
final class FaultyValues {
    private static final BruteForceOracle HEALTHY = FaultyOracles.healthy();

    private FaultyValues() {}

    static List<Fault> all() {
        return List.of(
                fault("stops at a good answer", OracleRule.CROSS_OPTIMALITY, solving(FaultyValues::impatient)),
                fault("has a constant that it hides", OracleRule.HOMOGENEITY, hidingOffset()),
                fault("is worse by more than it states", OracleRule.HOMOGENEITY, worseEachSecondTime()),
                fault("rounds theta to whole numbers", OracleRule.HOMOGENEITY, solving(FaultyValues::rounded)),
                fault("is at its worst for some thetas", OracleRule.CONVEXITY, solving(FaultyValues::negatedOnOneSide)),
                fault("minimises but says it maximises", OracleRule.SENSE, solving(FaultyValues::negated)),
                fault(
                        "maximises but says it minimises",
                        OracleRule.SENSE,
                        FakeOracle.like(HEALTHY).sense(Sense.MINIMIZE)),
                fault("states too small a gap", OracleRule.STATED_GAP, stating(1e-3)),
                new Fault(
                        "states a gap that only its own answers exceed",
                        OracleRule.STATED_GAP,
                        OracleContract.of(stating(1e-3)).points(BruteForceOracle.of(Sense.MAXIMIZE, new double[][] {
                            {1, 1, 0, 0}
                        }))),
                fault(
                        "never finds one of the vertices",
                        OracleRule.BRUTE_FORCE,
                        BruteForceOracle.zeroOne(
                                Sense.MAXIMIZE, 4, point -> sum(point) == 2 && point[0] + point[3] < 2)));
    }

    private static Fault fault(String name, OracleRule rule, LinearOracle oracle) {
        return new Fault(name, rule, OracleContract.of(oracle).vertices(HEALTHY));
    }

    /** Answers for another theta than the one asked for. */
    private static FakeOracle solving(UnaryOperator<double[]> distortion) {
        return FakeOracle.like(HEALTHY)
                .sessions(() -> (theta, vertex) -> solve(HEALTHY, distortion.apply(theta.clone()), vertex));
    }

    /** A heuristic that stops at good answers and says how good. */
    private static FakeOracle stating(double gap) {
        return FakeOracle.like(HEALTHY)
                .traits(Trait.ZERO_ONE, Trait.CONSTANT_SUM, Trait.HEURISTIC)
                .sessions(() -> (theta, vertex) -> {
                    solve(HEALTHY, impatient(theta), vertex);
                    vertex.gap(gap);
                });
    }

    /** Each second answer is the worst, without a gap; the answers between state nearly the gap of a worst answer. */
    private static FakeOracle worseEachSecondTime() {
        return FakeOracle.like(HEALTHY).sessions(() -> {
            int[] calls = {0};
            return (theta, vertex) -> {
                Vertex worst = new Vertex(theta.length);
                solve(HEALTHY, negated(theta), worst);
                solve(HEALTHY, calls[0] % 2 == 0 ? theta : negated(theta), vertex);
                vertex.gap(0.9995 * (vertex.objective(theta) - worst.objective(theta)));
                calls[0]++;
            };
        });
    }

    private static double[] impatient(double[] theta) {
        return new double[] {theta[0], theta[1], theta[2], Math.min(theta[3], 0)};
    }

    private static double[] rounded(double[] theta) {
        return Arrays.stream(theta).map(Math::rint).toArray();
    }

    private static double[] negated(double[] theta) {
        return Arrays.stream(theta).map(coordinate -> -coordinate).toArray();
    }

    private static double[] negatedOnOneSide(double[] theta) {
        return theta[0] > 0 ? negated(theta) : theta;
    }

    private static FakeOracle hidingOffset() {
        double[][] corners = {{0, 0, 1, 1}, {1, 1, 0, 0}};
        BruteForceOracle biased = BruteForceOracle.of(Sense.MAXIMIZE, corners, new double[] {0, 1});
        return FakeOracle.like(biased)
                .traits(Trait.ZERO_ONE, Trait.CONSTANT_SUM)
                .sessions(() -> (theta, vertex) -> {
                    solve(biased, theta, vertex);
                    vertex.offset(0);
                });
    }

    private static void solve(LinearOracle oracle, double[] theta, Vertex vertex) {
        try (OracleSession session = oracle.openSession()) {
            session.solve(theta, vertex);
        }
    }

    private static double sum(double[] point) {
        return point[0] + point[1] + point[2] + point[3];
    }
}
