package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Boosted trees, from files to a model, and from a model to decisions. */
class TreesCommandTest {
    @TempDir
    private Path folder;

    private ExampleFiles files() {
        return new ExampleFiles(folder);
    }

    private String at(String name) {
        return files().at(name);
    }

    @Test
    void treesAreGrownSavedAndDecidedBy() throws IOException {
        files().choices();
        String[] small = {"--cost-model", "boosted:rounds=30,learning-rate=0.3,monotone=minutes=-1"};
        List<String> arguments = new ArrayList<>(List.of(small));
        arguments.addAll(List.of("--categories", "kind", "--holdout", "0.5", "--out", at("trees")));
        List<String> asJson = new ArrayList<>(arguments);
        asJson.add("--json");
        JsonNode learnt = files().choose(asJson.toArray(String[]::new)).json();
        assertEquals(0, learnt.get("weights").size());
        assertEquals(3, learnt.get("importance").size());
        double equal = -67 * Math.log(2) - 67 * Math.log(3) - 66 * Math.log(4); // all alternatives equally probable
        assertEquals(equal, learnt.get("nullLogLikelihood").asDouble(), 1e-6);
        JsonNode price = learnt.get("importance").get(0);
        assertEquals("price", price.get("name").asText());
        assertTrue(price.get("gain").asDouble() > 0.1, price.toString());
        assertTrue(
                price.get("shuffle").asDouble()
                        > 2 * price.get("shuffleStandardError").asDouble(),
                price.toString());
        assertTrue(learnt.get("metrics").get("exactMatch").get("value").asDouble() > 0.4);
        String page = Files.readString(folder.resolve("trees/report.html"));
        assertTrue(page.contains("rise of the mean loss") && page.contains("mean validation loss"));
        assertTrue(page.contains("weights, same loss"));
        assertFalse(page.contains("Weights</h2>"));
        String[] decide = {"predict", at("trees"), "--data", at("choices.csv")};
        Outcome decided = Outcome.of(decide);
        assertEquals(0, decided.code(), decided.err());
        JsonNode evaluated = Outcome.of("evaluate", at("trees"), "--data", at("choices.csv"), "--json")
                .json();
        assertTrue(evaluated.get("metrics").get("exactMatch").get("value").asDouble() > 0.4);
        Outcome shown = files().choose(arguments.toArray(String[]::new));
        assertTrue(shown.out().contains("feature           gain"), shown.out());
        assertTrue(shown.out().contains("if a feature is shuffled:"), shown.out());
        assertEquals(decided.out(), Outcome.of(decide).out(), "the same bits again");
    }

    @Test
    void treesOfRoads() throws IOException {
        assertEquals(
                0, Outcome.of("learn", "--write-example", folder.toString()).code());
        String[] boosted = {"--cost-model", "boosted:rounds=3", "--samples", "2"};
        List<String> arguments = new ArrayList<>(List.of(boosted));
        arguments.addAll(List.of("--holdout", "0", "--json"));
        JsonNode learnt = files().town(arguments.toArray(String[]::new)).json();
        assertEquals(400, learnt.get("examples").asInt());
        assertTrue(learnt.get("importance").get(0).get("shuffle").isNull());
        String[] refused = {"--cost-model", "boosted", "--resume", "--out", at("model")};
        Outcome resumed = files().town(refused);
        assertEquals(2, resumed.code());
        assertTrue(resumed.err().contains("have no checkpoint"), resumed.err());
        Outcome errors = files().town("--cost-model", "boosted", "--errors", "robust", "--out", at("none"));
        assertEquals(2, errors.code(), errors.out());
        assertTrue(
                errors.err()
                        .contains(
                                "--errors robust cannot be estimated: trees have no weights. Maybe leave --errors out"),
                errors.err());
        assertFalse(Files.exists(folder.resolve("none/model.json")));
        String[] below = {"--cost-model", "boosted:rounds=3", "--samples", "2", "--link", "identity"};
        assertTrue(files().town(below).err().contains("Maybe choose the link softplus"));
    }
}
