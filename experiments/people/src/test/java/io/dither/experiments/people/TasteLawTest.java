package io.dither.experiments.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.experiments.CopyingCluster;
import io.dither.experiments.Outcome;
import io.dither.learn.SavedModel;
import io.dither.people.KnownPersons;
import io.dither.plugin.PluginCatalogue;
import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The test of the law of tastes, for scripts and on the page; and persons on a cluster. */
class TasteLawTest {
    @TempDir
    private Path folder;

    @Tag("long")
    @Test
    void momentsOfPersonsTellWhetherTheirLawFits() throws IOException {
        KeyedRandom random = new KeyedRandom(8);
        List<String> lines = new ArrayList<>(List.of("example,person,coordinate,x,decision"));
        for (int p = 0; p < 30; p++) {
            double own = 1 + 0.8 * random.nextGaussian();
            for (int t = 0; t < 5; t++) {
                double[] x = new double[3];
                int best = 0;
                double most = Double.NEGATIVE_INFINITY;
                for (int j = 0; j < 3; j++) {
                    x[j] = random.nextGaussian();
                    double seen = own * x[j] - Math.log(-Math.log(random.nextDouble()));
                    best = seen > most ? j : best;
                    most = Math.max(most, seen);
                }
                for (int j = 0; j < 3; j++) {
                    lines.add("e" + p + "t" + t + ",p" + p + "," + j + "," + x[j] + "," + (j == best ? 1 : 0));
                }
            }
        }
        Path data = Files.write(folder.resolve("choices.csv"), lines);
        String[] moments = {"--loss", "moments", "--noise", "gumbel", "--tastes", "normal"};
        Outcome learnt =
                learn(data, with(moments, "--out", folder.resolve("model").toString()));
        JsonNode test = learnt.json().get("lawTest");
        assertEquals(1, test.get("degreesOfFreedom").asInt());
        double p = test.get("pValue").asDouble();
        assertTrue(p > 0.001 && p < 1, test.toString());
        assertTrue(Files.readString(folder.resolve("model/report.html")).contains("test of the skewness of tastes"));
        SavedModel saved = SavedModel.load(folder.resolve("model"), PluginCatalogue.discover());
        String table = KnownPersons.of(saved).orElseThrow().fitted().toString();
        assertTrue(table.contains("skewness of tastes"), table);
        CopyingCluster.CALLS.clear();
        for (String[] kind : List.of(moments, new String[] {"--tastes", "normal", "--draws", "32"})) {
            assertEquals(
                    learn(data, kind).out(),
                    learn(data, with(kind, "--master", "copying")).out());
        }
        assertEquals(2, CopyingCluster.CALLS.stream().filter("byPerson"::equals).count());
    }

    private static String[] with(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    private static Outcome learn(Path data, String... kind) {
        String[] usual = {
            "learn",
            "--layout",
            "long",
            "--data",
            data.toString(),
            "--features",
            "x",
            "--oracle",
            "argmax:n={d}",
            "--person",
            "person",
            "--holdout",
            "0",
            "--json"
        };
        Outcome learnt = Outcome.of(with(usual, kind));
        assertEquals(0, learnt.code(), learnt.err());
        return learnt;
    }
}
