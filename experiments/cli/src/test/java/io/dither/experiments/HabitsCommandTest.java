package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A canteen: what somebody eats is much the same on each weekday, until the habits change. */
class HabitsCommandTest {
    private static final List<String> DISHES = List.of("fish", "pasta", "soup");
    private static final String[] HOW = {
        "--layout",
        "long",
        "--coordinate",
        "dish",
        "--features",
        "price",
        "--time",
        "day",
        "--oracle",
        "argmax:n={d}",
        "--noise",
        "gumbel"
    };

    @TempDir
    private Path folder;

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    /** From day 300 on each weekday has another dish; days from the last one on are not decided. */
    private void write(String name, int from, int until, int decided) throws IOException {
        List<String> lines = new ArrayList<>(List.of("example,day,weekday,dish,price,decision"));
        for (int day = from; day < until; day++) {
            KeyedRandom random = new KeyedRandom(1000 + day);
            int weekday = day % 5;
            int usual = (weekday + (day < 300 ? 0 : 1)) % 3;
            int chosen = random.nextDouble() < 0.85 ? usual : random.nextInt(3);
            for (int k = 0; k < 3; k++) {
                String decision = day < decided ? (k == chosen ? "1" : "0") : "";
                lines.add("d" + day + "," + day + "," + weekday + "," + DISHES.get(k) + "," + random.nextInt(9) + ","
                        + decision);
            }
        }
        Files.write(folder.resolve(name), lines);
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    private static Outcome run(Stream<String> arguments, String... more) {
        return Outcome.of(Stream.concat(arguments, Stream.of(more)).toArray(String[]::new));
    }

    private Outcome learn(String... more) {
        return run(Stream.concat(Stream.of("learn", "--data", at("past.csv")), Stream.of(HOW)), more);
    }

    @BeforeEach
    void past() throws IOException {
        write("past.csv", 0, 200, 200);
    }

    @Test
    void habitsAreLearntSavedAndGoOn() throws IOException {
        JsonNode learnt = learn(
                        "--habits", "by={weekday}, decay=0.8, smooth=0.5, after=20", "--out", at("model"), "--json")
                .json();
        assertEquals(180, learnt.get("examples").asInt());
        JsonNode weights = learnt.get("weights");
        assertEquals("habit|weekday", weights.get(2).get("name").asText());
        assertTrue(weights.get(2).get("high").asDouble() < 0, "the rarer, the less it is worth: " + weights);
        assertTrue(weights.get(0).get("low").asDouble() < 0
                && weights.get(0).get("high").asDouble() > 0);
        assertEquals(36, learnt.get("metrics").get("exactMatch").get("examples").asInt());
        assertTrue(learnt.get("metrics").get("exactMatch").get("value").asDouble() > 0.7, learnt.toString());

        write("new.csv", 200, 210, 205);
        List<String> arguments = List.of("predict", at("model"), "--data", at("new.csv"));
        Outcome counted = run(arguments.stream(), "--count");
        assertEquals(0, counted.code(), counted.err());
        assertEquals(31, counted.out().lines().count());
        assertTrue(!counted.out().equals(run(arguments.stream()).out()), "costs differ by what was counted");
        Outcome known = Outcome.of("evaluate", at("model"), "--data", at("past.csv"));
        assertEquals(3, known.code());
        assertTrue(known.err().contains("past.csv:2: example 'd0' is of the time 0"), known.err());

        write("later.csv", 200, 260, 260);
        String[] go = {"learn", "--continue", at("model"), "--data", at("later.csv"), "--noise", "gumbel"};
        JsonNode continued = run(Stream.of(go), "--out", at("again"), "--json").json();
        assertEquals(60, continued.get("examples").asInt(), "no more are only counted");
        assertEquals(
                "habit|weekday", continued.get("weights").get(2).get("name").asText());
        Outcome twice = run(Stream.of(go), "--features", "price");
        assertEquals(2, twice.code());
        assertTrue(twice.err().contains("reads rows as it did"), twice.err());
        write("last.csv", 260, 280, 280);
        assertEquals(
                0, Outcome.of("evaluate", at("again"), "--data", at("last.csv")).code());
    }

    /** Said once on the screen and once on the page. */
    @Test
    void whatHabitsKnowOfPersonsHeldOutIsSaid() throws IOException {
        String said = "habits of training examples count the earlier decisions of these persons too";
        Outcome alone = learn("--habits", "by={weekday}");
        assertTrue(!alone.err().contains(said), alone.err());
        Outcome both = learn("--habits", "by={weekday}", "--person", "weekday", "--out", at("model"));
        assertEquals(0, both.code(), both.err());
        assertEquals(2, (both.out() + both.err()).split(said, -1).length);
        assertEquals(2, Files.readString(folder.resolve("model/report.html")).split(said, -1).length);
    }

    /** The same days with a line for each. */
    private void writeWide(String name, int from, int until, int decided) throws IOException {
        List<String> lines = new ArrayList<>(List.of("example,day,weekday,rain,decision"));
        for (int day = from; day < until; day++) {
            KeyedRandom random = new KeyedRandom(1000 + day);
            int usual = day % 5 % 3;
            int chosen = random.nextDouble() < 0.85 ? usual : random.nextInt(3);
            String decision = day < decided ? String.valueOf(chosen) : "";
            lines.add("d" + day + "," + day + "," + day % 5 + "," + random.nextInt(9) + "," + decision);
        }
        Files.write(folder.resolve(name), lines);
    }

    @Test
    void inTheLayoutWideEachCoordinateWeighsItsHabit() throws IOException {
        writeWide("wide.csv", 0, 200, 200);
        writeWide("next.csv", 200, 210, 205);
        for (String model : List.of("linear", "shared-linear")) {
            JsonNode learnt = run(
                            Stream.of("learn", "--layout", "wide", "--data", at("wide.csv"), "--time", "day"),
                            "--habits=by={weekday}, decay=0.8, smooth=0.5, after=20",
                            "--features=rain",
                            "--oracle=argmax:n=3",
                            "--noise=gumbel",
                            "--l2=0.001",
                            "--json",
                            "--cost-model=" + model,
                            "--out=" + at(model))
                    .json();
            JsonNode weight = learnt.get("weights").get(2);
            assertEquals(
                    model.equals("linear") ? "habit|weekday[0]" : "habit|weekday",
                    weight.get("name").asText());
            assertTrue(weight.get("estimate").asDouble() < 0, "the rarer, the less it is worth: " + learnt);
            JsonNode right = learnt.get("metrics").get("exactMatch");
            assertTrue(right.get("value").asDouble() > 0.7, learnt.toString());
            List<String> predict = List.of("predict", at(model), "--data", at("next.csv"));
            Outcome counted = run(predict.stream(), "--count");
            assertEquals(0, counted.code(), counted.err());
            assertEquals(11, counted.out().lines().count(), counted.out());
            assertTrue(!counted.out().equals(run(predict.stream()).out()), "costs differ by what was counted");
            assertEquals(
                    0,
                    Outcome.of("explain", at(model), "--data", at("next.csv"), "--example", "d203")
                            .code());
        }
    }

    /** Where a relaxation decides the same, its costs are no other, though the mean of the noise counts in it alone. */
    @Test
    void theSameDecisionsLeaveNoCostGap() throws IOException {
        writeWide("wide.csv", 0, 200, 200);
        JsonNode metrics = run(
                        Stream.of("learn", "--layout", "wide", "--data", at("wide.csv"), "--time", "day"),
                        "--habits=by={weekday}, decay=0.8, smooth=0.5, after=20",
                        "--features=rain",
                        "--oracle=argmax:n=3",
                        "--train-oracle=knapsack:weights=(1,1,1),capacity=1",
                        "--noise=gumbel",
                        "--l2=0.001",
                        "--json")
                .json()
                .get("metrics");
        assertEquals(1, metrics.get("relaxationSameDecision").get("value").asDouble());
        assertEquals(0, metrics.get("relaxationCostGap").get("value").asDouble(), 1e-12);
    }

    @Test
    void driftIsSeenWhereHabitsChange() throws IOException {
        assertEquals(0, learn("--habits", "by={weekday}", "--out", at("model")).code());
        write("changed.csv", 220, 380, 380);
        List<String> arguments = List.of("evaluate", at("model"), "--data", at("changed.csv"));
        JsonNode fixed = run(arguments.stream(), "--json").json().get("overTime");
        assertEquals(8, fixed.get("parts").size());
        assertEquals("d220", fixed.get("parts").get(0).get("from").asText());
        assertTrue(fixed.get("pValue").asDouble() < 1e-6, fixed.toString());
        assertTrue(fixed.get("verdict").asText().contains("drift"), fixed.toString());
        String text = run(arguments.stream(), "--count").out();
        assertTrue(text.contains("coordinate accuracy over time:"), text);
        assertTrue(text.contains("later half minus earlier half"), text);
    }

    @Test
    void theLatestAreHeldOutAndFoldsRoll() throws IOException {
        JsonNode learnt = learn("--l2", "0,0.1", "--folds", "3", "--holdout", "0.25", "--json")
                .json();
        assertEquals(50, learnt.get("metrics").get("exactMatch").get("examples").asInt());
        Outcome many = learn("--l2", "0,0.1", "--folds", "300");
        assertEquals(2, many.code());
        assertTrue(many.err().contains("not 300 folds of"), many.err());
    }

    @Test
    void anotherOracleIsTrainedOn() throws IOException {
        JsonNode learnt = learn("--train-oracle", "top-k:n={d},k=1", "--json").json();
        JsonNode metrics = learnt.get("metrics");
        assertEquals(1, metrics.get("relaxationSameDecision").get("value").asDouble());
        assertEquals(0, metrics.get("relaxationCostGap").get("value").asDouble());
        String[] subsets = {"--train-oracle", "knapsack:weights=(1,1,1),capacity=3", "--l2=0,1", "--json"};
        Outcome here = learn(subsets);
        assertTrue(
                here.json()
                                .get("metrics")
                                .get("relaxationSameDecision")
                                .get("value")
                                .asDouble()
                        < 1,
                here.out());
        assertTrue(
                here.json().get("metrics").get("relaxationCostGap").get("value").asDouble() > 0, here.out());
        CopyingCluster.CALLS.clear();
        assertEquals(here, learn(with(subsets, "--master", "copying")));
        assertEquals(List.of("open copying", "send", "send", "fit"), CopyingCluster.CALLS.subList(0, 4));
        Outcome other = learn("--train-oracle", "top-k:n=4,k=1");
        assertEquals(3, other.code());
        assertTrue(other.err().contains("has 4 coordinates"), other.err());
        Outcome infeasible = learn("--train-oracle", "top-k:n={d},k=2");
        assertEquals(3, infeasible.code());
        assertTrue(infeasible.err().contains("past.csv:2"), infeasible.err());
    }

    @Test
    void modelsWithoutHabitsOrWithAnEmptyOverlapAreRead() throws IOException {
        assertEquals(0, learn("--out", at("model"), "--holdout", "0").code());
        Path json = folder.resolve("model").resolve("model.json");
        ObjectNode model = (ObjectNode) new ObjectMapper().readTree(json.toFile());
        model.remove("sha256");
        ((ObjectNode) model.get("setup")).remove("habits");
        ((ObjectNode) model.get("setup").get("learnt")).remove("habits");
        ((ObjectNode) model.get("setup")).put("overlap", "");
        ((ObjectNode) model.get("setup").get("learnt")).remove("added");
        Files.writeString(json, model.toString());
        Outcome evaluated = Outcome.of("evaluate", at("model"), "--data", at("past.csv"));
        assertEquals(0, evaluated.code(), evaluated.err());
        ((ObjectNode) model.get("setup")).put("overlap", "scale=out-degree");
        Files.writeString(json, model.toString());
        Outcome refused = Outcome.of("evaluate", at("model"), "--data", at("past.csv"));
        assertTrue(refused.err().contains("was learnt with --overlap"), refused.err());
    }
}
