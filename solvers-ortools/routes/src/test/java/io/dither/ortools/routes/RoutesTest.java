package io.dither.ortools.routes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.InvalidArgumentException;
import io.dither.error.OracleException;
import io.dither.error.OracleException.Code;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleRegistry;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracles.routes.DegreeAssignment;
import io.dither.oracles.routes.Visits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the plans of dispatchers need: days with other stops, vehicles, visits and times. */
class RoutesTest {
    private static final OracleRegistry REGISTRY = OracleRegistry.discover();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "places=5,stops=(2,4),vehicles=2 | 0->2 2->4 4->0",
                "places=5,stops=(2,4),vehicles=2,least=2 | 0->2 0->4 2->0 4->0",
                "places=(9,2,4),vehicles=2,least=2 | 9->2 9->4 2->9 4->9",
                "places=5,stops=(2,4),vehicles=2,demands=(2,2),capacity=(3,2) | 0->2 0->4 2->0 4->0",
                "places=5,stops=(2,4,2),vehicles=2,depot=1 | 1->2 2->1 2->4 4->2",
                "places=5,stops=(2,4,2),vehicles=2,depot=1,demands=(3,3,1),capacity=4 | 1->2 1->2 2->1 2->4 4->1",
            })
    void aDayHasStopsAndVehiclesOfItsOwn(String text, String arcs) {
        for (String method : List.of("exact", "search")) {
            NamedCoordinates routes =
                    (NamedCoordinates) REGISTRY.create("ortools-routes:" + text + ",method=" + method);
            double[] theta = new double[routes.dimension()];
            Arrays.setAll(theta, k -> 10 + 0.001 * k * k);
            double[] y = routes.solve(theta);
            List<Object> taken = new ArrayList<>();
            for (int k = 0; k < y.length; k++) {
                for (int times = 0; times < y[k]; times++) {
                    taken.add(routes.coordinates().get(k));
                }
            }
            assertEquals(List.of(arcs.split(" ")).toString(), taken.toString(), method);
        }
    }

    @Test
    void stopsAreLeftOutIfThatIsCheaper() {
        LinearOracle routes = REGISTRY.create("ortools-routes:places=3,vehicles=1,optional=true");
        assertArrayEquals(
                new double[] {1, 0, 1, 0, 0, 0, 0, 1}, routes.solve(new double[] {1, 5, 1, 5, 5, 5, 3, 4}), 0);
        assertArrayEquals(
                new double[] {0, 0, 0, 0, 0, 0, 1, 1}, routes.solve(new double[] {1, 5, 1, 5, 5, 5, 1, 4}), 0);
    }

    /** The arcs of another day's answer, or of tours without the depot, are routes only if the list has them. */
    @Test
    void membershipIsThatOfTheList() {
        Visits visits = Visits.of(4).stops(List.of("1", "1", "2", "3")).routes(1, 3);
        long[] demands = {1, 3, 2, 1};
        OrToolsRoutes routes = OrToolsRoutes.of(visits).carrying(demands, 4, 2, 2);
        List<double[]> listed = ListedRoutes.list(visits, false, demands, 4, 2, 2);
        for (double[] y : listed) {
            assertEquals("", routes.violation(y).orElse(""));
        }
        Vertex y = new Vertex(routes.dimension());
        int inside = 0;
        try (OracleSession session = new DegreeAssignment(visits).openSession()) {
            for (int seed = 0; seed < 200; seed++) {
                session.solve(RoutingTest.gaussians(seed, y.dimension()), y);
                boolean isListed = listed.stream().anyMatch(point -> Arrays.equals(point, y.toArray()));
                assertEquals(isListed, routes.violation(y).isEmpty());
                inside += isListed ? 1 : 0;
            }
        }
        assertTrue(inside > 5 && inside < 195, inside + " of 200");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demands=(3,2),capacity=(2,4),vehicles=2 | 1,0,0,1,1,0 | the route that starts with stop 1 carries 5, above 4",
                "places=3,vehicles=2 | 0,0,0,1,0,1 | at place 0 0 arcs end and 0 begin, not 1 to 2",
                "places=4,vehicles=1 | 1,0,0,1,0,0,0,0,1,0,0,1 | no route visits stop 2 on its way",
                "places=3,vehicles=1,times=(1,1,1,1,1,1),windows=((2,3,5);(1,7,1)) | 1,0,0,1,1,0"
                        + " | the route that starts with stop 1 comes to stop 2 at 8, after 7",
            })
    void whatAreNoRoutesIsTold(String text, String y, String violation) {
        Membership routes = (Membership) REGISTRY.create("ortools-routes:" + text);
        double[] point =
                Arrays.stream(y.split(",")).mapToDouble(Double::parseDouble).toArray();
        assertEquals(violation, routes.violation(point).orElse(""));
    }

    @Test
    void timesNeedWindows() {
        InvalidArgumentException refused = assertThrows(
                InvalidArgumentException.class,
                () -> REGISTRY.create("ortools-routes:places=3,vehicles=1,times=(1,1,1,1,1,1)"));
        assertTrue(
                String.valueOf(refused.getMessage()).contains("needs the parameter 'windows'"), refused.getMessage());
    }

    /** In a new process no session has loaded the natives, which the model for repeated visits needs. */
    @Test
    void membershipNeedsNoSession() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstMembership.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), output);
    }

    /** Tests routes that are feasible only if the second visit of stop 1 comes first. */
    static final class FirstMembership {
        private FirstMembership() {}

        public static void main(String[] args) {
            Visits visits = Visits.of(3).stops(List.of("1", "1", "2")).routes(1, 2);
            double[] y = {2, 0, 1, 1, 1, 0}; // 0->1->0 and 0->1->2->0
            Optional<String> violation =
                    OrToolsRoutes.of(visits).carrying(new long[] {1, 2, 1}, 2).violation(y);
            if (violation.isPresent()) {
                throw new IllegalStateException(violation.get());
            }
        }
    }

    /** Two of 34 fit into 100, so nine vehicles take 18 of 20; trying all ways to pack them would take for ever. */
    @Test
    void aSearchEndsWhereVisitsDoNotFit() {
        long[] demands = new long[20];
        Arrays.fill(demands, 34);
        OrToolsRoutes routes = OrToolsRoutes.of(demands, 100, 9).search(5);
        OracleException none =
                assertThrows(OracleException.class, () -> routes.solve(RoutingTest.gaussians(1, routes.dimension())));
        assertEquals(Code.NOT_OPTIMAL, none.code());
    }

    /** Thirty stops without capacities are an assignment, proved in a moment, unless tours miss the depot. */
    @Test
    void theAssignmentAnswersAndBounds() {
        Visits visits = Visits.of(31).routes(8, 8);
        OrToolsRoutes search = OrToolsRoutes.of(visits).search(20);
        Vertex bound = new Vertex(visits.dimension());
        Vertex found = new Vertex(visits.dimension());
        int proved = 0;
        try (OracleSession relaxed = new DegreeAssignment(visits).openSession();
                OracleSession session = search.openSession()) {
            for (int seed = 0; seed < 10; seed++) {
                double[] theta = RoutingTest.gaussians(seed, visits.dimension());
                relaxed.solve(theta, bound);
                session.solve(theta, found);
                assertEquals(found.dot(theta) - bound.dot(theta), found.gap(), 1e-9);
                proved += found.gap() == 0 ? 1 : 0;
            }
        }
        assertTrue(proved > 0 && proved < 10, proved + " of 10");
    }
}
