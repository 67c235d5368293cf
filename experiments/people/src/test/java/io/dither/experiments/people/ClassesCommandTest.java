package io.dither.experiments.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.experiments.Outcome;
import io.dither.noise.Noise;
import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Classes of persons, from a file to decisions. */
class ClassesCommandTest {
    private static final int CHOICES = 6;

    @TempDir
    private Path folder;

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private Outcome by(String command, String data, String... more) {
        String[] usual = {command, at("model"), "--data", at(data)};
        return Outcome.of(Stream.concat(Stream.of(usual), Stream.of(more)).toArray(String[]::new));
    }

    /** Choices among three; persons of age 50 have the weights (-2, -1), of age 20 mostly (1, -2). */
    private void writeClasses(int persons) throws IOException {
        KeyedRandom random = new KeyedRandom(12);
        List<String> lines = new ArrayList<>(List.of("example,who,age,coordinate,decision,time,money"));
        for (int p = 0; p < persons; p++) {
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
        writeClasses(72);
        JsonNode learnt = PeopleCommandTest.learn(
                        at("choices.csv"),
                        "--person",
                        "who",
                        "--classes",
                        "2..3",
                        "--membership",
                        "age",
                        "--pay-in",
                        "money",
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
                        .get("probabilityOfTheLastDecision")
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
        double ofOwn = PeopleCommandTest.exact(by("evaluate", "choices.csv", "--json"));
        Files.write(
                folder.resolve("all.csv"),
                rows.stream()
                        .map(row -> row.replaceFirst(",p\\d+,", ",nobody,"))
                        .toList());
        assertTrue(
                ofOwn > 0.02 + PeopleCommandTest.exact(by("evaluate", "all.csv", "--json")),
                "own classes decide better");
        Outcome explained = by("explain", "choices.csv", "--example", "e0-0");
        assertTrue(explained.out().contains("time"), explained.err());
        Outcome text = PeopleCommandTest.learn(
                at("choices.csv"), "--person", "who", "--classes", "2", "--features", "time,money", "--pay-in", "time");
        assertTrue(
                text.out().contains("money / time of class 2")
                        && text.out().contains("wrong sign")
                        && text.out().contains("95 % intervals by Fieller"),
                text.out() + text.err());
    }

    @Test
    void classesMayHaveTastesOfTheirOwn() throws IOException {
        writeClasses(40);
        Outcome learnt = PeopleCommandTest.learn(
                at("choices.csv"),
                "--person",
                "who",
                "--classes",
                "2",
                "--features",
                "time,money",
                "--tastes",
                "money=normal,time of class 1=1",
                "--draws",
                "16",
                "--holdout",
                "0",
                "--out",
                at("model"));
        assertEquals(0, learnt.code(), learnt.err());
        for (String part : List.of(
                "class 1, share 0.",
                "class 2, share 0.",
                "by simulated likelihood, converged",
                "spread(money) of class 1, spread(money) of class 2 are not significantly above 0")) {
            assertTrue(learnt.out().contains(part), learnt.out());
        }
        String page = Files.readString(folder.resolve("model/report.html"));
        assertTrue(page.contains("2 classes, each with tastes of their own") && page.contains("Class 2: "), page);
        assertTrue(learnt.out().contains("time    fixed          1.000      fixed"), learnt.out());
        Outcome own = by("evaluate", "choices.csv");
        assertEquals(0, own.code(), own.err());
        assertEquals(0, by("predict", "choices.csv", "--probabilities").code());
    }

    @Test
    void whatClassesCannotUseIsRefused() throws IOException {
        writeClasses(72);
        Map<String, List<String>> refused = Map.of(
                "--classes needs --person", List.of("--classes", "3"),
                "--membership needs --classes", List.of("--person", "who", "--membership", "time"),
                "--tastes does not go with --membership",
                        List.of("--person", "who", "--classes", "3", "--tastes", "normal", "--membership", "age"),
                "2..3 with --tastes is not a number of classes",
                        List.of("--person", "who", "--classes", "2..3", "--tastes", "normal"),
                "'money of class 1=few' does not fix a weight",
                        List.of("--person", "who", "--classes", "2", "--tastes", "normal,money of class 1=few"),
                "is not a number of classes", List.of("--person", "who", "--classes", "few"),
                "classes = 11", List.of("--person", "who", "--classes", "11"),
                "--classes does not go with --l2: a penalty",
                        List.of("--person", "who", "--classes", "3", "--l2", "0.1"));
        refused.forEach((message, options) -> {
            Outcome outcome = PeopleCommandTest.learn(at("choices.csv"), options.toArray(String[]::new));
            assertEquals(2, outcome.code(), outcome.err());
            assertTrue(outcome.err().contains(message), outcome.err());
        });
    }
}
