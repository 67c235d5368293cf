package io.dither.experiments.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

    /** Choices among three by time and money: all agree on money, and weights of time are -1 + slope income + 1.5 z. */
    private void write(double slope) throws IOException {
        KeyedRandom random = new KeyedRandom(11);
        List<String> lines = new ArrayList<>(List.of("example,who,coordinate,decision,time,money,income"));
        for (int p = 0; p < 80; p++) {
            double income = p % 8 - 3.5;
            double own = -1 + slope * income + 1.5 * random.nextGaussian();
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
                            + "," + rows[j][1] + "," + income);
                }
            }
        }
        Files.write(folder.resolve("choices.csv"), lines);
    }

    static Outcome learn(String data, String... more) {
        String[] usual = {"learn", "--layout", "long", "--oracle", "argmax:n={d}", "--data", data};
        return Outcome.of(Stream.concat(Stream.of(usual), Stream.of(more)).toArray(String[]::new));
    }

    private Outcome by(String command, String data, String... more) {
        String[] usual = {command, at("model"), "--data", at(data)};
        return Outcome.of(Stream.concat(Stream.of(usual), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void sentencesAndRatiosHaveTheSameUnit() throws IOException {
        write(0);
        // a weight that is fixed at 0 is no unit
        for (Map.Entry<String, String> unit :
                Map.of("income=0", "money", "income=-3", "income").entrySet()) {
            Outcome learnt = learn(
                    at("choices.csv"),
                    "--person=who",
                    "--tastes=time=normal",
                    "--draws=16",
                    "--features=time,money,income",
                    "--fix=money=-2",
                    "--fix=" + unit.getKey(),
                    "--holdout=0",
                    "--out=" + at("model"));
            assertEquals(0, learnt.code(), learnt.err());
            assertTrue(learnt.out().contains("time / " + unit.getValue()), learnt.out());
            String page = Files.readString(folder.resolve("model/report.html"));
            assertTrue(page.contains(unit.getValue() + " for one unit of time"), page);
        }
    }

    @Test
    void personsDifferAreSavedAndDecidedForByTheirOwnTastes() throws IOException {
        write(0);
        JsonNode learnt = learn(
                        at("choices.csv"),
                        "--person",
                        "who",
                        "--tastes",
                        "time=normal",
                        "--draws",
                        "64",
                        "--features",
                        "time,money",
                        "--pay-in",
                        "money",
                        "--out",
                        at("model"),
                        "--json")
                .json();
        assertFalse(learnt.has("samples"), "none are drawn but those of tastes");
        assertTrue(learnt.get("rhoSquared").asDouble() > 0, learnt.toString());
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
        assertTrue(learnt.get("ratios").get(0).get("low").asDouble() < 1.1);
        assertEquals(16, learnt.get("lastDecisions").asInt());
        assertTrue(learnt.get("ownTastesMoreThanMean")
                        .get("probabilityOfTheLastDecision")
                        .get("value")
                        .asDouble()
                > 0);
        assertTrue(learnt.get("metrics").has("exactMatch")
                && learnt.get("moreThanOneTaste").has("exactMatch"));
        JsonNode elasticity = learnt.get("elasticities").get(0);
        assertEquals("time", elasticity.get("name").asText());
        assertTrue(elasticity.get("standardError").asDouble() > 0, elasticity.toString());
        String page = Files.readString(folder.resolve("model/report.html"));
        for (String part : List.of(
                "Persons differ",
                "The taste of time",
                "one taste for all",
                "for half of the persons",
                "Elasticities")) {
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
        assertEquals(
                own.out(),
                by("predict", "open.csv", "--probabilities", "--master", "copying")
                        .out());
        List<String> some = rows.subList(0, 1 + 30 * 3 * CHOICES);
        Files.write(folder.resolve("some.csv"), some);
        Outcome evaluated = by("evaluate", "some.csv", "--json");
        assertEquals(
                evaluated.out(),
                by("evaluate", "some.csv", "--json", "--master", "copying").out());
        double ofOwn = exact(evaluated);
        Files.write(
                folder.resolve("all.csv"),
                some.stream()
                        .map(row -> row.replaceFirst(",p\\d+,", ",nobody,"))
                        .toList());
        assertTrue(ofOwn > 0.05 + exact(by("evaluate", "all.csv", "--json")), "own tastes decide better");
        String explained = by("explain", "some.csv", "--example", "e0-0").out();
        assertTrue(explained.contains("time"), explained);
        assertTrue(
                !explained.equals(by("explain", "all.csv", "--example", "e0-0").out()), "by own weights");
    }

    /** Tastes around a mean that follows a column of the person. */
    @Test
    void theMeanTasteFollowsWhatIsKnownOfPersons() throws IOException {
        write(0.5);
        JsonNode learnt = learn(
                        at("choices.csv"),
                        "--person",
                        "who",
                        "--tastes",
                        "time=normal",
                        "--draws",
                        "64",
                        "--features",
                        "time, money, time:income",
                        "--holdout",
                        "0",
                        "--json")
                .json();
        JsonNode slope = learnt.get("tastes").get(2);
        assertEquals("time:income", slope.get("name").asText());
        JsonNode mean = slope.get("mean");
        double error = mean.get("standardError").asDouble();
        assertTrue(error > 0 && error < 0.2, slope.toString());
        assertEquals(0.5, mean.get("value").asDouble(), 4 * error);
        JsonNode spread = learnt.get("tastes").get(0).get("spread");
        assertEquals(
                1.5,
                spread.get("estimate").asDouble(),
                4 * spread.get("standardError").asDouble());
    }

    static double exact(Outcome evaluated) throws IOException {
        return evaluated.json().get("metrics").get("exactMatch").get("value").asDouble();
    }

    @Test
    void whatTastesCannotUseIsRefused() throws IOException {
        write(0);
        Map<String, List<String>> refused = Map.of(
                "--tastes needs --person", List.of("--tastes", "normal"),
                "--correlated needs --tastes", List.of("--person", "who", "--correlated"),
                "only once", List.of("--person", "who", "--cluster", "who"),
                "--tastes does not go with --l2: a penalty",
                        List.of("--person", "who", "--tastes", "normal", "--l2", "0.1"),
                "--tastes does not go with --pooled", List.of("--person", "who", "--tastes", "normal", "--pooled"),
                "'cauchy' is not a law", List.of("--person", "who", "--tastes", "cauchy"),
                "2 laws for all weights", List.of("--person", "who", "--tastes", "normal,fixed"),
                "'speed' is not a weight", List.of("--person", "who", "--tastes", "speed=normal"),
                "linear in", List.of("--person", "who", "--tastes", "normal", "--cost-model", "linear"),
                "single setting, such as one epsilon, not 2",
                        List.of("--person", "who", "--tastes", "normal", "--epsilon", "1,2"));
        refused.forEach((message, options) -> {
            Outcome outcome = learn(at("choices.csv"), options.toArray(String[]::new));
            assertEquals(2, outcome.code(), outcome.err());
            assertTrue(outcome.err().contains(message), outcome.err());
        });
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text.replace('/', '\n') + "\n")
                .toString();
    }

    @Test
    void aPersonWhoIsNotKnownIsDecidedForAsAllAreAndThatIsSaid() throws IOException {
        StringBuilder lines = new StringBuilder("example,who,coordinate,decision,x");
        for (int i = 0; i < 60; i++) {
            int chosen = (i + i / 7) % 3 == 0 ? 0 : 1;
            lines.append("/e%d,p%d,0,%d,%d".formatted(i, i % 6, 1 - chosen, i % 5));
            lines.append("/e%d,p%d,1,%d,%d".formatted(i, i % 6, chosen, (i + 3) % 4));
        }
        Outcome learnt = learn(
                file("people.csv", lines.toString()),
                "--person=who",
                "--tastes=normal",
                "--noise=gumbel",
                "--draws=16",
                "--holdout=0",
                "--out=" + at("model"));
        assertEquals(0, learnt.code(), learnt.err());
        String bare = file("bare.csv", "example,coordinate,x/p1,0,4/p1,1,2/b,0,1/b,1,2");
        Outcome decided = Outcome.of("predict", at("model"), "--data=" + bare);
        assertEquals(0, decided.code(), decided.err());
        assertTrue(
                decided.err().contains("the persons of 2 of 2 examples are not known"),
                "an example called p1 is not the person: " + decided.err());
        Outcome named = Outcome.of("predict", at("model"), "--data=" + bare, "--person=whoo");
        assertEquals(2, named.code());
        assertTrue(named.err().contains("--person = whoo names no persons"), named.err());
        String some = file("some.csv", "example,who,coordinate,x/a,p1,0,4/a,p1,1,2/b,new,0,1/b,new,1,2");
        decided = Outcome.of("predict", at("model"), "--data=" + some);
        assertTrue(decided.err().contains("the persons of 1 of 2 examples"), decided.err());
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
                                .get("probabilityOfTheLastDecision")
                                .get("low")
                                .asDouble()
                        > 0,
                learnt.toString());
    }
}
