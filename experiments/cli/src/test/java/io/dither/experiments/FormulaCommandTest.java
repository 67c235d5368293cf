package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.noise.Noise;
import io.dither.random.ExampleKey;
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

/** Beaches: who chooses one minds the way, the more so when it rains, and how full each is at the hour. */
class FormulaCommandTest {
    private static final double[] KM = {1, 3, 6, 10};
    private static final String[] KIND = {"sand", "rock", "sand", "rock"};
    private static final int[] HOURS = {9, 12, 15};
    private static final double[] TRUTH = {-1.2, -0.9, 1.5, -0.6};
    private static final String TERMS = "log(km), `full, in tens`, C(kind), log(km):rain";

    @TempDir
    private Path folder;

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static double full(int beach, int hour) {
        return beach == 3 ? 0.5 : Math.abs((hour / 3 + 2 * beach) % 5 - 1) / 2.0;
    }

    @BeforeEach
    void write() throws IOException {
        List<String> beaches = new ArrayList<>(List.of("coordinate,hour,km,\"full, in tens\",kind"));
        for (int j = 0; j < KM.length; j++) {
            for (int hour : j == 3 ? new int[] {0} : HOURS) {
                beaches.add(j + "," + (j == 3 ? "" : hour) + "," + KM[j] + "," + full(j, hour) + "," + KIND[j]);
            }
        }
        Files.write(folder.resolve("beaches.csv"), beaches);
        Noise noise = Noise.gumbel();
        List<String> days = new ArrayList<>(List.of("example,hour,rain,decision"));
        for (int day = 0; day < 600; day++) {
            KeyedRandom random = new KeyedRandom(ExampleKey.of("day" + day));
            int hour = HOURS[random.nextInt(3)];
            double rain = random.nextInt(30) / 10.0;
            double[] z = new double[KM.length];
            noise.sample(random, z);
            int best = 0;
            double highest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < KM.length; j++) {
                double score = TRUTH[0] * Math.log(KM[j])
                        + TRUTH[1] * full(j, hour)
                        + TRUTH[2] * (j % 2 == 0 ? 1 : 0)
                        + TRUTH[3] * Math.log(KM[j]) * rain
                        + z[j];
                best = score > highest ? j : best;
                highest = Math.max(highest, score);
            }
            days.add("d" + day + "," + hour + "," + rain + "," + best);
        }
        Files.write(folder.resolve("days.csv"), days);
    }

    private Outcome learn(String... more) {
        Stream<String> usual = Stream.of(
                "learn --layout shared --oracle argmax:n={d} --noise gumbel --vary-by hour --json".split(" "));
        Stream<String> data = Stream.of("--features", TERMS, "--data", at("days.csv"));
        return Outcome.of(
                Stream.of(usual, data, Stream.of(more)).flatMap(some -> some).toArray(String[]::new));
    }

    private Outcome by(String command, String model, String... more) {
        return Outcome.of(Stream.concat(Stream.of(command, at(model), "--data"), Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void termsAndHoursAreLearntSavedAndDecidedBy() throws IOException {
        JsonNode learnt =
                learn("--coordinates", at("beaches.csv"), "--out", at("model")).json();
        List<String> names = List.of("log(km)", "full, in tens", "kind=sand", "log(km):rain");
        for (int k = 0; k < TRUTH.length; k++) {
            JsonNode weight = learnt.get("weights").get(k);
            assertEquals(names.get(k), weight.get("name").asText());
            double error = weight.get("standardError").asDouble();
            assertEquals(TRUTH[k], weight.get("estimate").asDouble(), 4 * error, weight.toString());
            assertTrue(error < 0.4, weight.toString());
        }
        Files.move(folder.resolve("beaches.csv"), folder.resolve("gone.csv"));
        Files.writeString(folder.resolve("new.csv"), "example,hour,rain\na,9,0\nb,9,2.9\nc,12,0\n");
        Outcome decided = by("predict", "model", at("new.csv"));
        double[] weights = new double[4];
        for (int k = 0; k < 4; k++) {
            weights[k] = learnt.get("weights").get(k).get("estimate").asDouble();
        }
        List<String> lines = decided.out().lines().toList();
        assertEquals(4, lines.size(), decided.toString());
        double[][] asked = {{9, 0}, {9, 2.9}, {12, 0}};
        for (int i = 0; i < 3; i++) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < KM.length; j++) {
                highest = Math.max(
                        highest,
                        (weights[0] + weights[3] * asked[i][1]) * Math.log(KM[j])
                                + weights[1] * full(j, (int) asked[i][0])
                                + weights[2] * (j % 2 == 0 ? 1 : 0));
            }
            assertEquals(highest, Double.parseDouble(lines.get(i + 1).split(",")[2]), 1e-9, lines.toString());
        }
        JsonNode metrics = by("evaluate", "model", at("days.csv"), "--json").json();
        assertEquals(600, metrics.get("examples").asInt());
        JsonNode parts = by("explain", "model", at("days.csv"), "--example", "d0", "--json")
                .json();
        assertEquals("log(km):rain", parts.get("parts").get(3).get("name").asText());
        Files.writeString(folder.resolve("new.csv"), "example,hour,rain\na,9,0\nb,10,2.9\n");
        Outcome unknown = by("predict", "model", at("new.csv"));
        assertEquals(3, unknown.code());
        assertTrue(unknown.err().contains("new.csv:3: column 'hour' holds '10', for which"), unknown.err());
        assertTrue(
                unknown.err().contains("has no line of coordinate 0. Maybe add it, or a line with an empty hour"),
                unknown.err());
    }

    @Test
    void weightsOfLevelsAndBinsAreFixedByTheirNames() throws IOException {
        JsonNode weights = learn(
                        "--coordinates",
                        at("beaches.csv"),
                        "--holdout",
                        "0",
                        "--features",
                        "bin(km; 2, 9)",
                        "--fix",
                        "kind=sand=1.25",
                        "--bound",
                        "km >= 9=..0")
                .json()
                .get("weights");
        List<String> names = new ArrayList<>();
        weights.forEach(one -> names.add(one.get("name").asText()));
        assertEquals(
                List.of("log(km)", "full, in tens", "kind=sand", "log(km):rain", "km in [2, 9)", "km >= 9"), names);
        assertEquals(1.25, weights.get(2).get("estimate").asDouble());
        assertTrue(weights.get(5).get("estimate").asDouble() <= 0, weights.toString());
        Outcome range = learn("--coordinates", at("beaches.csv"), "--fix", "kind=sand=0..1");
        assertEquals(2, range.code());
        assertTrue(range.err().contains("--fix = kind=sand=0..1 is a range. Maybe use --bound"), range.err());
    }

    @Test
    void whatIsNoFormulaIsToldBeforeAnythingIsRead() {
        Outcome wrong =
                Outcome.of("learn", "--data", at("days.csv"), "--oracle", "argmax:n=4", "--features", "log(rain");
        assertEquals(2, wrong.code());
        assertTrue(
                wrong.err().startsWith("dither: --features: 'log(rain' at 9: a parenthesis is missing."), wrong.err());
    }
}
