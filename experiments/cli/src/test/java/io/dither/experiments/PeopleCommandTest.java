package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.noise.Noise;
import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tastes of persons, from a file to decisions. */
class PeopleCommandTest {
    private static final int CHOICES = 6;

    @TempDir
    private Path folder;

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    /** Choices among three by time and money: all persons agree on money, and their weights of time are -1 + 1.5 z. */
    private void write() throws IOException {
        KeyedRandom random = new KeyedRandom(11);
        List<String> lines = new ArrayList<>(List.of("example,who,coordinate,decision,time,money"));
        for (int p = 0; p < 80; p++) {
            double own = -1 + 1.5 * random.nextGaussian();
            for (int t = 0; t < CHOICES; t++) {
                double[] scores = new double[3];
                Noise.gumbel().sample(random, scores);
                double[][] rows = new double[3][2];
                int best = 0;
                for (int j = 0; j < 3; j++) {
                    rows[j] = new double[] {random.nextGaussian(), random.nextGaussian()};
                    scores[j] += own * rows[j][0] - rows[j][1];
                    best = scores[j] > scores[best] ? j : best;
                }
                for (int j = 0; j < 3; j++) {
                    lines.add("e" + p + "-" + t + ",p" + p + "," + j + "," + (j == best ? 1 : 0) + "," + rows[j][0]
                            + "," + rows[j][1]);
                }
            }
        }
        Files.write(folder.resolve("choices.csv"), lines);
    }

    private static Outcome learn(String data, String... more) {
        String[] usual = {"learn", "--layout", "long", "--oracle", "argmax:n={d}", "--data", data};
        return Outcome.of(Stream.concat(Stream.of(usual), Stream.of(more)).toArray(String[]::new));
    }

    private Outcome by(String command, String data, String... more) {
        String[] usual = {command, "--model", at("model"), "--data", at(data)};
        return Outcome.of(Stream.concat(Stream.of(usual), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void personsDifferAreSavedAndDecidedForByTheirOwnTastes() throws IOException {
        write();
        JsonNode learnt = learn(
                        at("choices.csv"),
                        "--person",
                        "who",
                        "--tastes",
                        "time=normal",
                        "--features",
                        "time,money",
                        "--out",
                        at("model"),
                        "--json")
                .json();
        JsonNode time = learnt.get("tastes").get(0);
        assertEquals("normal", time.get("law").asText());
        JsonNode spread = time.get("spread");
        assertEquals(
                1.5,
                spread.get("estimate").asDouble(),
                4 * spread.get("standardError").asDouble());
        assertTrue(time.get("wrongSign").get("value").asDouble() > 0.1, time.toString());
        assertTrue(time.get("mean").get("low").asDouble() < -1
                && time.get("mean").get("high").asDouble() > -1.5);
        JsonNode money = learnt.get("tastes").get(1);
        assertEquals("fixed", money.get("law").asText());
        assertTrue(money.get("mean").get("standardError").asDouble() > 0, money.toString());
        assertTrue(learnt.get("logLikelihood").asDouble()
                > learnt.get("oneTasteLogLikelihood").asDouble() + 10);
        assertEquals("time / money", learnt.get("ratios").get(0).get("name").asText());
        assertTrue(learnt.get("ratios").get(0).get("krinskyRobbLow").asDouble() < 1.1);
        assertEquals(16, learnt.get("lastDecisions").asInt());
        assertTrue(learnt.get("ownTastesMoreThanMean")
                        .get("probabilityOfWhatWasChosen")
                        .get("value")
                        .asDouble()
                > 0);
        assertTrue(learnt.get("metrics").has("exactMatch")
                && learnt.get("moreThanOneTaste").has("exactMatch"));
        String page = Files.readString(folder.resolve("model/report.html"));
        for (String part :
                List.of("Persons differ", "The taste of time", "one taste for all", "for half of the persons")) {
            assertTrue(page.contains(part), part);
        }

        List<String> rows = Files.readAllLines(folder.resolve("choices.csv"));
        List<String> open = rows.stream()
                .limit(1 + 3 * CHOICES)
                .map(row -> row.replaceFirst("^([^,]*,[^,]*,[^,]*),[^,]*", "$1"))
                .toList();
        Files.write(folder.resolve("open.csv"), open);
        Files.write(
                folder.resolve("strangers.csv"),
                open.stream().map(row -> row.replace(",p0,", ",nobody,")).toList());
        Outcome own = by("predict", "open.csv", "--probabilities");
        Outcome mean = by("predict", "strangers.csv", "--probabilities");
        assertEquals(0, own.code(), own.err());
        assertEquals(1 + 3 * CHOICES, own.out().lines().count());
        assertEquals(own.out().lines().count(), mean.out().lines().count(), mean.err());
        assertTrue(!own.out().equals(mean.out()), "p0 has tastes of their own");
        Files.write(
                folder.resolve("renamed.csv"),
                open.stream().map(row -> row.replace(",who,", ",name,")).toList());
        assertEquals(
                own.out(),
                by("predict", "renamed.csv", "--probabilities", "--person", "name")
                        .out());
        double ofOwn = exact(by("evaluate", "choices.csv", "--json"));
        Files.write(
                folder.resolve("all.csv"),
                rows.stream()
                        .map(row -> row.replaceFirst(",p\\d+,", ",nobody,"))
                        .toList());
        assertTrue(ofOwn > 0.05 + exact(by("evaluate", "all.csv", "--json")), "own tastes decide better");
        String explained = by("explain", "choices.csv", "--example", "e0-0").out();
        assertTrue(explained.contains("time"), explained);
        assertTrue(
                !explained.equals(by("explain", "all.csv", "--example", "e0-0").out()), "by own weights");
    }

    /** Choices among three; persons of age 50 have the weights (-2, -1), of age 20 mostly (1, -2). */
    private void writeClasses() throws IOException {
        KeyedRandom random = new KeyedRandom(12);
        List<String> lines = new ArrayList<>(List.of("example,who,age,coordinate,decision,time,money"));
        for (int p = 0; p < 90; p++) {
            int age = p % 2 == 0 ? 20 : 50;
            double[] own = random.nextDouble() < (age == 20 ? 0.2 : 0.9) ? new double[] {-2, -1} : new double[] {1, -2};
            for (int t = 0; t < CHOICES; t++) {
                double[] scores = new double[3];
                Noise.gumbel().sample(random, scores);
                double[][] rows = new double[3][2];
                int best = 0;
                for (int j = 0; j < 3; j++) {
                    rows[j] = new double[] {random.nextGaussian(), random.nextGaussian()};
                    scores[j] += own[0] * rows[j][0] + own[1] * rows[j][1];
                    best = scores[j] > scores[best] ? j : best;
                }
                for (int j = 0; j < 3; j++) {
                    lines.add("e" + p + "-" + t + ",p" + p + "," + age + "," + j + "," + (j == best ? 1 : 0) + ","
                            + rows[j][0] + "," + rows[j][1]);
                }
            }
        }
        Files.write(folder.resolve("choices.csv"), lines);
    }

    @Test
    void classesOfPersonsAreChosenSavedAndDecideByMembership() throws IOException {
        writeClasses();
        JsonNode learnt = learn(
                        at("choices.csv"),
                        "--person",
                        "who",
                        "--classes",
                        "2..3",
                        "--membership",
                        "age",
                        "--holdout",
                        "0.3",
                        "--out",
                        at("model"),
                        "--json")
                .json();
        assertEquals(2, learnt.get("classes").size(), learnt.toString());
        assertEquals(3, learnt.get("numbersOfClasses").size());
        assertTrue(learnt.get("bic").asDouble() < learnt.get("oneTasteBic").asDouble());
        assertTrue(learnt.get("logLikelihood").asDouble()
                > learnt.get("oneTasteLogLikelihood").asDouble() + 10);
        JsonNode slope = learnt.get("classes").get(1).get("membership").get(1);
        assertEquals("age", slope.get("name").asText());
        assertTrue(Math.abs(slope.get("estimate").asDouble())
                > 2 * slope.get("standardError").asDouble());
        assertEquals(
                "time / money of class 1",
                learnt.get("ratios").get(0).get("name").asText());
        assertTrue(learnt.get("wrongSigns").get(0).get("wrongSign").get("value").asDouble() > 0.2);
        assertTrue(learnt.get("ownTastesMoreThanMean")
                        .get("probabilityOfWhatWasChosen")
                        .get("value")
                        .asDouble()
                > 0);
        String page = Files.readString(folder.resolve("model/report.html"));
        for (String part : List.of(
                "Persons differ",
                "The weight of time",
                "Who is in which class?",
                "How many classes?",
                "What do persons pay?")) {
            assertTrue(page.contains(part), part);
        }

        List<String> rows = Files.readAllLines(folder.resolve("choices.csv"));
        for (String age : List.of("20", "50")) {
            Files.write(
                    folder.resolve("strangers" + age + ".csv"),
                    rows.stream()
                            .limit(1 + 3 * CHOICES)
                            .map(row -> row.replaceFirst("^([^,]*),p0,20,([^,]*),[^,]*", "$1,nobody," + age + ",$2")
                                    .replaceFirst("coordinate,decision", "coordinate"))
                            .toList());
        }
        Outcome young = by("predict", "strangers20.csv", "--probabilities");
        Outcome old = by("predict", "strangers50.csv", "--probabilities");
        assertEquals(0, young.code(), young.err());
        assertTrue(!young.out().equals(old.out()), "the young are of another class");
        double ofOwn = exact(by("evaluate", "choices.csv", "--json"));
        Files.write(
                folder.resolve("all.csv"),
                rows.stream()
                        .map(row -> row.replaceFirst(",p\\d+,", ",nobody,"))
                        .toList());
        assertTrue(ofOwn > 0.02 + exact(by("evaluate", "all.csv", "--json")), "own classes decide better");
        Outcome explained = by("explain", "choices.csv", "--example", "e0-0");
        assertTrue(explained.out().contains("time"), explained.err());
        Outcome text = learn(at("choices.csv"), "--person", "who", "--classes", "2", "--features", "time,money");
        assertTrue(
                text.out().contains("wrong sign") && text.out().contains("Krinsky and Robb"), text.out() + text.err());
    }

    private static double exact(Outcome evaluated) throws IOException {
        return evaluated.json().get("metrics").get("exactMatch").get("value").asDouble();
    }

    @Test
    void whatTastesCannotUseIsRefused() throws IOException {
        write();
        Map<String, List<String>> classes = Map.of(
                "needs persons", List.of("--classes", "3"),
                "Maybe add --classes", List.of("--person", "who", "--membership", "time"),
                "is beside --tastes", List.of("--person", "who", "--classes", "3", "--tastes", "normal"),
                "is not a number of classes", List.of("--person", "who", "--classes", "few"),
                "classes = 11", List.of("--person", "who", "--classes", "11"),
                "--l2 is not for --classes: a penalty", List.of("--person", "who", "--classes", "3", "--l2", "0.1"));
        Map<String, List<String>> refused = new HashMap<>(classes);
        refused.putAll(Map.of(
                "needs persons", List.of("--tastes", "normal"),
                "Maybe add --tastes", List.of("--person", "who", "--correlated"),
                "only once", List.of("--person", "who", "--cluster", "who"),
                "--l2 is not for --tastes: a penalty", List.of("--person", "who", "--tastes", "normal", "--l2", "0.1"),
                "--pooled is not for --tastes", List.of("--person", "who", "--tastes", "normal", "--pooled"),
                "'cauchy' is not a law", List.of("--person", "who", "--tastes", "cauchy"),
                "2 laws for all weights", List.of("--person", "who", "--tastes", "normal,fixed"),
                "'speed' is not a weight", List.of("--person", "who", "--tastes", "speed=normal"),
                "linear in", List.of("--person", "who", "--tastes", "normal", "--cost-model", "boosted"),
                "only one amplitude", List.of("--person", "who", "--tastes", "normal", "--epsilon", "1,2")));
        refused.forEach((message, options) -> {
            Outcome outcome = learn(at("choices.csv"), options.toArray(String[]::new));
            assertEquals(2, outcome.code(), outcome.err());
            assertTrue(outcome.err().contains(message), outcome.err());
        });
    }

    /** 388 Swiss travellers; published is -1443.7. */
    @Test
    @Tag("long")
    void lognormalTastesOfTravellers() throws IOException {
        String data = System.getenv("DITHER_DATA");
        assumeTrue(data != null && Files.exists(Path.of(data, "route-choice")), "DITHER_DATA names no route-choice");
        List<String> lines = new ArrayList<>(List.of("example,person,coordinate,decision,tt,tc,hw,ch"));
        List<String> rows = Files.readAllLines(Path.of(data, "route-choice", "swiss.csv"));
        for (int i = 1; i < rows.size(); i++) {
            String[] cells = rows.get(i).split(",");
            for (int j = 0; j < 2; j++) {
                lines.add("c" + i + "," + cells[0] + "," + j + "," + (cells[1].equals(j + 1 + "") ? 1 : 0) + ","
                        + String.join(",", List.of(cells).subList(2 + 4 * j, 6 + 4 * j)));
            }
        }
        Files.write(folder.resolve("routes.csv"), lines);
        JsonNode learnt = learn(at("routes.csv"), "--person", "person", "--tastes", "lognormal", "--json")
                .json();
        assertEquals(-1443.7, learnt.get("logLikelihood").asDouble(), 3);
        assertEquals(-1665.69, learnt.get("oneTasteLogLikelihood").asDouble(), 0.01);
        assertTrue(
                learnt.get("ownTastesMoreThanMean")
                                .get("probabilityOfWhatWasChosen")
                                .get("low")
                                .asDouble()
                        > 0,
                learnt.toString());
    }
}
