package io.dither.experiments.plannerroutes;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.Runs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlannerRoutesExperimentTest {
    @TempDir
    Path temporary = Path.of("");

    private static Plan plan(String arcs) {
        return Plan.of(Arrays.stream(arcs.split(" ", -1))
                .map(arc -> arc.split("-", -1))
                .map(ends -> new Day.Arc(Integer.parseInt(ends[0]), Integer.parseInt(ends[1])))
                .toList());
    }

    private JsonNode run(Path data, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
        Path out = temporary.resolve("out");
        arguments.addAll(List.of("--out", out.toString()));
        arguments.addAll(List.of(more));
        Runs.of(new PlannerRoutesExperiment(), arguments.toArray(String[]::new));
        return new ObjectMapper().readTree(out.resolve("result.json").toFile()).get("deciders");
    }

    @Test
    void measuresAreThoseOfThePaper() {
        Plan planned = plan("0-1 1-2 2-0 0-3 3-4 4-0");
        Plan other = plan("0-1 1-2 2-3 3-0 0-4 4-0");
        assertEquals(3 / 6.0, planned.missedBy(other), 1e-12);
        assertEquals(1 / 5.0, planned.movedBy(other), 1e-12, "stop 3, of five places");
        assertEquals(0, planned.movedBy(planned), 1e-12);
        assertTrue(other.consistsOfRoutes());
        Plan tour = plan("0-1 1-0 2-3 3-2 0-4 4-0");
        assertFalse(tour.consistsOfRoutes());
        assertEquals(List.of(Set.of(1), Set.of(4)), tour.routes());
        assertEquals(2 / 5.0, planned.movedBy(tour), 1e-12, "2 and 3 are in no route");
    }

    @Test
    void aStopVisitedTwiceReturnsToTheDepotTwice() {
        Map<Integer, Set<Integer>> next = new TreeMap<>();
        next.put(0, new TreeSet<>(Set.of(1, 2, 3)));
        next.put(1, new TreeSet<>(Set.of(0)));
        next.put(2, new TreeSet<>(Set.of(1)));
        next.put(3, new TreeSet<>(Set.of(1)));
        Day day = new Day(0, "0", 3, false, List.of(1, 2, 3), next);
        assertEquals(3, day.driven().get(new Day.Arc(1, 0)));
        assertEquals(5, day.drivenVisits().visits());
        assertEquals(3, day.drivenVisits().maxRoutes());
    }

    /** Four stops on two routes that differ by weekday. */
    private void write(Path folder) throws IOException {
        List<String> plans = new ArrayList<>(List.of("day,weekday,vehicles,test,demands,arcs"));
        for (int day = 0; day < 112; day++) {
            String arcs = day % 2 == 0 ? "0-1 1-2 2-0 0-3 3-4 4-0" : "0-2 2-1 1-4 4-0 0-3 3-0";
            plans.add(day + "," + day % 2 + ",2," + (day > 105 ? 1 : 0) + ",1:1 2:1 3:2 4:1," + arcs);
        }
        List<String> distances = new ArrayList<>(List.of("from,to,distance"));
        for (int arc = 0; arc < 25; arc++) {
            distances.add(arc / 5 + "," + arc % 5 + "," + Math.abs(arc / 5 - arc % 5));
        }
        Files.write(folder.resolve("plans.csv"), plans);
        Files.write(folder.resolve("distances.csv"), distances);
    }

    @Tag("long")
    @Test
    void habitsOfWeekdaysArePredicted() throws IOException {
        write(temporary);
        JsonNode deciders = run(temporary, "--every", "6", "--samples", "1");
        assertEquals(5, deciders.size());
        for (JsonNode one : deciders) {
            assertEquals(0, one.get("missed").asDouble(), one.toString());
            assertEquals(0, one.get("moved").asDouble(), one.toString());
        }
        assertTrue(Files.exists(temporary.resolve("out").resolve("differences.svg")));
    }

    @Test
    void refusesOtherFiles() throws IOException {
        write(temporary);
        Path plans = temporary.resolve("plans.csv");
        List<String> lines = Files.readAllLines(plans);
        Files.write(plans, lines.subList(0, 90));
        assertThrows(InvalidArgumentException.class, () -> run(temporary));
        lines.set(3, lines.get(3).replace("0-1", "0>1"));
        Files.write(plans, lines);
        String message = assertThrows(DataException.class, () -> run(temporary)).getMessage();
        assertTrue(String.valueOf(message).contains("plans.csv:4"), message);
    }

    @Test
    @Tag("long")
    void routesMissFewerArcsThanPublished() throws IOException {
        String folder = System.getenv("DITHER_DATA");
        assumeTrue(folder != null, "DITHER_DATA names no folder of data");
        JsonNode routes = run(Path.of(String.valueOf(folder)).resolve("planner-routes"), "--every", "10")
                .get(4);
        assertTrue(routes.get("missed").asDouble() < 0.155, routes.toString());
        assertTrue(routes.get("moved").asDouble() < 0.1702, routes.toString());
        assertEquals(0, routes.get("daysWithoutRoutes").asInt());
    }
}
