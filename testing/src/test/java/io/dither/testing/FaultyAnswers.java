package io.dither.testing;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.testing.FaultyOracles.Fault;
import java.util.List;

/** Faults that one answer shows. */
final class FaultyAnswers {
    private static final BruteForceOracle HEALTHY = FaultyOracles.healthy();

    private FaultyAnswers() {}

    static List<Fault> all() {
        return List.of(
                fault("gives an index twice", OracleRule.SHAPE, afterwards((theta, y) -> addAgain(y))),
                fault("answers NaN", OracleRule.SHAPE, afterwards((theta, y) -> y.dense()[1] = Double.NaN)),
                fault("has an infinite constant", OracleRule.SHAPE, afterwards((theta, y) -> y.offset(1 / 0.0))),
                fault(
                        "leaves the feasible set",
                        OracleRule.FEASIBILITY,
                        afterwards(FaultyAnswers::takeThree).traits(Trait.ZERO_ONE)),
                fault("claims 0/1 vertices", OracleRule.FEASIBILITY, signs().traits(Trait.ZERO_ONE)),
                fault("claims a constant sum", OracleRule.FEASIBILITY, signs().traits(Trait.CONSTANT_SUM)),
                fault("has a constant without the trait", OracleRule.OFFSET, afterwards((theta, y) -> y.offset(1))),
                fault(
                        "has a constant that theta changes",
                        OracleRule.OFFSET,
                        afterwards((theta, y) -> y.offset(theta[0])).traits(Trait.OFFSET)),
                fault("solves otherwise without a session", OracleRule.OFFSET, new TwoMinds(HEALTHY)),
                fault("changes its input", OracleRule.INPUT_UNTOUCHED, afterwards((theta, y) -> theta[2] = 0)),
                fault(
                        "does not clear the vertex",
                        OracleRule.BUFFER_OVERWRITTEN,
                        FakeOracle.like(HEALTHY).sessions(() -> FaultyAnswers::addWithoutClear)));
    }

    private static Fault fault(String name, OracleRule rule, LinearOracle oracle) {
        boolean otherSet = name.startsWith("claims");
        OracleContract contract = OracleContract.of(oracle);
        return new Fault(name, rule, otherSet ? contract : contract.vertices(HEALTHY));
    }

    /** Spoils an answer that was right. */
    private interface Spoiler {
        void spoil(double[] theta, Vertex answer);
    }

    private static FakeOracle afterwards(Spoiler spoiler) {
        return FakeOracle.like(HEALTHY).sessions(() -> (theta, vertex) -> {
            try (OracleSession session = HEALTHY.openSession()) {
                session.solve(theta, vertex);
            }
            spoiler.spoil(theta, vertex);
        });
    }

    private static BruteForceOracle healthySigns() {
        return BruteForceOracle.of(Sense.MAXIMIZE, new double[][] {{-1, -1}, {-1, 1}, {1, -1}, {1, 1}});
    }

    private static FakeOracle signs() {
        return FakeOracle.like(healthySigns());
    }

    private static void addAgain(Vertex vertex) {
        vertex.clear();
        vertex.add(1, 0.5);
        vertex.add(1, 0.5);
    }

    private static void takeThree(double[] theta, Vertex vertex) {
        vertex.clear();
        for (int i = 0; i < 3; i++) {
            vertex.add(i, 1);
        }
    }

    private static void addWithoutClear(double[] theta, Vertex vertex) {
        Thetas.check(theta, HEALTHY.dimension());
        double[] y = HEALTHY.solve(theta);
        for (int i = 0; i < y.length; i++) {
            if (y[i] != 0) {
                vertex.add(i, y[i]);
            }
        }
    }

    /** Its solve(theta) does not do what its sessions do. */
    private record TwoMinds(LinearOracle healthy) implements LinearOracle {
        @Override
        public int dimension() {
            return healthy.dimension();
        }

        @Override
        public OracleSession openSession() {
            return healthy.openSession();
        }

        @Override
        public double[] solve(double[] theta) {
            return new double[] {1, 1};
        }
    }
}
