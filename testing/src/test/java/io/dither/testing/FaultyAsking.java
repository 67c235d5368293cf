package io.dither.testing;

import io.dither.error.OracleException;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Coordinates;
import io.dither.oracle.capability.OnDemandSession;
import io.dither.testing.FaultyOracles.Fault;
import java.util.List;
import java.util.stream.Stream;

/** Faults of sessions that ask for coordinates one by one. */
final class FaultyAsking {
    private static final String BEYOND = "asks for a coordinate behind the last";
    private static final String BEFORE = "asks for a coordinate before the first";
    private static final String SHORT = "takes 0 for the last coordinate instead of asking";
    private static final String KEEPS = "keeps what it asked for";
    private static final String SWALLOWS = "takes a refusal for 0";
    private static final String RENAMES = "fails otherwise where theta refuses";
    private static final String HARMED = "answers nothing after a refusal";
    private static final String ADDS = "adds to the vertex that it is given";
    private static final String SHUFFLES = "gives the coordinates in another order";
    private static final String GAP = "states a gap on demand alone";
    private static final String HALF_CLOSED = "answers nothing once closed";

    private FaultyAsking() {}

    static List<Fault> all() {
        return Stream.of(BEYOND, BEFORE, SHORT, KEEPS, SWALLOWS, RENAMES, HARMED, ADDS, SHUFFLES, GAP, HALF_CLOSED)
                .map(name -> new Fault(name, OracleRule.ON_DEMAND, contract(name)))
                .toList();
    }

    /** The contract of an oracle whose sessions ask and, but for the fault named, are without a fault. */
    static OracleContract contract(String fault) {
        return OracleContract.of(FakeOracle.like(FaultyOracles.healthy()).sessions(() -> new Asking(fault)));
    }

    private static final class Asking implements OnDemandSession {
        private final String fault;
        private double[] kept = {};
        private boolean harmed;
        private boolean closed;

        Asking(String fault) {
            this.fault = fault;
        }

        @Override
        public void solve(double[] theta, Vertex vertex) {
            FaultySessions.solve(theta, vertex);
        }

        @Override
        public void solve(Coordinates theta, Vertex vertex) {
            double[] asked = ask(theta);
            Vertex answer = new Vertex(4);
            FaultySessions.solve(asked, answer);
            boolean nothing = harmed || (closed && fault.equals(HALF_CLOSED));
            if (!fault.equals(ADDS) || vertex.isDense()) {
                vertex.clear();
            }
            for (int k = 0; k < answer.size() && !nothing; k++) {
                int at = fault.equals(SHUFFLES) ? answer.size() - 1 - k : k;
                vertex.add(answer.index(at), answer.value(at));
            }
            vertex.gap(fault.equals(GAP) ? 1 : 0);
        }

        private double[] ask(Coordinates theta) {
            if (fault.equals(KEEPS) && kept.length > 0) {
                return kept;
            }
            double[] asked = new double[4];
            try {
                for (int i = 0; i < (fault.equals(SHORT) ? 3 : 4); i++) {
                    asked[i] = theta.at(i);
                }
                if (fault.equals(BEYOND) || fault.equals(BEFORE)) {
                    theta.at(fault.equals(BEYOND) ? 4 : -1);
                }
            } catch (OracleException refused) {
                harmed = fault.equals(HARMED);
                if (fault.equals(RENAMES)) {
                    throw new OracleException(OracleException.Code.FAILED, "something went wrong", refused);
                }
                if (!fault.equals(SWALLOWS)) {
                    throw refused;
                }
            }
            kept = asked;
            return asked;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
