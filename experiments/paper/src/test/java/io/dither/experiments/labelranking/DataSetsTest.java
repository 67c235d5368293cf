package io.dither.experiments.labelranking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.error.DataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetsTest {
    private static final String GOOD = "x,ranking\r\n1,a>b\r\n2,b>a\r\n";

    @TempDir
    Path temporary = Path.of("");

    @Test
    void aFolderMeansAllItsTextFilesInOrder() throws IOException {
        Files.writeString(temporary.resolve("two.txt"), GOOD);
        Files.writeString(temporary.resolve("one.txt"), GOOD);
        Files.writeString(temporary.resolve("notes.md"), "no data");
        assertEquals(List.of("one", "two"), names(DataSets.load(temporary)));
    }

    @Test
    void allBadFilesOfAFolderAreNamed() throws IOException {
        Files.writeString(temporary.resolve("bad.txt"), "x,ranking\n1,ab\n");
        Files.writeString(temporary.resolve("good.txt"), GOOD);
        Files.writeString(temporary.resolve("worse.txt"), "");
        String problem = assertThrows(DataException.class, () -> DataSets.load(temporary))
                .toString();
        assertTrue(problem.contains("2 unreadable"), problem);
        assertTrue(problem.contains("bad.txt:2:") && problem.contains("worse.txt:"), problem);
    }

    @Test
    void aFileIsReadAloneAndWithoutAPathTheBundledDataAre() throws IOException {
        Path own = Files.writeString(temporary.resolve("own.txt"), GOOD);
        assertEquals(List.of("own"), names(DataSets.load(own)));
        assertEquals(List.of("iris", "wine"), names(DataSets.load(null)));
    }

    @Test
    void whatIsNotThereIsNamed() {
        Path missing = temporary.resolve("missing");
        String problem =
                assertThrows(DataException.class, () -> DataSets.load(missing)).toString();
        assertTrue(problem.contains(missing + ": there is no such file"), problem);
        problem = assertThrows(DataException.class, () -> DataSets.load(temporary))
                .toString();
        assertTrue(problem.contains("holds no *.txt"), problem);
    }

    private static List<String> names(List<RankingData> sets) {
        return sets.stream().map(RankingData::name).toList();
    }
}
