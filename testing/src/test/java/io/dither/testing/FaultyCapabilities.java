package io.dither.testing;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Exchangeable;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.testing.FaultyOracles.Fault;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Faults of sessions that turn to other oracles, of oracles that tell what is feasible, and of those that call coordinates alike. */
final class FaultyCapabilities {
    private static final String REFUSES = "refuses its family";
    private static final String STAYS = "says that it turned and did not";
    private static final String NO_WAY_BACK = "turns, but not back";
    private static final String LOSES = "loses its oracle when it refuses";
    private static final String BOASTS = "takes a stranger for its own";
    private static final String KEEPS = "keeps an answer for the next oracle";

    private FaultyCapabilities() {}

    static List<Fault> all() {
        Stream<Fault> turning = Stream.of(REFUSES, STAYS, NO_WAY_BACK, LOSES, BOASTS, KEEPS)
                .map(name -> new Fault(name, OracleRule.RETARGETING, family(name)));
        Stream<Fault> telling = Stream.of(
                telling("calls every point feasible", y -> true),
                telling("calls an answer infeasible", y -> sum(y) == 2 && y[3] == 0),
                telling("takes the hull for the set", y -> Math.abs(sum(y) - 2) < 1));
        Stream<Fault> exchanging = Stream.of(
                new Fault("calls unlike coordinates alike", OracleRule.EXCHANGE, alike(1, y -> y[0] <= y[3])),
                new Fault("takes pairs for rows and columns", OracleRule.EXCHANGE, alike(2, y -> y[0] <= y[3])),
                new Fault("has columns that do not fill its rows", OracleRule.EXCHANGE, alike(3, y -> true)));
        return Stream.of(turning, telling, exchanging).flatMap(faults -> faults).toList();
    }

    /** The contract of an oracle with both capabilities and, but for the fault named, without a fault. */
    static OracleContract family(String fault) {
        return OracleContract.of(new Best(
                        2, fault, y -> sum(y) == 2 && Arrays.stream(y).allMatch(x -> x == 0 || x == 1)))
                .family(List.of(new Best(1, fault, y -> true), new Best(3, fault, y -> true)));
    }

    private static Fault telling(String name, Predicate<double[]> member) {
        return new Fault(name, OracleRule.MEMBERSHIP, OracleContract.of(new Best(2, "", member)));
    }

    /** The contract of the best 2 of 4, but for those that are left out, as a matrix of so many columns. */
    static OracleContract alike(int columns, Predicate<double[]> member) {
        LinearOracle best = BruteForceOracle.zeroOne(Sense.MAXIMIZE, 4, y -> sum(y) == 2 && member.test(y));
        return OracleContract.of(new Alike(best, columns));
    }

    private record Alike(LinearOracle of, int columns) implements Exchangeable {
        @Override
        public int dimension() {
            return of.dimension();
        }

        @Override
        public OracleSession openSession() {
            return of.openSession();
        }
    }

    private static double sum(double[] y) {
        return y[0] + y[1] + y[2] + y[3];
    }

    /** The best k of 4, with sessions that turn to another k. */
    private record Best(int k, String fault, Predicate<double[]> member) implements Membership {
        @Override
        public int dimension() {
            return 4;
        }

        @Override
        public Optional<String> violation(double[] y) {
            return member.test(y) ? Optional.empty() : Optional.of("it is not");
        }

        @Override
        public OracleSession openSession() {
            return new Turning(fault, k);
        }
    }

    private static final class Turning implements RetargetableSession {
        private final String fault;
        private int k;
        private double[] last = {};
        private final Vertex answer = new Vertex(4);

        Turning(String fault, int k) {
            this.fault = fault;
            this.k = k;
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            if (!fault.equals(KEEPS) || !Arrays.equals(theta, last)) {
                try (OracleSession session = BruteForceOracle.zeroOne(Sense.MAXIMIZE, 4, y -> sum(y) == k)
                        .openSession()) {
                    session.solve(theta, answer);
                }
                last = theta.clone();
            }
            vertex.copyFrom(answer);
        }

        @Override
        public boolean retarget(LinearOracle oracle) {
            boolean member = oracle instanceof Best;
            int wanted = oracle instanceof Best best ? best.k : fault.equals(LOSES) ? 2 : k;
            boolean turns =
                    !fault.equals(STAYS) && !fault.equals(REFUSES) && !(fault.equals(NO_WAY_BACK) && wanted < k);
            k = turns ? wanted : k;
            return fault.equals(BOASTS) || (member && !fault.equals(REFUSES));
        }
    }
}
