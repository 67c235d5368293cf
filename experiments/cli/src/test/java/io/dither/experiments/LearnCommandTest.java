package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.experiments.run.StopRequest;
import io.dither.random.ExampleKey;
import io.dither.storage.Checksums;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files to a model, and from a model to decisions. */
class LearnCommandTest {
    @TempDir
    private Path folder;

    private ExampleFiles files() {
        return new ExampleFiles(folder);
    }

    private String at(String name) {
        return files().at(name);
    }

    /** The table, the model and the page of weights are those that would have been written at once. */
    @Test
    void intervalsMayBeAddedLater() throws IOException {
        assertEquals(
                0, Outcome.of("learn", "--write-example", folder.toString()).code());
        keep(24);
        String[] usual = {"--loss", "moments", "--samples", "2", "--out"};
        String once = files().town(with(usual, at("once"))).out();
        Outcome without = files().town(with(usual, at("later"), "--errors", "none"));
        assertEquals(0, without.code(), without.err());
        Outcome later = Outcome.of("intervals", at("later"), "--data", at("trips.csv"));
        assertEquals(0, later.code(), later.err());
        String table = once.substring(0, once.indexOf("\nsamples: ")); // with which settings is not told again
        assertTrue(later.out().startsWith(table), later.out() + "\n" + table);
        String page = Files.readString(folder.resolve("later/report.html"));
        for (String part : List.of("fit", "worth", "weights")) {
            String markup = part("once", part);
            assertEquals(markup, part("later", part));
            assertTrue(page.contains(markup), part);
        }
        assertTrue(page.contains("How good are the decisions?"), page);
        assertTrue(page.contains("cost of decisions at the model&#39;s costs, divided by"), page);
        assertTrue(page.contains(" more under the model ("), "a sentence of the verdict");
        assertTrue(Pattern.compile("[A-H][1-8]&gt;[A-H][1-8]&gt;").matcher(page).find(), "decisions by their vertices");
        assertTrue(page.indexOf("<div class=\"more\">") < page.indexOf("Are the probabilities right?"), page);
        JsonNode first = json("once").get("weights");
        JsonNode second = json("later").get("weights");
        assertEquals(first, second);
        String sum = Checksums.sha256(folder.resolve("trips.csv"));
        assertEquals(
                sum, json("later").at("/provenance/intervals of data sha256").asText());
        assertEquals(sum, json("later").at("/provenance/data sha256").asText());
        requireOthersRefused();
        keep(12);
        Outcome few = Outcome.of("intervals", at("later"), "--data", at("trips.csv"));
        assertEquals(2, few.code());
        assertTrue(few.err().contains("Maybe these are other data"), few.err());
    }

    /** What no weights bring about has none, and so no intervals; the weights are told once. */
    @Test
    void whereMomentsHaveNoRootThereAreNoIntervals() throws IOException {
        StringBuilder rows = new StringBuilder("example,coordinate,price,decision\n");
        for (int i = 0; i < 12; i++) {
            rows.append("e%d,0,1,1\ne%d,1,2,0\n".formatted(i, i));
        }
        Files.writeString(folder.resolve("c.csv"), rows);
        Outcome learnt = Outcome.of(
                "learn",
                "--data",
                at("c.csv"),
                "--layout=long",
                "--oracle=argmax:n=2",
                "--loss=moments",
                "--samples=2",
                "--holdout=0",
                "--out",
                at("rootless"));
        assertEquals(4, learnt.code(), learnt.err());
        assertTrue(learnt.out().contains("contradict the fixed weights (check their signs)"), learnt.out());
        Outcome refused = Outcome.of("intervals", at("rootless"), "--data", at("c.csv"));
        assertEquals(2, refused.code(), refused.out());
        assertTrue(refused.err().contains("these weights are not to be used (no-root)"), refused.err());
    }

    /** Other trips are refused, and the model stays; the same ones in another order are taken. */
    private void requireOthersRefused() throws IOException {
        assertEquals(
                0,
                files().town(
                                "--samples",
                                "2",
                                "--noise",
                                "gamma:shape=5",
                                "--inexact",
                                "accept",
                                "--errors",
                                "none",
                                "--holdout",
                                "0",
                                "--out",
                                at("x"))
                        .code());
        byte[] model = Files.readAllBytes(folder.resolve("x/model.json"));
        List<String> lines = Files.readAllLines(folder.resolve("trips.csv"));
        for (UnaryOperator<String> change : List.<UnaryOperator<String>>of(
                line -> line.replaceFirst("^", "n"),
                line -> lines.indexOf(line) == 7
                        ? line.replaceFirst(",.*", lines.get(8).replaceFirst("^[^,]*", ""))
                        : line)) {
            List<String> changed = new ArrayList<>(lines.stream().map(change).toList());
            changed.set(0, lines.get(0));
            Files.write(folder.resolve("others.csv"), changed);
            Outcome others = Outcome.of("intervals", at("x"), "--data", at("others.csv"));
            assertEquals(2, others.code(), others.out());
            assertTrue(
                    others.err().contains("these are not the 24 examples that the model was fitted to"), others.err());
            assertArrayEquals(model, Files.readAllBytes(folder.resolve("x/model.json")));
        }
        List<String> turned = new ArrayList<>(lines.subList(1, lines.size()));
        Collections.reverse(turned);
        turned.add(0, lines.get(0));
        Files.write(folder.resolve("turned.csv"), turned);
        assertEquals(
                0, Outcome.of("intervals", at("x"), "--data", at("turned.csv")).code());
        assertEquals(
                Checksums.sha256(folder.resolve("turned.csv")),
                json("x").at("/provenance/intervals of data sha256").asText());
    }

    private void keep(int trips) throws IOException {
        Path file = folder.resolve("trips.csv");
        Files.write(file, Files.readAllLines(file).subList(0, 1 + trips));
    }

    /** A section of the page of a model. */
    private String part(String model, String name) throws IOException {
        JsonNode page = new ObjectMapper()
                .readTree(folder.resolve(model).resolve("page.json").toFile());
        for (JsonNode section : page.get("sections")) {
            if (section.get("name").asText().equals(name)) {
                return section.get("markup").asText();
            }
        }
        return "";
    }

    private JsonNode json(String model) throws IOException {
        return new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(folder.resolve(model + "/model.json").toFile());
    }

    @Test
    void theExampleIsLearntSavedAndDecidedBy() throws IOException {
        assertEquals(
                0, Outcome.of("learn", "--write-example", folder.toString()).code());
        keep(80);
        JsonNode learnt = files().town(
                        "--loss", "moments", "--samples", "2", "--cluster", "courier", "--out", at("model"), "--json")
                .json();
        assertEquals("converged", learnt.get("status").asText());
        assertTrue(learnt.get("loss").isNull());
        assertEquals(80, learnt.get("examples").asInt());
        assertTrue(learnt.get("weights").get(0).get("standardError").isNull(), "the numeraire");
        double[] truth = {1, 6, 0.4};
        for (int k = 1; k < 3; k++) {
            JsonNode weight = learnt.get("weights").get(k);
            double error = weight.get("standardError").asDouble();
            assertEquals(truth[k], weight.get("estimate").asDouble(), 4 * error);
            assertTrue(error < 0.6 * truth[k], weight.toString());
        }
        assertTrue(learnt.get("metrics").get("exactMatch").get("value").asDouble() > 0.3);
        // the model carries its files
        Files.move(folder.resolve("roads.csv"), folder.resolve("gone.csv"));
        Outcome predicted = Outcome.of(
                "predict", at("model"), "--data", at("new.csv"), "--out", at("d.csv"), "--alternatives", "2");
        assertEquals(0, predicted.code(), predicted.err());
        List<String> lines = Files.readAllLines(folder.resolve("d.csv"));
        assertEquals(6, lines.size());
        assertTrue(lines.get(0).startsWith("example,decision,cost,alternative1,"), lines.get(0));
        JsonNode evaluated = Outcome.of("evaluate", at("model"), "--data", at("trips.csv"), "--json")
                .json();
        assertEquals(80, evaluated.get("examples").asInt());
        assertTrue(evaluated.get("metrics").get("costRatio").get("low").asDouble() >= 1);
        assertExplains("trips.csv", "t013", "observed");
        assertExplains("new.csv", lines.get(1).split(",")[0], "likeliest other");
        Outcome none = Outcome.of("explain", at("model"), "--data", at("new.csv"), "--example", "no");
        assertTrue(none.err().contains("no example has the id 'no'"), none.err());
    }

    /** The model's decision is the cheaper one, and the parts add up. */
    private void assertExplains(String file, String example, String other) throws IOException {
        String[] asked = {"explain", at("model"), "--data", at(file), "--example", example};
        String text = Outcome.of(asked).out();
        assertTrue(text.contains("\n" + other + ": ") && text.contains("\nclimb "), text);
        JsonNode found = Outcome.of(with(asked, "--json")).json();
        double sum = 0;
        for (JsonNode part : found.get("parts")) {
            sum += part.get("decision").asDouble() - part.get("other").asDouble();
        }
        double more = found.get("cost").asDouble() - found.get("otherCost").asDouble();
        assertEquals(more, sum, 1e-9);
        assertTrue(more < 0, text);
    }

    @Test
    void effectsAreSavedDrawnAndComparedWithNone() throws IOException {
        Outcome.of("learn", "--write-example", folder.toString());
        keep(100);
        StringBuilder positions = new StringBuilder("vertex,x,y\n");
        Files.readAllLines(folder.resolve("roads.csv")).stream()
                .skip(1)
                .flatMap(line -> Stream.of(line.split(",")).limit(2))
                .distinct()
                .forEach(vertex ->
                        positions.append(vertex + "," + vertex.hashCode() % 7 + "," + vertex.hashCode() % 5 + "\n"));
        Files.writeString(folder.resolve("at.csv"), positions);
        String[] effects = {"--effects", "coordinate", "--samples", "2", "--iterations", "4", "--json"};
        Outcome learnt = files().town(
                        with(effects, "--effects-ridge", "0.1", "--positions", at("at.csv"), "--out", at("model")));
        assertEquals(0, learnt.code(), learnt.err());
        assertEquals(3, learnt.json().get("weights").size());
        assertTrue(learnt.json().get("shrunkenEffects").size() > 100, learnt.out());
        assertTrue(learnt.json().get("moreThanWithoutEffects").has("exactMatch"), learnt.out());
        String page = Files.readString(folder.resolve("model/report.html"));
        assertTrue(page.contains("Effects of groups") && page.contains("without effects"), page);
        JsonNode evaluated = Outcome.of("evaluate", at("model"), "--data", at("trips.csv"), "--json")
                .json();
        assertEquals(100, evaluated.get("examples").asInt());
        Outcome grown = files().town("--effects", "coordinate", "--cost-model", "linear");
        assertTrue(grown.err().contains("the cost model linear has no effects"), grown.err());
        Outcome alone = files().town("--effects-ridge", "1");
        assertTrue(
                alone.err().contains("--effects-ridge needs --effects or --continue: it shrinks nothing else"),
                alone.err());
        Outcome moments = files().town("--effects", "coordinate", "--effects-ridge", "1", "--loss", "moments");
        assertTrue(moments.err().contains("moments are as many as unknowns"), moments.err());
    }

    @Test
    void samplesAreFewerTheMoreCoordinatesTheExamplesHave() throws IOException {
        Outcome.of("learn", "--write-example", folder.toString());
        Path trips = folder.resolve("trips.csv");
        String[] quick = {"--iterations", "1", "--holdout", "0", "--errors", "none"};
        List<String> lines = new ArrayList<>(Files.readAllLines(trips)); // 400 of 224 coordinates; later 1,200
        keep(50);
        assertTrue(files().town(quick).out().contains("samples: 20 per example, the default\n"));
        List<String> more = lines.stream().skip(1).toList();
        more.forEach(line -> lines.add("a" + line));
        more.forEach(line -> lines.add("b" + line));
        Files.write(trips, lines);
        assertTrue(files().town(quick)
                .out()
                .contains("samples: 18 per example, the default for large histories (268800 coordinates in all"));
        keep(50);
        List<String> told = new ArrayList<>(List.of(quick));
        told.addAll(List.of("--samples", "3", "--out", at("model")));
        assertTrue(files().town(told.toArray(String[]::new)).out().contains("samples: 3 per example, as chosen"));
        assertTrue(Files.readString(folder.resolve("model/report.html")).contains("3 per example, as chosen"));
        told.set(told.size() - 1, at("another"));
        told.add("--json");
        assertEquals(
                3,
                files().town(told.toArray(String[]::new)).json().get("samples").asInt());
    }

    @Test
    void fitsGoByKnownSolutionsWithoutACheckpoint() throws IOException {
        Outcome.of("learn", "--write-example", folder.toString());
        keep(40);
        Outcome pooled = files().town(
                        "--samples",
                        "1",
                        "--iterations",
                        "2",
                        "--holdout",
                        "0",
                        "--pooled",
                        "--json",
                        "--out",
                        at("pooled"));
        assertEquals(0, pooled.code(), pooled.err());
        assertEquals(40, pooled.json().get("examples").asInt());
        assertFalse(Files.exists(folder.resolve("pooled/checkpoints")));
        Outcome resumed = files().town("--pooled", "--resume", "--out", at("pooled"));
        assertEquals(2, resumed.code());
        assertTrue(
                resumed.err().contains("--pooled does not go with --resume: the solutions that it reuses stay"),
                resumed.err());
    }

    @Test
    void choicesOfDifferentSizesInTheLongLayout() throws IOException {
        files().choices();
        JsonNode learnt = files().choose(
                        "--features",
                        "price,minutes,kind",
                        "--categories",
                        "kind",
                        "--cost",
                        "cost",
                        "--out",
                        at("m"),
                        "--json")
                .json();
        assertEquals("kind=tram", learnt.get("weights").get(2).get("name").asText());
        for (int k = 0; k < 3; k++) {
            JsonNode weight = learnt.get("weights").get(k);
            assertEquals(
                    k == 1 ? -1 : 1,
                    weight.get("estimate").asDouble(),
                    4 * weight.get("standardError").asDouble());
        }
        assertTrue(learnt.get("metrics").has("regretRatioOfSums"), learnt.toString());
        Outcome evaluated = Outcome.of("evaluate", at("m"), "--data", at("choices.csv"), "--out", at("e.csv"));
        assertEquals(0, evaluated.code(), evaluated.err());
        List<String> each = Files.readAllLines(folder.resolve("e.csv"));
        assertEquals("example,decision,score,observed_score,differs", each.get(0));
        assertEquals(201, each.size());
        Outcome predicted = Outcome.of("predict", at("m"), "--data", at("choices.csv"), "--probabilities");
        assertEquals(0, predicted.code(), predicted.err());
        assertEquals(
                "example,coordinate,decision,score,probability",
                predicted.out().lines().findFirst().orElseThrow());
        assertEquals(
                Files.readAllLines(folder.resolve("choices.csv")).size(),
                predicted.out().lines().count());
        JsonNode again = files().choose(
                        "--features",
                        "price,minutes,kind",
                        "--categories",
                        "kind",
                        "--cost",
                        "cost",
                        "--threads",
                        "1",
                        "--json")
                .json();
        assertEquals(learnt.get("weights"), again.get("weights"));
    }

    @Test
    void otherLossesPenaltiesAndFixedWeights() throws IOException {
        files().choices();
        JsonNode spo = files().choose(
                        "--features",
                        "price,minutes",
                        "--loss",
                        "spo-plus",
                        "--l2",
                        "0.001",
                        "--cost",
                        "cost",
                        "--json")
                .json();
        assertTrue(spo.get("weights").get(0).get("estimate").asDouble() > 0);
        JsonNode fixed = files().choose(
                        "--features",
                        "price,minutes",
                        "--fix",
                        "price=1",
                        "--bound",
                        "minutes=..0",
                        "--holdout",
                        "0",
                        "--json")
                .json();
        assertEquals(1, fixed.get("weights").get(0).get("estimate").asDouble());
        assertTrue(fixed.get("weights").get(1).get("estimate").asDouble() < 0);
        assertEquals("{}", fixed.get("metrics").toString());
        JsonNode unit = files().choose(
                        "--features", "price,minutes", "--fix", "price=1", "--epsilon", "learn", "--json")
                .json();
        assertTrue(unit.get("epsilonStandardError").asDouble() > 0);
    }

    @Test
    void settingsAreChosenByAMetricOfChoice() throws IOException {
        files().choices();
        JsonNode tuned = files().choose(
                        "--features",
                        "price,minutes",
                        "--l2",
                        "0,0.001",
                        "--fix",
                        "price=1",
                        "--epsilon",
                        "100,1",
                        "--folds",
                        "2",
                        "--choose-by",
                        "Hamming",
                        "--holdout",
                        "0",
                        "--json")
                .json();
        assertEquals("converged", tuned.get("status").asText());
        // with price held at 1, noise of 100 lets minutes alone decide
        assertEquals(1, tuned.get("epsilon").asDouble(), tuned.toString());
        Outcome commaAlone = files().choose("--features", "price", "--l2", ",");
        assertEquals(2, commaAlone.code());
        assertTrue(commaAlone.err().startsWith("dither: --l2 is empty. Maybe a variable is not set"), commaAlone.err());
        Outcome unknown = files().choose(
                        "--features",
                        "price",
                        "--l2",
                        "0,1",
                        "--folds",
                        "2",
                        "--choose-by",
                        "beauty",
                        "--out",
                        folder.resolve("unmade").toString());
        assertEquals(2, unknown.code());
        assertTrue(unknown.err().contains("exact match"), unknown.err());
        assertFalse(Files.exists(folder.resolve("unmade")));
        JsonNode early = files().choose(
                        "--features", "price,minutes", "--early-stopping", "0.3", "--holdout", "0", "--json")
                .json();
        assertTrue(early.get("weights").get(0).get("standardError").isNull());
    }

    /** Held-out days on which the worst is chosen speak for noise of 100, those that are learnt from for noise of 1. */
    @Test
    void settingsAreChosenWithoutWhatIsHeldOut() throws IOException {
        List<String> lines = Files.readAllLines(files().choices());
        for (int first = 1, last; first < lines.size(); first = last) {
            String day = lines.get(first).substring(0, lines.get(first).indexOf(',') + 1);
            int worst = first;
            for (last = first; last < lines.size() && lines.get(last).startsWith(day); last++) {
                worst = score(lines.get(last)) < score(lines.get(worst)) ? last : worst;
            }
            long key = ExampleKey.of(day.substring(0, day.length() - 1)) ^ ExampleKey.of(0);
            for (int i = first; (ExampleKey.of(key) >>> 11) * 0x1p-53 < 0.7 && i < last; i++) {
                lines.set(i, lines.get(i).replaceFirst(",[01],([^,]*)$", (i == worst ? ",1," : ",0,") + "$1"));
            }
        }
        Files.write(folder.resolve("choices.csv"), lines);
        String options = "--features price,minutes --fix price=1 --epsilon 100,1 --folds 2 --holdout 0.7 --json";
        JsonNode tuned =
                files().choose((options + " --choose-by exact").split(" ")).json();
        assertEquals(1, tuned.get("epsilon").asDouble(), tuned.toString());
        assertTrue(tuned.get("metrics").get("exactMatch").get("value").asDouble() < 0.4, tuned.toString());
        Outcome both = files().choose((options + " --choose-by cost").split(" "));
        assertEquals(2, both.code());
        assertTrue(both.err().contains("the cost ratio needs costs of one sign"), both.err());
    }

    private static double score(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(',') + 1));
    }

    @Test
    void aFitThatWasStoppedIsResumed() throws IOException {
        files().choices();
        Path checkpoint = folder.resolve("m").resolve("checkpoints").resolve("all");
        StopRequest.make();
        try {
            Outcome stopped = files().choose("--features", "price,minutes", "--holdout", "0", "--out", at("m"));
            assertEquals(StopRequest.EXIT_CODE, stopped.code(), stopped.err());
        } finally {
            StopRequest.clear();
        }
        String kept = Files.readString(checkpoint, StandardCharsets.ISO_8859_1);
        String choices = Files.readString(folder.resolve("choices.csv"));
        String changed = choices.replaceFirst("d7,0,[^,]*", "d7,0,0.125");
        Files.writeString(folder.resolve("choices.csv"), changed);
        Outcome other = files().choose("--features", "price,minutes", "--holdout", "0", "--out", at("m"), "--resume");
        assertEquals(3, other.code(), other.err());
        assertTrue(other.err().contains("of another fit: other examples. Maybe"), other.err());
        Files.writeString(folder.resolve("choices.csv"), choices);
        Outcome resumed = files().choose("--features", "price,minutes", "--holdout", "0", "--out", at("m"), "--resume");
        assertEquals(0, resumed.code(), resumed.err());
        assertFalse(Files.exists(checkpoint.getParent()));
        Matcher digest = Pattern.compile("fit ([0-9a-f]{64})").matcher(kept);
        assertTrue(digest.find());
        assertTrue(model("m").contains("\"fit sha256\" : \"" + digest.group(1)), model("m"));
        assertTrue(Files.readString(folder.resolve("m/report.html")).contains(digest.group(1)));
    }

    @Test
    void aClusterIsOpenedOnceAndChangesNoByte() throws IOException {
        files().choices();
        String[] sweep = {"--features", "price,minutes", "--l2", "0,10", "--folds", "2", "--cost", "cost", "--out"};
        assertEquals(0, files().choose(with(sweep, at("here"))).code());
        CopyingCluster.CALLS.clear();
        Outcome learnt = files().choose(with(sweep, at("there"), "--master", "copying"));
        assertEquals(0, learnt.code(), learnt.err());
        assertEquals(
                "open copying, send, " + "fit, decide, ".repeat(5) + "fit, close",
                String.join(", ", CopyingCluster.CALLS));
        assertEquals(model("here"), model("there"));
        for (String[] arguments : List.of(
                new String[] {"predict", "--probabilities", "--alternatives", "2", "--samples", "20"},
                new String[] {"predict", "--json"},
                new String[] {"evaluate", "--json"})) {
            String[] asked = with(arguments, at("there"), "--data", at("choices.csv"));
            CopyingCluster.CALLS.clear();
            Outcome there = Outcome.of(with(asked, "--master", "copying"));
            assertEquals(Outcome.of(asked), there);
            assertEquals(0, there.code(), there.err());
            assertEquals(
                    1,
                    CopyingCluster.CALLS.stream().filter("open copying"::equals).count());
            assertTrue(CopyingCluster.CALLS.contains("decide"));
        }
    }

    private String model(String name) throws IOException {
        return Files.readString(folder.resolve(name).resolve("model.json"));
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.concat(Arrays.stream(arguments), Arrays.stream(more)).toArray(String[]::new);
    }

    @Test
    void withoutDataItSaysHowFilesLook() {
        Outcome outcome = Outcome.of("learn");
        assertEquals(0, outcome.code());
        assertTrue(outcome.out().contains("--layout shared"), outcome.out());
    }

    @Test
    void badInputHasOneClearLine() throws IOException {
        files().choices();
        assertRefused(
                3,
                "choices.csv",
                "learn",
                "--data",
                at("choices.csv"),
                "--layout",
                "long",
                "--example",
                "nobody",
                "--oracle",
                "argmax:n={d}");
        assertRefused(2, "--oracle is missing", "learn", "--data", at("choices.csv"));
        assertRefused(3, "does not exist", "learn", "--data", at("none.csv"), "--oracle", "argmax:n=3");
        Outcome noise = Outcome.of(
                "learn",
                "--layout",
                "long",
                "--data",
                at("choices.csv"),
                "--example",
                "day",
                "--coordinate",
                "option",
                "--decision",
                "chosen",
                "--oracle",
                "argmax:n={d}",
                "--features",
                "price",
                "--noise",
                "lognormal");
        assertEquals(2, noise.code());
        assertTrue(noise.err().contains("homogeneous"), noise.err());
        Outcome bound = files().choose("--features", "price", "--bound", "price=0-1");
        assertTrue(bound.err().contains("has no '..'"), bound.err());
        assertEquals(
                3,
                Outcome.of("predict", at("nowhere"), "--data", at("choices.csv"))
                        .code());
    }

    private static void assertRefused(int code, String part, String... arguments) {
        Outcome outcome = Outcome.of(arguments);
        assertEquals(code, outcome.code(), outcome.err());
        assertTrue(outcome.err().contains(part), outcome.err());
        assertEquals(1, outcome.err().lines().count(), outcome.err());
        assertFalse(outcome.err().contains("Exception"), outcome.err());
    }
}
