package io.dither.ortools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.ortools.program.LinearProgram;
import io.dither.ortools.program.OrToolsLp;
import io.dither.ortools.program.OrToolsMip;
import io.dither.ortools.program.ProgramProviders;
import io.dither.plugin.PluginCatalogue;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class MipTest {
    private static final double INFINITY = Double.POSITIVE_INFINITY;

    private static Path plant() {
        try {
            return Path.of(Objects.requireNonNull(MipTest.class.getResource("/mps/plant.mps"))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static LinearOracle create(String parameters) {
        return PluginCatalogue.of(new ProgramProviders())
                .create(OracleProvider.class, "ortools-mip:file=" + plant() + parameters);
    }

    private static Vertex solve(LinearOracle oracle, double... theta) {
        Vertex vertex = new Vertex(oracle.dimension());
        try (OracleSession session = oracle.openSession()) {
            session.solve(theta, vertex);
        }
        return vertex;
    }

    private static void assertRefused(String named, Executable bad) {
        String message =
                String.valueOf(assertThrows(InvalidArgumentException.class, bad).getMessage());
        assertTrue(message.contains(named) && message.contains("Maybe"), message);
    }

    @Test
    void markersMakeIntegersThatAreZeroOrOneWhereTheyLackBounds() {
        LinearProgram program = OrToolsMip.read(plant());
        assertEquals(5, program.dimension());
        assertFalse(program.isInteger(0) || program.isInteger(1));
        assertTrue(program.isInteger(2) && program.isInteger(3) && program.isInteger(4));
        assertArrayEquals(new double[] {1, 1, 40}, new double[] {program.upper(2), program.upper(3), program.upper(4)});
        assertEquals(4, program.offset());
        assertArrayEquals(new int[] {0, 1}, program.variables("x"));
    }

    @Test
    void realAndWholeVariablesAreSolvedTogether() {
        LinearOracle oracle = create("");
        Vertex vertex = solve(oracle, OrToolsMip.read(plant()).objective());
        // both plants open, the cheap one full
        assertArrayEquals(new double[] {5, 1, 1, 1, 12}, vertex.toArray(), 1e-9);
        assertEquals(5 + 2 + 13 + 4, vertex.objective(OrToolsMip.read(plant()).objective()), 1e-9);
        assertEquals(Set.of(Trait.OFFSET), oracle.traits());
    }

    @Test
    void columnsThatThetaDoesNotWeighKeepTheirCosts() {
        LinearOracle oracle = create(",prefix=x");
        assertEquals(2, oracle.dimension());
        Vertex vertex = solve(oracle, 1, 2);
        assertArrayEquals(new double[] {5, 1}, vertex.toArray(), 1e-9);
        assertEquals(4 + 13, vertex.offset(), 1e-9);
        LinearOracle plants = create(",prefix=f");
        assertEquals(Set.of(Trait.ZERO_ONE, Trait.OFFSET), plants.traits());
        assertArrayEquals(new double[] {1, 1}, solve(plants, -1, 1).toArray());
    }

    @Test
    void theProviderReadsItsParameters() {
        assertEquals(Sense.MAXIMIZE, create(",sense=maximize").sense());
        assertEquals(
                0,
                solve(create(",gap=0.5,seconds=60,nodes=100000"), new double[5]).gap());
        assertRefused("variable 0 is real", () -> create(",solver=sat"));
        assertRefused("prefix = 'q'", () -> create(",prefix=q"));
        assertRefused("gap = -1.0", () -> create(",gap=-1"));
        assertRefused("seconds = 0.0", () -> create(",seconds=0"));
        assertThrows(DataException.class, () -> OrToolsLp.read(plant()));
    }

    @Test
    void programsThatDoNotFitAreRefused() {
        LinearProgram whole =
                LinearProgram.builder(Sense.MINIMIZE).integers(2, 0, INFINITY).build();
        assertRefused("variable 0 is an integer", () -> OrToolsLp.oracle(whole));
        assertRefused(
                "of variable 0 are too wide", () -> OrToolsMip.of(whole).sat().oracle());
        assertRefused("coordinate 1", () -> OrToolsMip.of(whole).coordinates(1, 1));
        assertRefused("coordinate 2", () -> OrToolsMip.of(whole).coordinates(2));
        assertRefused("coordinates = none", () -> OrToolsMip.of(whole).coordinates());
        LinearProgram small =
                LinearProgram.builder(Sense.MINIMIZE).integers(2, 0, 1).build();
        assertRefused("nodes", () -> OrToolsMip.of(small).sat().nodes(5).oracle());
        assertRefused(
                "[1.0, 0.0] of variable 0",
                () -> LinearProgram.builder(Sense.MINIMIZE).integers(1, 0.2, 0.8));
    }

    @Test
    void fractionsAreNoWholeNumbers() {
        LinearProgram program = LinearProgram.builder(Sense.MAXIMIZE)
                .integers(1, -7.5, 7.5)
                .constraint(-INFINITY, new double[] {2}, 9)
                .build();
        assertArrayEquals(new double[] {4}, OrToolsMip.oracle(program).solve(new double[] {1}));
        assertArrayEquals(new double[] {-7}, OrToolsMip.oracle(program).solve(new double[] {-1}));
        assertArrayEquals(
                new double[] {4}, OrToolsMip.of(program).sat().oracle().solve(new double[] {1}));
    }

    @Test
    void theExampleOfTheReadmeGivesItsAnswer() {
        LinearProgram program = LinearProgram.builder(Sense.MAXIMIZE)
                .integers(3, 0, 1)
                .constraint(0, new double[] {4, 3, 2}, 5)
                .build();
        LinearOracle oracle = OrToolsMip.of(program).seconds(2).gap(1e-3).oracle();
        assertArrayEquals(new double[] {0, 1, 1}, oracle.solve(new double[] {5, 3, 3}));
    }
}
