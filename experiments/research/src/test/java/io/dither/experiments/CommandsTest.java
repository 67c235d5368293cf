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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
    private static final String[] G1 = {
        "perturb",
        "--oracle",
        "argmax:n=5",
        "--theta=-0.6,1.9,-0.2,1.1,-1.0",
        "--noise",
        "gumbel",
        "--epsilon",
        "0.5",
        "--samples",
        "100000",
        "--jacobian",
        "--vjp",
        "0,1,0,0,0",
        "--target",
        "0,1,0,0,0",
        "--json"
    };

    @Test
    void perturbAgreesWithTheClosedFormOfArgmaxWithGumbelNoise() throws JsonProcessingException {
        JsonNode json = Outcome.of(G1).json();
        assertEquals("gumbel", json.get("noise").asText());
        assertClose(json, "mean", 0.00549293, 0.81522342, 0.01222475, 0.16459077, 0.00246813);
        assertClose(json, "vjp", -0.00895593, 0.30126839, -0.0199318, -0.2683565, -0.00402416);
        assertClose(json, "gradient", 0.00549293, 0.81522342 - 1, 0.01222475, 0.16459077, 0.00246813);
        double error = 5 * json.get("valueStandardError").asDouble();
        assertEquals(2.29075437, json.get("value").asDouble(), error);
        assertEquals(2.29075437 - 1.9, json.get("loss").asDouble(), error);
        assertEquals("Fenchel-Young without Omega", json.get("lossName").asText());
        for (int i = 0; i < 5; i++) {
            // the same samples, summed in another order
            double entry = json.get("jacobian").get(1).get(i).asDouble();
            assertEquals(json.get("vjp").get(i).asDouble(), entry, 1e-12);
        }
        assertEquals("[0.0,1.0,0.0,0.0,0.0]", json.get("argmax").toString());
    }

    private static void assertClose(JsonNode json, String key, double... expected) {
        assertEquals(expected.length, json.get(key).size());
        for (int i = 0; i < expected.length; i++) {
            double error = json.get(key + "StandardError").get(i).asDouble();
            assertTrue(error > 0, json.toString());
            assertEquals(expected[i], json.get(key).get(i).asDouble(), 5 * error, key + "[" + i + "]");
        }
    }

    @Test
    void theKeysAreThoseAskedForInTheirOrder() throws JsonProcessingException {
        assertEquals(
                List.of(
                        "oracle",
                        "noise",
                        "epsilon",
                        "argmax",
                        "value",
                        "valueStandardError",
                        "mean",
                        "meanStandardError",
                        "vjp",
                        "vjpStandardError",
                        "jacobian",
                        "jacobianStandardError",
                        "loss",
                        "lossName",
                        "gradient",
                        "gradientStandardError",
                        "clampedShare",
                        "inexactSamples",
                        "seed",
                        "samples",
                        "degreesOfFreedom",
                        "tooFewSamplesFor"),
                keys(Outcome.of(G1).json()));
        assertEquals(
                List.of(
                        "oracle",
                        "noise",
                        "epsilon",
                        "argmax",
                        "value",
                        "valueStandardError",
                        "mean",
                        "meanStandardError",
                        "clampedShare",
                        "inexactSamples",
                        "seed",
                        "samples",
                        "degreesOfFreedom",
                        "tooFewSamplesFor"),
                keys(Outcome.of("perturb", "--oracle", "sign:n=2", "--theta=1,-1", "--json")
                        .json()));
    }

    private static List<String> keys(JsonNode json) {
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Test
    void oneAndTwoThreadsPrintTheSame() {
        String one = Outcome.of(with(G1, "--threads", "1")).out();
        assertEquals(one, Outcome.of(with(G1, "--threads", "2")).out());
        assertFalse(one.equals(Outcome.of(with(G1, "--seed", "1")).out()), "the seed changes nothing");
    }

    private static String[] with(String[] args, String... more) {
        List<String> all = new ArrayList<>(List.of(args));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({
        "argmax:n=2, gumbel, gumbel",
        "hypercube:n=2, gumbel, centred-gumbel",
        "argmax:n=2, centred-gumbel, centred-gumbel",
        "hypercube:n=2, uncentred-gumbel, gumbel",
        "argmax:n=2, gaussian, gaussian"
    })
    void gumbelIsCentredUnlessTheSolutionsHaveAConstantSum(String oracle, String asked, String used)
            throws JsonProcessingException {
        JsonNode json = Outcome.of("perturb", "--oracle", oracle, "--theta=1,2", "--noise", asked, "--json")
                .json();
        assertEquals(used, json.get("noise").asText());
    }

    @Test
    void thetaMayStandApartOrInAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("theta.txt"), "-0.6, 1.9\r\n-0.2\n");
        String direct = Outcome.of("perturb", "--oracle=argmax:n=3", "--theta=-0.6,1.9,-0.2")
                .out();
        assertEquals(
                direct,
                Outcome.of("perturb", "--oracle=argmax:n=3", "--theta", "-0.6,1.9,-0.2")
                        .out());
        assertEquals(
                direct,
                Outcome.of("perturb", "--oracle=argmax:n=3", "--theta", "@" + file)
                        .out());
        assertTrue(direct.contains("F_eps") && direct.contains("y_eps"), direct);
    }

    @Test
    void clampingIsReported() throws JsonProcessingException {
        String oracle = "jgrapht-grid-path:rows=2,cols=2";
        JsonNode json = Outcome.of("perturb", "--oracle", oracle, "--theta=0.1,0.1,0.1,0.1", "--clamp", "--json")
                .json();
        double share = json.get("clampedShare").asDouble();
        assertTrue(share > 0.3 && share < 0.6, "share " + share);
        JsonNode factors = Outcome.of("perturb", "--oracle", oracle, "--theta=1,2,3,4", "--multiplicative", "--json")
                .json();
        assertEquals(0, factors.get("clampedShare").asDouble());
    }

    @Test
    void oraclesAreListedWithWhatIsKnown() throws JsonProcessingException {
        JsonNode oracles = Outcome.of("oracles", "--json").json().get("oracles");
        assertFalse(find(oracles, "argmax").has("sense"), "a list creates none");
        assertFalse(oracle("argmax").has("sense"), "it depends on the parameters");
        JsonNode argmax = oracle("argmax:n=3");
        assertEquals("maximize", argmax.get("sense").asText());
        assertEquals("[\"zero-one\",\"constant-sum\"]", argmax.get("traits").toString());
        assertEquals("n", argmax.get("parameters").get(0).get("name").asText());
        assertTrue(argmax.get("provider").asText().startsWith("io.dither.oracles."), argmax.toString());
        assertEquals("minimize", oracle("negate:of=(argmax:n=3)").get("sense").asText());
        String table = Outcome.of("oracles").out().replaceAll("\\s+", " "); // descriptions may go on in the next line
        oracles.forEach(
                oracle -> assertTrue(table.contains(oracle.get("description").asText()), table));
    }

    private static JsonNode oracle(String id) throws JsonProcessingException {
        return Outcome.of("oracles", id, "--json").json().get("oracles").get(0);
    }

    private static JsonNode find(JsonNode oracles, String id) {
        return oracles.valueStream()
                .filter(oracle -> oracle.get("id").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneOracleIsDescribedWithItsParameters() {
        String text = Outcome.of("oracles", "jgrapht-grid-path:rows=2,cols=2").out();
        for (String expected : List.of("rows", "cols", "integer", "(required)", "8|4", "minimize")) {
            assertTrue(text.contains(expected), text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"argmax:n=4", "ranking:n=4", "jgrapht-spanning-tree:complete=4"})
    void checkPrintsALineARule(String oracle) throws JsonProcessingException {
        Outcome outcome = Outcome.of("check", oracle);
        assertEquals(0, outcome.code(), outcome.toString());
        JsonNode json = Outcome.of("check", oracle, "--json").json();
        assertEquals(json.get("rules").size() + 2, outcome.out().lines().count(), "and a verdict");
        assertTrue(json.get("passed").asBoolean());
    }

    @Test
    void checkAsksForNames() {
        Outcome checked = Outcome.of("check", "points:of=((0,1);(1,0))");
        assertEquals(0, checked.code(), checked.err());
        assertTrue(
                checked.out().contains("note: the oracle does not name its coordinates (NamedCoordinates)"),
                checked.out());
        assertFalse(Outcome.of("check", "argmax:n=3").out().contains("note:"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "argmax:n=3 --noise gumbel --epsilon 0.5",
                "ranking:n=3 --theta 0.1,0.3,-0.2",
                "jgrapht-grid-path:rows=2,cols=2 --multiplicative --epsilon 0.5"
            })
    void checkGradientsPrintsALineACheck(String args) throws JsonProcessingException {
        String[] plain = ("check-gradients --samples 1000 --oracle " + args).split(" ");
        Outcome outcome = Outcome.of(plain);
        assertEquals(0, outcome.code(), outcome.toString());
        String[] wanted = java.util.Arrays.copyOf(plain, plain.length + 1);
        wanted[plain.length] = "--json";
        JsonNode json = Outcome.of(wanted).json();
        assertEquals(json.get("checks").size(), outcome.out().lines().count());
        assertTrue(json.get("passed").asBoolean());
        assertTrue(json.get("checks").get(0).get("statistic").isNumber());
    }

    @Test
    void theVersionNamesTheJdk() {
        Outcome outcome = Outcome.of("--version");
        assertEquals(0, outcome.code());
        assertTrue(outcome.out().startsWith("dither "), outcome.out());
        assertTrue(outcome.out().contains(System.getProperty("java.runtime.version")), outcome.out());
    }
}
