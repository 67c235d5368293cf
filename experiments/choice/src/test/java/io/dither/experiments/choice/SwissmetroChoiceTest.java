package io.dither.experiments.choice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.dither.experiments.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The figures that Biogeme 3.3 publishes of the Swissmetro survey (Bierlaire, Axhausen and Abay 2001). */
class SwissmetroChoiceTest {
    private static final String LOGIT = "asc(base=SM) + time={alt}_TT/100 + cost={alt}_CO/100";

    private static Path file(String name) {
        String folder = System.getenv("DITHER_DATA");
        assumeTrue(folder != null, "DITHER_DATA names no folder of data");
        Path file = Path.of(folder, name);
        assumeTrue(Files.exists(file), "no " + name);
        return file;
    }

    private static JsonNode learn(String... more) throws IOException {
        String[] usual = {
            "choice",
            file("swissmetro/swissmetro.dat.gz").toString(),
            "--choice",
            "CHOICE",
            "--alternatives",
            "1=TRAIN,2=SM,3=CAR",
            "--available",
            "{alt}_AV * (SP != 0)",
            "--only",
            "PURPOSE in (1, 3) and CHOICE != 0",
            "--define",
            "TRAIN_CO = TRAIN_CO * (GA == 0)",
            "--define",
            "SM_CO = SM_CO * (GA == 0)",
            "--json"
        };
        return Outcome.of(Stream.of(usual, more).flatMap(Stream::of).toArray(String[]::new))
                .json();
    }

    private static void require(JsonNode learnt, double logLikelihood, Map<String, Double> published) {
        assertEquals(6768, learnt.get("examples").asInt());
        assertEquals(logLikelihood, learnt.get("logLikelihood").asDouble(), 1e-3);
        learnt.get("weights")
                .forEach(weight -> assertEquals(
                        published.getOrDefault(weight.get("name").asText(), Double.NaN),
                        weight.get("estimate").asDouble(),
                        6e-3,
                        weight.toString()));
    }

    @Test
    void logit() throws IOException {
        JsonNode learnt = learn("--utility", LOGIT);
        require(learnt, -5331.252, Map.of("asc_CAR", -.155, "asc_TRAIN", -.701, "cost", -1.08, "time", -1.28));
        Map<String, Double> classical = Map.of("asc_CAR", .0432, "asc_TRAIN", .0549, "cost", .0518, "time", .0569);
        classical.forEach((name, error) ->
                assertEquals(error, learnt.get("classicalErrors").get(name).asDouble(), 1e-4, name));
    }

    @Test
    void constantsOfGroups() throws IOException {
        JsonNode learnt = learn("--utility", LOGIT + " + asc(base=SM):MALE + asc(base=SM):GA");
        require(
                learnt,
                -4943.895,
                Map.of(
                        "asc_TRAIN",
                        -.534,
                        "asc_TRAIN:MALE",
                        -1.10,
                        "asc_TRAIN:GA",
                        1.89,
                        "asc_CAR",
                        -.613,
                        "asc_CAR:MALE",
                        .408,
                        "asc_CAR:GA",
                        -.415,
                        "cost",
                        -1.09,
                        "time",
                        -1.17));
    }

    @Test
    void weighted() throws IOException {
        JsonNode learnt = learn(
                "--utility",
                LOGIT,
                "--define",
                "W = 0.8890991 * (GROUP == 2) + 1.2 * (GROUP == 3)",
                "--weight",
                "W",
                "--weighting",
                "frequency");
        assertEquals(-5669.069, learnt.get("logLikelihood").asDouble(), 1e-3);
        assertEquals(-1.14, learnt.get("weights").get(3).get("estimate").asDouble(), 6e-3);
        assertEquals(-1.35, learnt.get("weights").get(2).get("estimate").asDouble(), 6e-3);
    }

    /** The command takes nests of few choices in NestsCommandTest. */
    @Test
    @Tag("long")
    void nests() throws IOException {
        require(
                learn("--utility", LOGIT, "--nests", "existing=TRAIN,CAR"),
                -5236.900,
                Map.of("asc_CAR", -.167, "asc_TRAIN", -.512, "cost", -.857, "time", -.899, "mu[existing] - 1", 1.05));
    }

    /** Figures of Apollo, of Swiss choices between two routes (Axhausen et al. 2008). */
    @Test
    void routes() throws IOException {
        JsonNode learnt = Outcome.of(
                        "choice",
                        file("route-choice/swiss.csv").toString(),
                        "--choice",
                        "choice",
                        "--alternatives",
                        "1,2",
                        "--utility",
                        "tt{alt} + tc{alt} + hw{alt} + ch{alt}",
                        "--json")
                .json();
        assertEquals(-1665.6885, learnt.get("logLikelihood").asDouble(), 1e-4);
        assertEquals(-.0597706, learnt.get("weights").get(0).get("estimate").asDouble(), 1e-6);
        assertEquals(-.1318153, learnt.get("weights").get(1).get("estimate").asDouble(), 1e-6);
        assertEquals(.01351, learnt.get("classicalErrors").get("tc").asDouble(), 1e-5);
    }
}
