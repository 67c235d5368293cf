package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.RetargetableSession;
import io.dither.random.KeyedRandom;
import io.dither.testing.OracleContract;
import io.dither.testing.OracleRule;
import io.dither.testing.RuleResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Families of oracles that differ in bounds: an open session turns from one to another. */
public final class Retargeting {
    private Retargeting() {}

    /** Returns the answer as a text, or the code of the failure. */
    public static String solve(RetargetableSession session, double[] theta) {
        Vertex vertex = new Vertex(theta.length);
        try {
            session.solve(theta, vertex);
            return List.of(vertex.offset(), vertex.gap()) + Arrays.toString(vertex.toArray());
        } catch (OracleException none) {
            return none.code().toString();
        }
    }

    /** A session that turned to an oracle of its family answers as a new session of that oracle. */
    public static void assertAnswersAsNew(Function<KeyedRandom, LinearOracle> family, int dimension) {
        KeyedRandom random = new KeyedRandom(5);
        int infeasible = 0;
        try (var turned = (RetargetableSession) family.apply(random).openSession()) {
            for (int example = 0; example < 20; example++) {
                LinearOracle oracle = family.apply(random);
                assertTrue(turned.retarget(oracle), "example " + example);
                double[] theta = RandomMip.gaussians(example, dimension);
                try (var fresh = (RetargetableSession) oracle.openSession()) {
                    String expected = solve(fresh, theta);
                    infeasible += expected.equals("INFEASIBLE") ? 1 : 0;
                    assertEquals(expected, solve(turned, theta), "example " + example);
                }
            }
        }
        assertTrue(infeasible < 10, infeasible + " of 20 are infeasible");
    }

    /** The contract's rule of families holds for four members that have points. */
    public static void assertKeepsTheRule(Function<KeyedRandom, LinearOracle> family, int dimension) {
        KeyedRandom random = new KeyedRandom(3);
        List<LinearOracle> members = new ArrayList<>();
        while (members.size() < 4) {
            LinearOracle member = family.apply(random);
            try {
                member.solve(new double[dimension]);
                members.add(member);
            } catch (OracleException infeasible) {
                assertEquals(OracleException.Code.INFEASIBLE, infeasible.code());
            }
        }
        RuleResult result = OracleContract.of(members.get(0))
                .thetas(4)
                .family(members.subList(1, 4))
                .verify(OracleRule.RETARGETING);
        assertEquals(RuleResult.Status.PASSED, result.status(), result::toString);
    }
}
