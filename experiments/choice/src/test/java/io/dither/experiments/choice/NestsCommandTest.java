package io.dither.experiments.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.data.setup.RowPredictor;
import io.dither.experiments.Outcome;
import io.dither.learn.Forecast;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Nests and sampled alternatives, from the command to a service. */
class NestsCommandTest {
    private static final String CROSS = "road=bus,car; public=bus,train";

    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() {
        Offers.write(folder, 240);
        assertEquals(0, choice("--nests", CROSS, "--out", at("crossed")).code());
    }

    private static String at(String name) {
        return folder.resolve(name).toString();
    }

    private static Outcome choice(String... more) {
        return Outcome.of(Stream.of(new String[] {"choice", at("wide.csv")}, Offers.WIDE, more)
                .flatMap(Stream::of)
                .toArray(String[]::new));
    }

    /** With one alternative less: the model knows which are left. */
    @Test
    void aServiceKnowsWhichAlternativesAreLeft() {
        try (RowPredictor predictor = RowPredictor.open(folder.resolve("crossed"))) {
            Map<String, Object> row = Map.ofEntries(
                    Map.entry("id", "x"),
                    Map.entry("bus_av", 1),
                    Map.entry("car_av", 0),
                    Map.entry("train_av", 1),
                    Map.entry("time_bus", 1),
                    Map.entry("time_car", 0),
                    Map.entry("time_train", 1),
                    Map.entry("cost_bus", 1),
                    Map.entry("cost_car", 0),
                    Map.entry("cost_train", 0));
            RowPredictor.Decided decided = predictor
                    .decide(List.of(row), new Forecast.Request(true, 0, 100, 1))
                    .get(0);
            assertEquals("train", decided.decision());
            assertEquals(2, decided.example().coordinates().size());
        }
    }

    @Test
    void intervalsAndFurtherFitsAreThoseOfTheModel() throws IOException {
        JsonNode learnt = choice("--nests", CROSS, "--json").json();
        JsonNode again = Outcome.of("intervals", at("crossed"), "--data", at("wide.csv"), "--json")
                .json();
        assertEquals(learnt.get("weights"), again.get("weights"));
    }

    @Test
    void sampledAlternativesAreThoseOfALogit() throws IOException {
        JsonNode all = choice("--json").json();
        JsonNode sampled = choice("--sample-alternatives", "2", "--json").json();
        for (int k = 0; k < 4; k++) {
            JsonNode weight = sampled.get("weights").get(k);
            double error = weight.get("standardError").asDouble();
            assertEquals(
                    all.get("weights").get(k).get("estimate").asDouble(),
                    weight.get("estimate").asDouble(),
                    4 * error);
            assertTrue(error > all.get("weights").get(k).get("standardError").asDouble());
        }
        assertEquals(choice("--sample-alternatives", "3", "--json").json().get("weights"), all.get("weights"));
    }

    @Test
    void scalesAreShownBesideThoseOfALogit() throws IOException {
        String text = choice("--nests", "road=bus,car").out();
        assertTrue(text.contains("t and p of mu are against 1, the logit"), text);
        String line = text.lines()
                .filter(row -> row.startsWith("mu[road] "))
                .findFirst()
                .orElseThrow();
        assertTrue(Double.parseDouble(line.split(" +", 0)[1]) >= 1, line);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--nests | road=bus | the nest 'road' has one member, bus",
                "--nests | road=bus,tram | 'tram' in the nest 'road' never occurs among the alternatives [bus, car, train]",
                "--nests | bus=bus,car | is inside itself",
                "--sample-alternatives | 1 | --sample-alternatives = 1 is too small",
            })
    void whatCannotBeIsTold(String option, String text, String message) {
        Outcome refused = choice(option, text);
        assertEquals(2, refused.code(), refused.err());
        assertTrue(refused.err().contains(message), refused.err());
    }
}
