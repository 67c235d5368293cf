package io.dither.oracles.routes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.Trait;
import io.dither.oracle.capability.NamedCoordinates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Coordinates, traits and texts; optimality is among the contracts of the module testing. */
class VisitsTest {
    private static final OracleRegistry REGISTRY = OracleRegistry.discover();

    @Test
    void coordinatesAreArcsAndThenWhatIsLeftOut() {
        Visits graph = Visits.along(List.of("a", "c", "b"), List.of("b", "a", "c"));
        for (Visits visits : List.of(
                Visits.of(4),
                Visits.of(4).depot("2").optional(),
                graph,
                graph.depot("b").optional())) {
            int loops = visits.areOptional() ? visits.places() - 1 : 0;
            assertEquals(visits.arcs() + loops, visits.dimension());
            for (int k = 0; k < visits.dimension(); k++) {
                assertEquals(k, visits.coordinate(visits.from(k), visits.to(k)));
                assertEquals(k >= visits.arcs(), visits.from(k) == visits.to(k));
            }
        }
        assertEquals(
                List.of("0->1", "0->2", "1->0", "1->2", "2->0", "2->1", "0->0", "2->2"),
                Visits.of(3).depot("1").optional().names());
        assertEquals(List.of("a->b", "c->a", "b->c"), graph.names());
        assertEquals(-1, graph.coordinate(0, 2));
    }

    @Test
    void traitsFollowFromTheStops() {
        assertEquals(Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM), traits("places=5"));
        assertEquals(Set.of(Trait.ZERO_ONE, Trait.CONSTANT_SUM), traits("places=5,vehicles=2,optional=true"));
        assertEquals(Set.of(Trait.ZERO_ONE), traits("places=5,vehicles=2,least=1"));
        assertEquals(Set.of(Trait.CONSTANT_SUM), traits("places=5,stops=(1,1)"));
        assertEquals(Set.of(Trait.CONSTANT_SUM), traits("places=5,degree=2"));
    }

    private static Set<Trait> traits(String text) {
        return REGISTRY.create("degree-assignment:" + text).traits();
    }

    @Test
    void aFileHoldsTheArcs(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("arcs.csv"), "from,to,km\nx,y,3\ny,z,1\nz,x,4\ny,x,2\n");
        NamedCoordinates arcs = (NamedCoordinates) REGISTRY.create("degree-assignment:file=" + file + ",stops=(y)");
        assertEquals(List.of("x->y", "y->z", "z->x", "y->x"), arcs.coordinates());
        assertEquals("[1.0, 0.0, 0.0, 1.0]", java.util.Arrays.toString(arcs.solve(new double[4])));
        LinearOracle none = REGISTRY.create("degree-assignment:file=" + file + ",stops=(z)");
        assertEquals(
                OracleException.Code.INFEASIBLE,
                assertThrows(OracleException.class, () -> none.solve(new double[4]))
                        .code());
        Files.writeString(file, "x,y\ny,x\nx,y\n");
        assertThrows(
                InvalidArgumentException.class, () -> REGISTRY.create("degree-assignment:file=" + file + ",depot=y"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":places=1",
                ":places=1001",
                ":places=(a,b,a)",
                ":places=4,file=arcs.csv",
                ":places=4,depot=4",
                ":places=4,stops=(1,4)",
                ":places=4,stops=(0,1)",
                ":places=4,stops=()",
                ":places=4,degree=0",
                ":places=4,vehicles=4",
                ":places=4,vehicles=2,least=3",
                ":places=4,stops=(1,2),vehicles=3"
            })
    void textsThatDoNotFitAreRefusedWithAHint(String text) {
        String said = String.valueOf(
                assertThrows(InvalidArgumentException.class, () -> REGISTRY.create("degree-assignment" + text))
                        .getMessage());
        assertTrue(said.contains(". Maybe "), said);
    }
}
