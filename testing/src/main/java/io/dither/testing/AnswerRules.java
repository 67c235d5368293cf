package io.dither.testing;

import io.dither.oracle.OracleSession;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import java.util.Arrays;
import java.util.BitSet;

/** Rules about the numbers of an answer, about h(y), and about the arrays and vertices that callers reuse. */
final class AnswerRules {
    private AnswerRules() {}

    /** R1: finite values at distinct indices. */
    static RuleResult shape(Probe probe) {
        try (OracleSession session = probe.oracle.openSession()) {
            return probe.checkEach(i -> {
                Vertex vertex = new Vertex(probe.oracle.dimension());
                session.solve(probe.theta(i), vertex);
                return shapeFault(vertex);
            });
        }
    }

    private static String shapeFault(Vertex vertex) {
        BitSet seen = new BitSet(vertex.dimension());
        for (int k = 0; k < vertex.size(); k++) {
            if (seen.get(vertex.index(k))) {
                return "index " + vertex.index(k) + " is given twice";
            }
            seen.set(vertex.index(k));
            if (!Double.isFinite(vertex.value(k))) {
                return "y[" + vertex.index(k) + "] = " + vertex.value(k);
            }
        }
        return Double.isFinite(vertex.offset()) ? "" : "h(y) = " + vertex.offset();
    }

    /** R3: h(y) depends only on y, is 0 without the trait OFFSET, and solve(theta) agrees with a session. */
    static RuleResult offset(Probe probe) {
        Answer[] answers = probe.solveAll();
        for (int i = 0; i < answers.length; i++) {
            if (answers[i].offset() != 0 && !probe.has(Trait.OFFSET)) {
                return probe.failed(i, "h(y) = " + answers[i].offset() + " without the trait OFFSET");
            }
            double[] theta = probe.theta(i);
            for (int j = 0; j < i; j++) {
                // h(y) is a part of the value, so it may differ by the tolerance and the gaps of the value
                double difference = Math.abs(answers[i].offset() - answers[j].offset());
                if (difference > probe.slack(answers[i], answers[j], theta) && answers[i].hasSameY(answers[j])) {
                    return probe.failed(
                            i,
                            "h(y) = " + answers[i].offset() + ", but " + answers[j].offset()
                                    + " for the same y as the answer for theta " + j);
                }
            }
            double[] direct = probe.oracle.solve(theta);
            if (direct.length != answers[i].y().length || !answers[i].hasSameY(new Answer(direct, 0))) {
                return probe.failed(i, "solve(theta) gives " + Answer.text(direct) + ", a session " + answers[i]);
            }
        }
        return probe.passed();
    }

    /** R7: a solve neither changes theta nor remembers its array. */
    static RuleResult inputUntouched(Probe probe) {
        Answer[] answers = new Answer[probe.count()];
        try (OracleSession session = probe.oracle.openSession()) {
            for (int i = 0; i < answers.length; i++) {
                double[] passed = probe.theta(i);
                answers[i] = probe.solve(session, passed);
                if (!Arrays.equals(passed, probe.theta(i))) {
                    return probe.failed(i, "theta became " + Answer.text(passed));
                }
            }
        }
        return arrayReused(probe, answers);
    }

    /** Checks that sessions do not recognise a theta by its array, because callers use one array for many thetas. */
    private static RuleResult arrayReused(Probe probe, Answer[] answers) {
        double[] array = new double[probe.oracle.dimension()];
        try (OracleSession session = probe.oracle.openSession()) {
            return probe.checkEach(i -> {
                System.arraycopy(probe.theta(i), 0, array, 0, array.length);
                Answer again = probe.solve(session, array);
                return answers[i].hasSameBits(again)
                        ? ""
                        : "in an array that held another theta before, the answer is " + again + " and not "
                                + answers[i];
            });
        }
    }

    /**
     * R13: a vertex with an older answer is overwritten. For every second theta, the vertex is filled with 7 before the
     * solve; for the others after the first, it still has the answer for the theta before.
     */
    static RuleResult bufferOverwritten(Probe probe) {
        int d = probe.oracle.dimension();
        Vertex reused = new Vertex(d);
        try (OracleSession session = probe.oracle.openSession()) {
            return probe.checkEach(i -> {
                double[] theta = probe.theta(i);
                Answer expected = probe.solve(session, theta);
                if (i % 2 == 1) {
                    Arrays.fill(reused.dense(), 7);
                    reused.offset(7);
                }
                session.solve(theta, reused);
                return expected.hasSameBits(Answer.of(reused))
                        ? ""
                        : "a vertex with an older answer becomes " + Answer.of(reused) + ", a new one " + expected;
            });
        }
    }
}
