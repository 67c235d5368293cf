package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Choices among paths that overlap, from files to decisions. */
class PathSizeCommandTest {
    @TempDir
    private Path folder;

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private Outcome learn(String layout, String... more) {
        List<String> arguments = new ArrayList<>(List.of("learn", "--layout", layout));
        arguments.addAll(List.of(more));
        return Outcome.of(arguments.toArray(String[]::new));
    }

    private static List<String> names(JsonNode learnt) {
        List<String> names = new ArrayList<>();
        learnt.get("weights").forEach(weight -> names.add(weight.get("name").asText()));
        return names;
    }

    /** Choices among three paths, two of which share a bridge: path size has the weight by which they were made. */
    @Test
    void pathsOfAChoiceSetHavePathSizes() throws IOException {
        List<String> lines = new ArrayList<>(List.of("example,coordinate,price,way,decision"));
        KeyedRandom random = new KeyedRandom(4);
        for (int i = 0; i < 400; i++) {
            double share = 0.5 + 0.5 * random.nextDouble();
            String bridge = "bridge:" + share;
            double rest = 1 - share + 0.01;
            String[] ways = {bridge + ">north:" + rest, bridge + ">south:" + rest, "ferry:1"};
            double size = Math.log((share / 2 + rest) / (share + rest));
            double[] prices = new double[3];
            int best = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < 3; j++) {
                prices[j] = 1 + random.nextDouble();
                double gumbel = -Math.log(-Math.log(random.nextDouble()));
                double seen = -2 * prices[j] + (j < 2 ? 1.5 * size : 0) + gumbel;
                best = seen > most ? j : best;
                most = Math.max(most, seen);
            }
            for (int j = 0; j < 3; j++) {
                lines.add(i + "," + j + "," + prices[j] + "," + ways[j] + "," + (j == best ? 1 : 0));
            }
        }
        Files.write(folder.resolve("choices.csv"), lines);
        String[] arguments = {
            "--data",
            at("choices.csv"),
            "--oracle",
            "argmax:n={d}",
            "--noise",
            "gumbel",
            "--path",
            "way",
            "--out",
            at("model"),
            "--json"
        };
        Outcome learnt = learn("long", arguments);
        assertEquals(0, learnt.code(), learnt.err());
        assertEquals(List.of("price", "path-size"), names(learnt.json()));
        double[] truth = {-2, 1.5};
        for (int k = 0; k < 2; k++) {
            JsonNode weight = learnt.json().get("weights").get(k);
            double error = weight.get("standardError").asDouble();
            assertEquals(truth[k], weight.get("estimate").asDouble(), 4 * error);
            assertTrue(error < 0.8, weight.toString());
        }
        Outcome decided = Outcome.of("predict", at("model"), "--data", at("choices.csv"), "--out", at("decided.csv"));
        assertEquals(0, decided.code(), decided.err());
        Outcome refused = learn("wide", "--data", at("choices.csv"), "--oracle", "argmax:n=3", "--path", "way");
        assertTrue(refused.err().contains("--path = way has no meaning"), refused.err());
    }
}
