package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Noises, sampling, exact layers and further derivatives of {@code dither perturb}. */
class PerturbOptionsTest {
    private static JsonNode perturb(String... more) throws JsonProcessingException {
        List<String> args = new ArrayList<>(List.of("perturb", "--oracle=argmax:n=3", "--theta=0.5,1,0", "--json"));
        args.addAll(List.of(more));
        return Outcome.of(args.toArray(String[]::new)).json();
    }

    @Test
    void exactResultsAreThoseOfSoftmaxWithoutErrors() throws JsonProcessingException {
        JsonNode exact =
                perturb("--exact", "--noise=gumbel", "--target=0,1,0", "--vjp=1,0,0", "--jvp=1,0,0", "--jacobian");
        double normaliser = Math.exp(0.5) + Math.exp(1) + 1;
        double first = Math.exp(0.5) / normaliser;
        assertEquals(first, exact.get("mean").get(0).asDouble(), 1e-9);
        assertEquals(0, exact.get("valueStandardError").asDouble());
        assertEquals(first * (1 - first), exact.get("vjp").get(0).asDouble(), 1e-9);
        assertEquals(exact.get("vjp"), exact.get("jvp"));
        assertEquals(
                exact.get("vjp").get(0).asDouble(),
                exact.get("jacobian").get(0).get(0).asDouble(),
                1e-15);
        assertEquals(0, exact.get("samples").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--theta=1e17,0,0", "--theta=1e20,0,0", "--theta=1,0,0 --epsilon=1e-17"})
    void exactResultsKeepTheirDigitsWhateverTheScale(String options) throws JsonProcessingException {
        String command = "perturb --oracle=argmax:n=3 --exact --json " + options;
        JsonNode mean = Outcome.of(command.split(" ")).json().get("mean");
        assertEquals("[1.0,0.0,0.0]", mean.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"independent", "antithetic", "sobol"})
    void everySamplingAgreesWithTheExactLayer(String sampling) throws JsonProcessingException {
        JsonNode exact = perturb("--exact");
        JsonNode sampled = perturb("--sampling=" + sampling, "--samples=4096");
        for (int i = 0; i < 3; i++) {
            double error = sampled.get("meanStandardError").get(i).asDouble();
            assertTrue(error > 0, sampled.toString());
            assertEquals(
                    exact.get("mean").get(i).asDouble(),
                    sampled.get("mean").get(i).asDouble(),
                    5 * error);
        }
    }

    @Test
    void derivativesAndAtomsAgreeWithTheExactLayer() throws JsonProcessingException {
        JsonNode exact = perturb("--exact", "--jvp=1,2,0", "--jacobian");
        JsonNode sampled = perturb("--jvp=1,2,0", "--jacobian", "--atoms", "--samples=20000");
        for (int i = 0; i < 3; i++) {
            double error = sampled.get("jvpStandardError").get(i).asDouble();
            assertEquals(
                    exact.get("jvp").get(i).asDouble(),
                    sampled.get("jvp").get(i).asDouble(),
                    5 * error);
            error = sampled.get("jacobianStandardError").get(i).get(0).asDouble();
            assertEquals(
                    exact.get("jacobian").get(i).get(0).asDouble(),
                    sampled.get("jacobian").get(i).get(0).asDouble(),
                    5 * error);
        }
        JsonNode atom = sampled.get("atoms").get(0);
        assertEquals("[0.0,1.0,0.0]", atom.get("solution").toString());
        assertEquals(
                sampled.get("mean").get(1).asDouble(), atom.get("probability").asDouble(), 1e-12);
        assertTrue(atom.get("standardError").asDouble() > 0);
    }

    @Test
    void samplingStopsOnceTheErrorsAreSmall() throws JsonProcessingException {
        JsonNode json = perturb("--until-standard-error=0.02", "--samples=100000");
        assertTrue(json.get("samples").asInt() < 100000, json.toString());
        json.get("meanStandardError").forEach(error -> assertTrue(error.asDouble() <= 0.02));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            laplace | laplace
            logistic | logistic
            gaussian:amplitudes=(1,2,3) | scaled-gaussian
            """)
    void everyRegisteredNoiseWorks(String spec, String name) throws JsonProcessingException {
        assertEquals(name, perturb("--noise", spec).get("noise").asText());
    }

    @Test
    void noisesAreListedAndDescribed() throws JsonProcessingException {
        JsonNode noises = Outcome.of("noises", "--json").json().get("noises");
        String table = Outcome.of("noises").out();
        assertTrue(noises.size() >= 5, noises.toString());
        noises.forEach(
                noise -> assertTrue(table.contains(noise.get("description").asText()), table));
        assertTrue(Outcome.of("noises", "sum-of-gamma").out().contains("kappa"), "no parameters");
        assertEquals(2, Outcome.of("noises", "no-such").code());
    }

    @Test
    void oneSampleHasNoErrorsToPrint() {
        String text = Outcome.of("perturb", "--oracle=argmax:n=2", "--theta=1,2", "--samples=1")
                .out();
        assertTrue(text.contains("F_eps"), text);
        assertFalse(text.contains("NaN") || text.contains("+-"), text);
    }

    @Test
    void clampedThetaIsSolvedAtTheBound() throws JsonProcessingException {
        String oracle = "jgrapht-grid-path:rows=2,cols=2";
        JsonNode json = Outcome.of("perturb", "--oracle", oracle, "--theta=-1,1,1,1", "--clamp", "--json")
                .json();
        JsonNode bound = Outcome.of("perturb", "--oracle", oracle, "--theta=0,1,1,1", "--clamp", "--json")
                .json();
        assertEquals(bound.get("argmax"), json.get("argmax"));
    }

    @Test
    void aLossUnderMultiplicativeNoiseComesWithAWarning() {
        String oracle = "--oracle=jgrapht-grid-path:rows=2,cols=2";
        Outcome shown = Outcome.of("perturb", oracle, "--theta=1,2,3,4", "--target=1,0,1,1", "--multiplicative");
        assertEquals(0, shown.code(), shown.toString());
        assertEquals(1, shown.err().lines().count(), shown.err());
        assertTrue(shown.err().contains("theta = 0 minimises it") && shown.err().contains("one-sided"), shown.err());
        assertEquals(
                "",
                Outcome.of("perturb", oracle, "--theta=1,2,3,4", "--multiplicative")
                        .err());
    }

    @Test
    void aLossUnderClampedNoiseIsRefused() {
        Outcome refused = Outcome.of(
                "perturb",
                "--oracle=jgrapht-grid-path:rows=2,cols=2",
                "--theta=1,2,3,4",
                "--target=1,0,1,1",
                "--clamp");
        assertEquals(2, refused.code(), refused.toString());
        assertTrue(refused.err().contains("unbounded below"), refused.err());
    }

    @Test
    void helpIsACommandToo() {
        Outcome help = Outcome.of("help");
        assertEquals(0, help.code());
        assertEquals(Outcome.of("--help").out(), help.out());
    }

    @Test
    void longVectorsOfNamedCoordinatesAreALineForEachThatIsNotZero(@TempDir Path folder) throws IOException {
        StringBuilder roads = new StringBuilder("source,target\n");
        for (int i = 0; i < 30; i++) {
            roads.append("a" + i + ",a" + (i + 1) + "\n");
        }
        Path file = Files.writeString(folder.resolve("roads.csv"), roads);
        String theta = String.join(",", Collections.nCopies(30, "1"));
        String oracle = "jgrapht-shortest-path:format=csv,source=a3,target=a5,file=" + file;
        Outcome outcome = Outcome.of(
                "perturb", "--oracle", oracle, "--theta", theta, "--noise", "gamma", "--samples", "10", "--vjp", theta);
        assertEquals(0, outcome.code(), outcome.toString());
        assertTrue(outcome.out().contains("28 of 30 coordinates are 0 throughout"), outcome.out());
        assertEquals(
                2,
                outcome.out().lines().filter(line -> line.contains("1.00000")).count(),
                outcome.out());
        assertTrue(
                outcome.out().contains("a3")
                        && outcome.out().contains("a4")
                        && !outcome.out().contains("a20"),
                outcome.out());
    }

    @Test
    void longVectorsShowTheNamesOfTheCoordinatesOfAnInnerOracle() {
        String theta = String.join(",", Collections.nCopies(60, "-1"));
        Outcome outcome = Outcome.of(
                "perturb",
                "--oracle",
                "negate:of=(jgrapht-grid-arcs:rows=6,cols=6)",
                "--theta=" + theta,
                "--samples",
                "10");
        assertEquals(0, outcome.code(), outcome.toString());
        assertTrue(outcome.out().contains("60 coordinates are 0 throughout"), outcome.out());
    }
}
