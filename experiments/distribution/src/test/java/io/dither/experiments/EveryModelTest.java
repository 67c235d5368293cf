package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Saved models that were edited, with the seal taken off as their users may: one line, and an exit code of its kind. */
class EveryModelTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MODEL = "model.json";
    private static final Set<Integer> CODES = Set.of(0, 2, 3, 4, 5);
    private static final int LONGEST = 900;

    /** What stands in the place of a value; the empty text takes it away, and = takes it twice. */
    private static final List<String> VALUES = List.of(
            "",
            "=",
            "null",
            "-1",
            "2147483647",
            "1e308",
            "true",
            "\"\"",
            "\"none\"",
            "\"a\\u0000b\"",
            "\"NaN\"",
            "[]",
            "[null]",
            "[[0]]",
            "{}",
            "{\"a\":null}");

    @TempDir
    private static Path folder = Path.of("");

    @BeforeAll
    static void models() throws IOException {
        Path data = Files.writeString(
                folder.resolve("history.csv"),
                "example,coordinate,x,kind,decision\n1,a,1,p,1\n1,b,2,q,0\n2,a,3,q,0\n2,b,1,p,1\n3,a,1,p,0\n3,b,2,q,1\n");
        String[] learn = {
            "learn",
            "--data=" + data,
            "--layout=long",
            "--oracle=argmax:n={d}",
            "--categories=kind",
            "--holdout=0",
            "--samples=1",
            "--iterations=1",
            "--epsilon=1"
        };
        learnt(learn, "--out=" + folder.resolve("linear"));
        learnt(learn, "--out=" + folder.resolve("trees"), "--cost-model=boosted:rounds=2", "--early-stopping=0");
        Path roads = Files.writeString(folder.resolve("roads.csv"), "source,target,length\na,b,1\na,b,2\n");
        Files.writeString(folder.resolve("trips.csv"), "example,from,decision\n1,a,0\n2,a,1\n");
        learnt(
                new String[] {"learn", "--data=" + folder.resolve("trips.csv"), "--layout=shared"},
                "--coordinates=" + roads,
                "--oracle=jgrapht-shortest-path:file=" + roads + ",format=csv,source={from},target=b",
                "--features=length",
                "--holdout=0",
                "--samples=1",
                "--iterations=1",
                "--out=" + folder.resolve("paths"));
    }

    private static void learnt(String[] learn, String... more) {
        List<String> all = new ArrayList<>(List.of(learn));
        all.addAll(List.of(more));
        Outcome outcome = Outcome.of(all);
        assertEquals(0, outcome.code(), outcome.err());
    }

    @Test
    void someValues() throws IOException {
        tried(127);
    }

    @Test
    @Tag("long")
    void allValues() throws IOException {
        tried(1);
    }

    @Test
    void whatHasBrokenIt() throws IOException {
        List<String> problems = new ArrayList<>();
        JsonNode trees = JSON.readTree(folder.resolve("trees").resolve(MODEL).toFile());
        String text = JSON.writeValueAsString(trees);
        for (String broken : List.of(
                "[".repeat(2000),
                "{\"format\":" + "[".repeat(2000) + "]".repeat(2000) + "}",
                text.replaceFirst("\"loss\":[-0-9.E]+", "\"loss\":" + "9".repeat(1_000_000)),
                text.replaceFirst("\"version\":3", "\"version\":" + "9".repeat(1_000_000)),
                "",
                "null",
                "[]",
                "7")) {
            predict("trees", broken, "broken", problems);
        }
        assertEquals(List.of(), problems);
    }

    private static void tried(int every) throws IOException {
        List<String> problems = new ArrayList<>();
        int tried = 0;
        for (String model : List.of("linear", "trees", "paths")) {
            ObjectNode whole = (ObjectNode)
                    JSON.readTree(folder.resolve(model).resolve(MODEL).toFile());
            whole.remove("sha256");
            List<ContainerNode<?>> parents = new ArrayList<>();
            List<Object> places = new ArrayList<>();
            places(whole, parents, places);
            for (int i = 0; i < places.size(); i++) {
                for (String value : VALUES) {
                    if (tried++ % every == 0) {
                        JsonNode before = get(parents.get(i), places.get(i));
                        String broken = with(whole, parents.get(i), places.get(i), value);
                        set(parents.get(i), places.get(i), before);
                        predict(model, broken, places.get(i) + " = " + value, problems);
                    }
                }
            }
        }
        assertTrue(tried > 4000, "only " + tried);
        assertEquals(List.of(), problems, problems.size() + " of " + tried + ":\n" + String.join("\n", problems));
    }

    private static void places(ContainerNode<?> of, List<ContainerNode<?>> parents, List<Object> places) {
        List<Object> own = new ArrayList<>();
        if (of instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(own::add);
        } else {
            for (int i = 0; i < Math.min(3, of.size()); i++) {
                own.add(i);
            }
        }
        for (Object place : own) {
            parents.add(of);
            places.add(place);
            if (get(of, place) instanceof ContainerNode<?> inside) {
                places(inside, parents, places);
            }
        }
    }

    private static JsonNode get(ContainerNode<?> parent, Object place) {
        return place instanceof String name ? parent.get(name) : parent.get((int) place);
    }

    private static void set(ContainerNode<?> parent, Object place, JsonNode value) {
        if (parent instanceof ObjectNode object) {
            object.set((String) place, value);
        } else if (parent instanceof ArrayNode array) {
            array.set((int) place, value);
        }
    }

    private static String with(JsonNode whole, ContainerNode<?> parent, Object place, String value) throws IOException {
        JsonNode before = get(parent, place);
        if (value.equals("=")) {
            ArrayNode twice = JSON.createArrayNode();
            for (JsonNode one : before instanceof ArrayNode array
                    ? array
                    : JSON.createArrayNode().add(before)) {
                twice.add(one).add(one);
            }
            set(parent, place, twice);
            return JSON.writeValueAsString(whole);
        }
        String marked = "\"taken away\"";
        set(parent, place, JSON.readTree(value.isEmpty() ? marked : value));
        String text = JSON.writeValueAsString(whole);
        return value.isEmpty() && parent instanceof ObjectNode
                ? text.replaceFirst(",?\"[^\"]*\":" + marked, "").replace("{,", "{")
                : text;
    }

    private static void predict(String model, String text, String what, List<String> problems) throws IOException {
        Path file = folder.resolve(model).resolve("edited.json");
        Files.writeString(file, text);
        String data = model.equals("paths") ? "trips.csv" : "history.csv";
        Outcome outcome = Outcome.of("predict", file.toString(), "--data=" + folder.resolve(data));
        String err = outcome.err();
        // one line, or one for each row that a level taken away leaves without a meaning
        boolean told = outcome.code() == 0
                || (err.lines().count() <= (outcome.code() == 3 ? 3 : 1)
                        && err.lines().allMatch(line -> line.startsWith("dither: "))
                        && !err.isEmpty());
        if (!CODES.contains(outcome.code()) || !told || err.length() > LONGEST) {
            problems.add(
                    model + " " + what + ": " + outcome.code() + " " + err.substring(0, Math.min(400, err.length())));
        }
    }
}
