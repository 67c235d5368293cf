package io.dither.testing;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Move;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Walk;
import io.dither.random.KeyedRandom;
import io.dither.testing.FaultyOracles.Fault;
import java.util.List;
import java.util.stream.Stream;

/** Faults of walks, over the points with two ones of four. */
final class FaultyWalks {
    private static final String LEAVES = "leaves the set";
    private static final String PREMATURE = "moves when it proposes";
    private static final String SAYS = "says that a move is smaller than it is";
    private static final String ELSEWHERE = "begins at another vertex than it was given";
    private static final String TAKES = "takes vertices of another dimension";
    private static final String NAN = "has a ratio that is not a number";
    private static final String LEANS = "prefers some points and does not say so";
    private static final String FORGETS = "calls a proposal that ignores scores a Gibbs step";
    private static final String MISSES = "never comes to some points";

    private FaultyWalks() {}

    static List<Fault> all() {
        Stream<Fault> steps = Stream.of(LEAVES, PREMATURE, SAYS, ELSEWHERE, TAKES, NAN)
                .map(name -> new Fault(name, OracleRule.WALK_STEPS, contract(name)));
        Stream<Fault> balance =
                Stream.of(LEANS, FORGETS, MISSES).map(name -> new Fault(name, OracleRule.WALK_BALANCE, contract(name)));
        return Stream.concat(steps, balance).toList();
    }

    /** The contract of an oracle with a walk and, but for the fault named, without a fault. */
    static OracleContract contract(String fault) {
        return OracleContract.of(new Walked(fault)).vertices(FaultyOracles.healthy());
    }

    /** The contract of an oracle with a walk and with h(y) = 3 at all points. */
    static OracleContract withOffset() {
        double[][] points = {{1, 1, 0, 0}, {1, 0, 1, 0}, {1, 0, 0, 1}, {0, 1, 1, 0}, {0, 1, 0, 1}, {0, 0, 1, 1}};
        return OracleContract.of(new Walked(""))
                .vertices(BruteForceOracle.of(Sense.MAXIMIZE, points, new double[] {3, 3, 3, 3, 3, 3}));
    }

    private record Walked(String fault) implements LinearOracle, Neighbourhood {
        @Override
        public int dimension() {
            return 4;
        }

        @Override
        public OracleSession openSession() {
            return FaultyOracles.healthy().openSession();
        }

        @Override
        public Walk walk() {
            return new Exchanges(fault);
        }
    }

    private static final class Exchanges implements Walk {
        private final String fault;
        private double[] y = {1, 1, 0, 0};
        private int out;
        private int in;

        Exchanges(String fault) {
            this.fault = fault;
        }

        @Override
        public void begin(KeyedRandom random) {
            y = new double[] {1, 1, 0, fault.equals(LEAVES) ? 1 : 0};
        }

        @Override
        public void begin(Vertex point) {
            point.requireDimension(4);
            y = fault.equals(ELSEWHERE) ? new double[] {0, 0, 1, 1} : point.toArray();
        }

        @Override
        public double propose(KeyedRandom random, double[] scores, Move move) {
            move.clear();
            out = random.nextInt(4);
            in = random.nextInt(4);
            if (fault.equals(LEANS) && random.nextInt(2) == 0) {
                in = 0;
            }
            boolean missed = fault.equals(MISSES) && in == 3;
            if (y[out] == 0 || y[in] == 1 || missed) {
                return Double.NEGATIVE_INFINITY;
            }
            move.add(out, -1);
            move.add(in, fault.equals(SAYS) ? 0.5 : 1);
            if (fault.equals(PREMATURE)) {
                apply();
            }
            double change = scores[in] - scores[out];
            return switch (fault) {
                case NAN -> Double.NaN;
                case FORGETS -> -change;
                default -> 0;
            };
        }

        @Override
        public void apply() {
            y[out]--;
            y[in]++;
        }

        @Override
        public void write(Vertex point) {
            if (!fault.equals(TAKES)) {
                point.requireDimension(4);
            }
            System.arraycopy(y, 0, point.dense(), 0, 4);
        }
    }
}
