package io.dither.oracles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Ties, text forms and refusals; optimality is in {@link OracleProperties}. */
class OraclesTest {
    private static final OracleRegistry REGISTRY = OracleRegistry.discover();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "argmax:n=3 | 1,5,2 | 0,1,0",
                "argmax:n=3 | 4,5,5 | 0,1,0",
                "argmax:n=3 | -0.0,0,0 | 1,0,0",
                "argmax:n=1 | -7 | 1",
                "top-k:n=4,k=2 | 1,3,2,3 | 0,1,0,1",
                "top-k:n=4,k=2 | 2,2,2,2 | 1,1,0,0",
                "top-k:n=4,k=3 | 1,2,1,2 | 1,1,0,1",
                "top-k:n=2,k=2 | -1,-2 | 1,1",
                "nearest-neighbours:n=4,k=2 | 4,1,3,2 | 0,1,0,1",
                "nearest-neighbours:n=4,k=1 | 2,1,1,1 | 0,1,0,0",
                "ranking:n=4 | 0.3,-1,2,0 | 2,0,3,1",
                "ranking:n=4 | 1,0,1,0 | 2,0,3,1",
                "ranking:n=3 | 0,-0.0,0 | 0,1,2",
                "ranking:n=4,order=ascending | 0.3,-1,2,0 | 2,0,3,1",
                "ranking:n=4,order=descending | 0.3,-1,2,0 | 1,3,0,2",
                "ranking:n=4,order=descending | 1,0,1,0 | 0,2,1,3",
                "sign:n=4 | -0.5,0,-0.0,2 | -1,1,1,1",
                "hypercube:n=4 | -0.5,0,-0.0,2 | 0,0,0,1",
                "assignment:n=1 | -7 | 1",
                "assignment:n=2 | 1,0,0,1 | 0,1,1,0",
                "assignment:n=2,sense=maximize | 1,0,0,1 | 1,0,0,1",
                "assignment:n=3 | 5,5,5,5,5,5,5,5,5 | 1,0,0,0,1,0,0,0,1",
                "assignment:rows=2,cols=3 | 0,0,0,0,0,0 | 1,0,0,0,1,0",
                "assignment:rows=3,cols=2 | 0,0,0,0,0,0 | 1,0,0,1,0,0",
                "assignment:rows=1,cols=3,sense=maximize | -3,-2,-1 | 0,0,1",
                "assignment:rows=3,cols=1 | 3,1,2 | 0,1,0",
                "assignment:n=3 | 1000,500.000000001,500,0,7,8,9,0,0 | 0,0,1,1,0,0,0,1,0",
                "assignment:n=2 | 1.7e308,-1.7e308,-1.7e308,1.7e308 | 0,1,1,0",
                "assignment:n=2 | 4.9e-324,0,0,0 | 0,1,1,0",
                "points:of=((0,1);(1,0)) | 2,1 | 1,0",
                "points:of=((0,1);(1,0)) | 1,1 | 0,1",
                "points:of=((0,1);(1,0)),sense=minimize | 2,1 | 0,1",
                "points:of=((1,-2.5)) | 0,0 | 1,-2.5",
                "product:of=(argmax:n=2;ranking:n=3) | 1,2,9,8,7 | 0,1,2,1,0",
                "product:of=(negate:of=(top-k:n=2,k=1);nearest-neighbours:n=2,k=1) | 1,2,2,1 | 1,0,0,1",
                "negate:of=(argmax:n=3) | 3,1,2 | 0,1,0",
                "affine:of=(argmax:n=3) | 1,2,0 | 0,1,0",
                "affine:of=(argmax:n=3),scale=2 | 1,2,0 | 0,2,0",
                "affine:of=(argmax:n=3),scale=(1,-1,1),shift=(0,0,4) | 1,-7,2 | 0,-1,0",
                "affine:of=(sign:n=2),shift=3 | -2,-4 | 1,-1",
            })
    void answersToTheTextForms(String spec, String theta, String expected) {
        assertArrayEquals(numbers(expected), REGISTRY.create(spec).solve(numbers(theta)));
    }

    private static double[] numbers(String text) {
        return java.util.Arrays.stream(text.split(",", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    @Test
    void costsAreMinimised() {
        assertEquals(
                Sense.MINIMIZE, REGISTRY.create("nearest-neighbours:n=3,k=1").sense());
        assertEquals(
                Sense.MINIMIZE, REGISTRY.create("ranking:n=3,order=descending").sense());
        assertEquals(Sense.MAXIMIZE, REGISTRY.create("ranking:n=3").sense());
        assertEquals(Sense.MINIMIZE, REGISTRY.create("negate:of=(sign:n=3)").sense());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "argmax:n=0",
                "argmax:n=2.5",
                "argmax",
                "argmax:k=3",
                "top-k:n=3,k=4",
                "top-k:n=3,k=0",
                "nearest-neighbours:n=3,k=4",
                "ranking:n=3,order=random",
                "assignment",
                "assignment:rows=3",
                "assignment:n=3,cols=3",
                "assignment:n=0",
                "assignment:rows=1,cols=46341",
                "assignment:n=3,sense=max",
                "points",
                "points:of=()",
                "points:of=((0,1);(1))",
                "points:of=((0,1);(1,x))",
                "points:of=((0,1);(1,0)),sense=best",
                "product:of=()",
                "product:of=(argmax:n=3;)",
                "product:of=(argmax:n=3;nearest-neighbours:n=3,k=1)",
                "negate:of=nothing",
                "affine:of=(argmax:n=3),scale=(1,2)",
                "affine:of=(argmax:n=3),shift=()"
            })
    void wrongTextIsRefusedWithAHint(String spec) {
        String message = String.valueOf(assertThrows(InvalidArgumentException.class, () -> REGISTRY.create(spec))
                .getMessage());
        assertTrue(message.contains(". Maybe "), message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "argmax:n=3",
                "top-k:n=3,k=1",
                "nearest-neighbours:n=3,k=1",
                "ranking:n=3",
                "sign:n=3",
                "hypercube:n=3",
                "assignment:rows=1,cols=3",
                "assignment:rows=3,cols=1",
                "points:of=((0,1,0);(1,0,1))",
                "product:of=(argmax:n=1;ranking:n=2)",
                "negate:of=(sign:n=3)",
                "affine:of=(sign:n=3),scale=2"
            })
    void badThetasAreNamedByTheCallersCoordinate(String spec) {
        LinearOracle oracle = REGISTRY.create(spec);
        double[] bad = {0, 0, Double.NaN};
        OracleException refused = assertThrows(OracleException.class, () -> oracle.solve(bad));
        assertEquals(OracleException.Code.INVALID_INPUT, refused.code());
        assertTrue(String.valueOf(refused.getMessage()).startsWith("theta[2] = NaN"));
        OracleException length = assertThrows(OracleException.class, () -> oracle.solve(new double[4]));
        assertEquals(OracleException.Code.INVALID_INPUT, length.code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rows=2,cols=3 | 1,1,0,0,0,0 | row 0 has 2 partners",
                "rows=2,cols=3 | 0,1,0,0,0,0 | row 1 has no partner",
                "rows=2,cols=3 | 0,1,0,0,1,0 | column 1 has 2 partners",
                "rows=3,cols=2 | 0,0,1,0,0,0 | column 1 has no partner",
                "rows=2,cols=2 | 1,0,0,0.5 | y[3] = 0.5 is neither 0 nor 1",
                "rows=2,cols=2 | 1,0,0,2 | y[3] = 2.0 is neither 0 nor 1",
            })
    void whatIsNoAssignmentIsTold(String size, String y, String violation) {
        Membership pairs = (Membership) REGISTRY.create("assignment:" + size);
        assertEquals(violation, pairs.violation(numbers(y)).orElse(""));
    }

    @Test
    void sessionsWithAWorkspaceEndWhenClosed() {
        for (LinearOracle oracle :
                new LinearOracle[] {Oracles.topK(2, 1), Oracles.ranking(2), Oracles.assignment(1, 2, Sense.MINIMIZE)}) {
            OracleSession session = oracle.openSession();
            session.close();
            OracleException closed =
                    assertThrows(OracleException.class, () -> session.solve(new double[2], new Vertex(2)));
            assertEquals(OracleException.Code.CLOSED, closed.code());
        }
    }
}
