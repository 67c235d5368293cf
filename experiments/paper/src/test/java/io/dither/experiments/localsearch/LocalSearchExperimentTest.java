package io.dither.experiments.localsearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.error.InvalidArgumentException;
import io.dither.experiments.Runs;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Membership;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSearchExperimentTest {
    @TempDir
    Path temporary = Path.of("");

    private String run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("--out", temporary.toString()));
        arguments.addAll(List.of(more));
        return Runs.of(new LocalSearchExperiment(), arguments.toArray(String[]::new));
    }

    /** Three stops on two routes, one of two plans. */
    private Path planners() throws IOException {
        List<String> plans = new ArrayList<>(List.of("day,weekday,vehicles,test,demands,arcs"));
        for (int day = 0; day < 40; day++) {
            String arcs = day % 2 == 0 ? "0-1 1-2 2-0 0-3 3-0" : "0-2 2-1 1-0 0-3 3-0";
            plans.add(day + "," + day % 2 + ",2,0,1:1 2:1 3:1," + arcs);
        }
        Files.write(temporary.resolve("plans.csv"), plans);
        List<String> distances = new ArrayList<>(List.of("from,to,distance"));
        for (int from = 0; from < 4; from++) {
            for (int to = 0; to < 4; to++) {
                distances.add(from + "," + to + "," + Math.abs(from - to));
            }
        }
        Files.write(temporary.resolve("distances.csv"), distances);
        return temporary;
    }

    @Tag("long")
    @Test
    void aSmallRunTellsOfAllRaces() throws IOException {
        String small = "--seconds 0.01 --seeds 2 --days 2 --only planners --data " + planners();
        String text = run(small.split(" ", -1));
        for (String word : List.of("planners' routes", "perturbed annealing")) {
            assertTrue(text.contains(word), text);
        }
        JsonNode result = new ObjectMapper().readTree(Files.readString(temporary.resolve("result.json")));
        assertEquals(4, result.findValue("races").size());
        result.findValue("races").forEach(race -> {
            assertTrue(race.get("missedPercent").doubleValue() < 100, race.toString());
            assertNull(race.get("regretPercent"), race.toString());
        });
    }

    @Test
    void settingsAreChosenOnOtherHistoriesThanTheyAreJudgedOn() {
        List<Long> seeds = new ArrayList<>();
        Race race = new Race("knapsack", "the Gibbs law", 0.001, seed -> {
            seeds.add(seed);
            return History.simulated(Kind.KNAPSACK, true, 2, temporary, seed);
        });
        race.choose(7, 5);
        assertEquals(List.of(1_000_007L, 1_000_008L), seeds);
        assertEquals(
                Set.of(Method.Family.CHAINS, Method.Family.SOLVES),
                race.chosen().keySet());
    }

    @Test
    void weightsThatDecideHaveNoRegretAndAnnealedRoutesAreRoutes() {
        History history = History.simulated(Kind.ROUTES_30, false, 2, temporary, 1);
        assertEquals(0, history.quality(history.truth()).regret(), 1e-12);
        assertTrue(history.quality(new double[] {1, 20, -20}).regret() > 0.1);
        History.Case one = history.test().get(0);
        double[] theta = one.theta(history.model(), history.truth());
        Vertex found = one.answer(theta);
        assertEquals(
                Optional.empty(),
                one.oracle().as(Membership.class).orElseThrow().violation(found));
        assertTrue(found.dot(theta) < one.oracle().answer(theta).dot(theta), "a search for a first solution is better");
    }

    @Test
    void rostersKeepTheirRules() {
        History history = History.simulated(Kind.ROSTER, false, 2, Roster.write(temporary.resolve("roster.mps")), 1);
        double[] y = history.train().get(0).decision().values();
        assertEquals(14, Arrays.stream(y).sum());
        int[] before = new int[6];
        for (int j = 0; j < y.length; j++) {
            before[j % 6] += (int) y[j];
            assertTrue(before[j % 6] <= 3 && (j < 6 || y[j] + y[j - 6] <= 1), Arrays.toString(y));
        }
    }

    @Test
    void numbersThatMakeNoRaceAreRefused() throws IOException {
        String data = planners().toString();
        assertThrows(InvalidArgumentException.class, () -> run("--seeds", "1"));
        assertThrows(InvalidArgumentException.class, () -> run("--seconds", "0"));
        assertThrows(InvalidArgumentException.class, () -> run("--only", "tours", "--data", data));
    }
}
