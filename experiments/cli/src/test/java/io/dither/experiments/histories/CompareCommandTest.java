package io.dither.experiments.histories;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.dither.experiments.ExampleFiles;
import io.dither.experiments.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two models of the first choices, compared on the others. */
class CompareCommandTest {
    private static final int LEARNT = 298;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void models() throws IOException {
        List<String> lines = Files.readAllLines(new ExampleFiles(folder).choices());
        Files.write(folder.resolve("early.csv"), lines.subList(0, LEARNT));
        lines.subList(1, LEARNT).clear();
        Files.write(folder.resolve("later.csv"), lines);
        learn("both", "price, minutes");
        learn("price", "price");
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private void learn(String model, String features) {
        learn(model, features, "--holdout=0");
    }

    private void learn(String model, String features, String holdout) {
        Outcome learnt = Outcome.of(
                "learn",
                "--data=" + at("early.csv"),
                "--layout=long",
                "--example=day",
                "--coordinate=option",
                "--decision=chosen",
                "--features=" + features,
                "--oracle=argmax:n={d}",
                "--loss=logit",
                holdout,
                "--out=" + at(model));
        assertEquals(0, learnt.code(), learnt.err());
    }

    @Test
    void theModelThatKnowsMoreIsBetter() throws JsonProcessingException {
        JsonNode comparison = Outcome.of("compare", at("both"), at("price"), "--data", at("later.csv"), "--json")
                .json();
        JsonNode score = comparison.get("differences").get("logScore");
        assertTrue(score.get("low").asDouble() > 0, comparison.toString());
        assertTrue(comparison.get("verdict").asText().startsWith(at("both") + " predicts these decisions better"));
        String text = Outcome.of("compare", at("price"), at("both"), "--data", at("later.csv"))
                .out();
        assertTrue(text.contains("log likelihood") && text.contains("true score"), text);
        assertTrue(text.contains(at("both") + " predicts these decisions better"), text);
        Outcome same = Outcome.of("compare", at("both"), at("both"), "--data", at("early.csv"));
        assertTrue(same.out().contains("no clear difference"), same.out());
        assertTrue(same.err().contains("was learnt from these data"), same.err());
    }

    @Test
    void fitsToTheSameDecisionsHaveALikelihoodRatio() throws JsonProcessingException {
        Outcome same = Outcome.of("compare", at("price"), at("both"), "--data", at("early.csv"));
        assertTrue(same.out().contains("likelihood ratio of " + at("both") + " over " + at("price")), same.out());
        JsonNode test = Outcome.of("compare", at("price"), at("both"), "--data", at("early.csv"), "--json")
                .json()
                .get("test");
        assertEquals(1, test.get("degreesOfFreedom").asInt());
        assertTrue(test.get("pValue").asDouble() < 1e-4, test.toString());
    }

    @Test
    void modelsAreComparedOnWhatBothHeldOut() throws JsonProcessingException {
        learn("both", "price, minutes", "--holdout=0.5");
        learn("price", "price", "--holdout=0.5");
        JsonNode comparison =
                Outcome.of("compare", at("both"), at("price"), "--json").json();
        assertTrue(comparison.get("examples").asInt() > 40, comparison.toString());
        assertTrue(comparison.get("differences").get("logScore").get("low").asDouble() > 0, comparison.toString());
        learn("price", "price", "--holdout=0.3");
        assertRefused("Maybe one needs a column that the other does not, or another --holdout");
        learn("price", "price", "--holdout=0");
        assertRefused("price holds no decisions on held-out examples");
    }

    @Test
    void withoutObservedDecisionsOnlyTrueScoresAreCompared() throws IOException {
        for (String file : List.of("early.csv", "later.csv")) {
            List<String> lines = Files.readAllLines(folder.resolve(file));
            // leaves out the column with the observed decision
            lines.replaceAll(line -> line.replaceAll(",[^,]*(,[^,]*)$", "$1"));
            Files.write(folder.resolve(file), lines);
        }
        for (String features : List.of("price", "minutes")) {
            Outcome learnt = Outcome.of(
                    "learn",
                    "--data=" + at("early.csv"),
                    "--layout=long",
                    "--example=day",
                    "--coordinate=option",
                    "--features=" + features,
                    "--oracle=argmax:n={d}",
                    "--loss=spo-plus",
                    "--holdout=0.5",
                    "--out=" + at("by-" + features));
            assertEquals(0, learnt.code(), learnt.err());
        }
        JsonNode comparison = Outcome.of("compare", at("by-price"), at("by-minutes"), "--json")
                .json();
        assertEquals(1, comparison.get("differences").size(), comparison.toString());
        assertTrue(comparison.get("differences").has("trueScore"), comparison.toString());
        Outcome decided =
                Outcome.of("evaluate", at("by-price"), "--data=" + at("later.csv"), "--out=" + at("decisions.csv"));
        assertEquals(0, decided.code(), decided.err());
        for (String line : Files.readAllLines(folder.resolve("decisions.csv")).subList(1, 3)) {
            assertTrue(line.endsWith(",,"), line); // neither the observed score nor the differences are known
        }
    }

    private void assertRefused(String message) {
        Outcome refused = Outcome.of("compare", at("both"), at("price"));
        assertEquals(2, refused.code(), refused.toString());
        assertTrue(refused.err().contains(message), refused.err());
    }
}
