package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whether a saved model is right for later decisions: what changed is seen, and what could not be seen is told. */
class DriftTest {
    @TempDir
    Path folder = Path.of("");

    private String write(String name, int count, double customer, int seed) throws IOException {
        return write(name, count, customer, 1, seed);
    }

    private String write(String name, int count, double customer, double range, int seed) throws IOException {
        KeyedRandom random = new KeyedRandom(seed);
        StringBuilder text = new StringBuilder("example,coordinate,km,customer,decision\n");
        for (int i = 0; i < count; i++) {
            double[][] rows = new double[3][];
            int best = 0;
            double most = Double.NEGATIVE_INFINITY;
            for (int j = 0; j < 3; j++) {
                rows[j] = new double[] {range * random.nextDouble(), random.nextDouble() < 0.5 ? range : 0};
                double gumbel = -Math.log(-Math.log(random.nextDouble()));
                double score = customer * rows[j][1] - 2 * rows[j][0] + gumbel;
                best = score > most ? j : best;
                most = Math.max(most, score);
            }
            for (int j = 0; j < 3; j++) {
                text.append(
                        name + i + ",d" + j + "," + rows[j][0] + "," + rows[j][1] + "," + (j == best ? 1 : 0) + "\n");
            }
        }
        Path file = folder.resolve(name + ".csv");
        Files.writeString(file, text);
        return file.toString();
    }

    private Outcome evaluate(String data, String... more) {
        String model = folder.resolve("model").toString();
        String[] usual = {"evaluate", model, "--data", data};
        return Outcome.of(java.util.stream.Stream.concat(java.util.Arrays.stream(usual), java.util.Arrays.stream(more))
                .toArray(String[]::new));
    }

    @Test
    void aNewFileIsComparedWithTheModelsOwnFigures() throws IOException {
        Outcome learnt = Outcome.of(
                "learn",
                "--layout",
                "long",
                "--data",
                write("past", 400, 3, 1),
                "--oracle",
                "argmax:n={d}",
                "--loss",
                "likelihood",
                "--out",
                folder.resolve("model").toString());
        assertEquals(0, learnt.code(), learnt.err());
        assertTrue(learnt.out().contains("log likelihood -") && !learnt.out().contains("samples"), learnt.out());

        String changed = write("changed", 300, 0, 2);
        String text = evaluate(changed).out();
        assertTrue(text.contains("drift: ") && text.contains("exact match became worse"), text);
        assertTrue(text.contains("the weight of customer changed") && !text.contains("of km changed"), text);
        assertTrue(text.contains("log score became worse"), text);
        JsonNode drift = evaluate(changed, "--json").json().get("drift");
        assertTrue(drift.get("minusHeldOut").get("exactMatch").get("high").asDouble() < 0, drift.toString());
        JsonNode customer = drift.get("weightsMinusModel").get(1);
        assertEquals(
                -3,
                customer.get("estimate").asDouble(),
                4 * customer.get("standardError").asDouble());

        String same = evaluate(write("same", 300, 3, 3)).out();
        assertTrue(!same.contains("drift:") && !same.contains("no drift"), same);
        assertTrue(same.contains("no change is seen; changes smaller than these could be missed: 0."), same);
        assertTrue(same.contains("(customer)"), same);

        String easier = evaluate(write("easier", 300, 3, 6, 4)).out();
        assertTrue(easier.contains("log score became better") && !easier.contains("no change"), easier);

        String own = evaluate(folder.resolve("past.csv").toString()).out();
        assertTrue(own.contains("drift is not tested: the model was learnt from these examples"), own);
        assertTrue(!own.contains("no change"), own);
    }
}
