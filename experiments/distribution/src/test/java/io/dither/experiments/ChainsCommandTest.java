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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dither learn} by chains tells whether these mix. */
class ChainsCommandTest {
    @TempDir
    private Path folder;

    /** Two of five are chosen, for their feature and by chance. */
    private Outcome learn(String loss, String... more) throws IOException {
        KeyedRandom random = new KeyedRandom(3);
        List<String> rows = new ArrayList<>(List.of("example,coordinate,a,decision"));
        for (int day = 0; day < 40; day++) {
            double[] a = new double[5];
            double[] scores = new double[5];
            for (int j = 0; j < 5; j++) {
                a[j] = random.nextGaussian();
                scores[j] = a[j] - Math.log(random.nextExponential());
            }
            double least = Stream.of(0, 1, 2, 3, 4)
                    .map(j -> scores[j])
                    .sorted()
                    .toList()
                    .get(3);
            for (int j = 0; j < 5; j++) {
                rows.add("d" + day + "," + j + "," + a[j] + "," + (scores[j] >= least ? 1 : 0));
            }
        }
        String data = Files.write(folder.resolve("days.csv"), rows).toString();
        Stream<String> usual =
                Stream.of("learn", "--layout", "long", "--features", "a", "--oracle", "top-k:n=5,k=2", "--data", data);
        String out = folder.resolve("model").toString();
        return Outcome.of(Stream.of(usual, Stream.of("--loss", loss, "--out", out, "--json"), Stream.of(more))
                .flatMap(some -> some)
                .toArray(String[]::new));
    }

    private void assertMixing(JsonNode learnt, double least, double most) throws IOException {
        double effective = learnt.get("effectiveSamples").asDouble();
        assertTrue(effective > least && effective < most, learnt.toString());
        assertTrue(learnt.get("rHat").asDouble() > 0.9, learnt.toString());
        String page = Files.readString(folder.resolve("model").resolve("report.html"));
        assertTrue(page.contains(String.format("at least %.0f independent draws", Math.floor(effective))), page);
    }

    @Test
    void effectiveSamplesAreInTheJsonAndOnThePage() throws IOException {
        assertMixing(learn("local-search:steps=200").json(), 30, 800);
    }

    @Test
    void persistentChainsKeepNoCheckpoint() throws IOException {
        assertMixing(
                learn("local-search:steps=10,start=persistent", "--epochs", "3").json(), 0, 30);
        Outcome resumed = learn("local-search:start=persistent", "--resume");
        assertEquals(2, resumed.code());
        assertTrue(resumed.err().contains("persistent chains stay on this machine alone"), resumed.err());
    }

    @Test
    void otherLossesHaveNoChains() throws IOException {
        assertTrue(learn("likelihood").json().get("effectiveSamples") == null);
    }
}
