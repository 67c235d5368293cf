package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.learn.SavedModel;
import io.dither.plugin.PluginCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Histories with lines that cannot be read. */
class BadExamplesTest {
    private static final String[] LEARN = {"learn", "--iterations=1", "--holdout=0", "--samples=2", "--errors=none"};

    @TempDir
    private Path folder;

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text.replace('/', '\n')).toString();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static Outcome run(String[] first, String... more) {
        List<String> arguments = new ArrayList<>(List.of(first));
        arguments.addAll(List.of(more));
        return Outcome.of(arguments);
    }

    @Test
    void badLinesAreToldTogetherOrLeftOut() throws IOException {
        String data = write("h.csv", "example,x,kind,decision/a,1,u,0/b,z,w,0/c,2,v,7/d,1,v,1/e,3,u,0/f,2,u,1/");
        String[] learn = {"--layout=wide", "--oracle=argmax:n=2", "--categories=kind", "--data=" + data};
        Outcome refused = run(LEARN, learn);
        assertEquals(3, refused.code());
        List<String> told = refused.err().lines().toList();
        assertEquals(2, told.size(), refused.err());
        assertTrue(told.get(0).startsWith("dither: " + data + ":3: column 'x' holds 'z'"), refused.err());
        assertTrue(told.get(1).startsWith("dither: " + data + ":4: column 'decision' holds '7'"), refused.err());

        Outcome learnt = run(
                LEARN, learn[0], learn[1], learn[2], learn[3], "--skip-bad=" + at("bad.csv"), "--out=" + at("model"));
        assertEquals(0, learnt.code(), learnt.err());
        assertEquals("dither: 2 of 6 examples cannot be read: see " + at("bad.csv") + "\n", learnt.err());
        List<String> bad = Files.readAllLines(folder.resolve("bad.csv"));
        assertEquals("line,example,problem", bad.get(0));
        assertTrue(bad.get(1).startsWith("3,b,\"column 'x' holds 'z', not a finite number."), bad.get(1));
        assertTrue(bad.get(2).startsWith("4,c,\"column 'decision' holds '7', where 7 is"), bad.get(2));
        assertEquals(3, bad.size());
        assertFalse(learnt.out().contains("kind=w"), "a level of what is left out: " + learnt.out());
        SavedModel model = SavedModel.load(folder.resolve("model"), PluginCatalogue.discover());
        assertEquals("2 of 6 examples cannot be read", model.provenance().get("left out"));

        Outcome decided = Outcome.of("predict", at("model"), "--data=" + data, "--skip-bad=" + at("p.csv"));
        assertEquals(0, decided.code(), decided.err());
        assertEquals(6, decided.out().lines().count(), decided.out());
        Outcome compared = Outcome.of(
                "compare", at("model"), at("model"), "--data=" + data, "--skip-bad=" + at("e.csv"), "--json");
        assertEquals(0, compared.code(), compared.err());
        assertEquals(4, compared.json().get("examples").asInt(), compared.out());
        assertEquals(
                1,
                compared.err()
                        .lines()
                        .filter(line -> line.contains("cannot be read"))
                        .count(),
                compared.err());
    }

    @Test
    void ofALongExampleAllLinesAreLeftOut() throws IOException {
        String data = write(
                "h.csv",
                "example,coordinate,x,decision/1,0,2,1/1,1,z,0/2,0,2,1/2,1,1,0/3,0,2,0/3,1,1,1/4,0,1,0/4,1,3,1/");
        Outcome learnt = run(
                LEARN,
                "--layout=long",
                "--oracle=argmax:n={d}",
                "--data=" + data,
                "--skip-bad=" + at("bad.csv"),
                "--json");
        assertEquals(0, learnt.code(), learnt.err());
        assertEquals(3, learnt.json().get("examples").asInt());
        assertEquals("dither: 1 of 4 examples cannot be read: see " + at("bad.csv") + "\n", learnt.err());
    }

    @Test
    void moreThanHalfAreRefused() throws IOException {
        String data = write("h.csv", "example,x,decision/a,1,0/b,z,0/c,z,0/");
        Outcome refused =
                run(LEARN, "--layout=wide", "--oracle=argmax:n=2", "--data=" + data, "--skip-bad=" + at("bad.csv"));
        assertEquals(3, refused.code());
        assertTrue(refused.err().contains(": 2 of 3 examples cannot be read, more than half: see "), refused.err());
        assertEquals(1, refused.err().lines().count(), refused.err());
        assertEquals(3, Files.readAllLines(folder.resolve("bad.csv")).size());
        assertEquals(
                2,
                run(LEARN, "--layout=wide", "--oracle=argmax:n=2", "--data=" + data, "--skip-bad=" + data)
                        .code());
    }

    @Test
    void anEdgeThatStandsTwiceIsNoted() throws IOException {
        String roads = write("roads.csv", "source,target,length/a,b,1/a,b,2/b,c,1/a,c,5/");
        String data = write("h.csv", "example,decision/1,0 2/2,3/3,1 2/4,0 2/");
        Outcome learnt = run(
                LEARN,
                "--layout=shared",
                "--coordinates=" + roads,
                "--data=" + data,
                "--oracle=jgrapht-shortest-path:file=" + roads + ",format=csv,source=a,target=c");
        assertEquals(0, learnt.code(), learnt.err());
        assertEquals(
                "dither: " + roads
                        + ": edge a>b is on lines 2 and 3. Maybe they are parallel (number all edges in a column edge), otherwise remove one\n",
                learnt.err());
    }
}
