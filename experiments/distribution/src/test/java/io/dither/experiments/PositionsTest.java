package io.dither.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dither.random.KeyedRandom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Maps of tours, by the positions of their stops. */
class PositionsTest {
    @TempDir
    private Path folder;

    /** A coordinate is another edge in another graph, so that no map shows both. */
    @ParameterizedTest
    @CsvSource({"5, true", "6, false"})
    void mapsAreDrawnIfAllExamplesHaveTheSameEdges(int otherSize, boolean hasMaps) throws IOException {
        KeyedRandom random = new KeyedRandom(2);
        List<String> lines = new ArrayList<>(List.of("example,n,coordinate,x,decision"));
        for (int e = 0; e < 12; e++) {
            int size = e % 2 == 0 ? 5 : otherSize;
            List<Integer> tour =
                    new ArrayList<>(IntStream.range(0, size).boxed().toList());
            Collections.shuffle(tour, new Random(e));
            for (int i = 0; i < size; i++) {
                for (int j = i + 1; j < size; j++) {
                    int apart = Math.abs(tour.indexOf(i) - tour.indexOf(j));
                    int isUsed = apart == 1 || apart == size - 1 ? 1 : 0;
                    lines.add("e%d,%d,%d-%d,%s,%d".formatted(e, size, i, j, random.nextDouble(), isUsed));
                }
            }
        }
        Path data = Files.write(folder.resolve("tours.csv"), lines);
        Path positions = Files.writeString(
                folder.resolve("stops.csv"), "vertex,x,y\n0,0,0\n1,1,0\n2,2,0\n3,0,1\n4,1,1\n5,2,1\n");
        Outcome learnt = Outcome.of(
                "learn",
                "--layout=long",
                "--data=" + data,
                "--features=x",
                "--oracle=ortools-tour:n={n}",
                "--errors=none",
                "--samples=1",
                "--iterations=2",
                "--holdout=0.5",
                "--positions=" + positions,
                "--out=" + folder.resolve("model"));
        assertEquals(0, learnt.code(), learnt.err());
        String page = Files.readString(folder.resolve("model/report.html"));
        assertEquals(hasMaps, page.contains("class=\"maps\""), page);
    }
}
