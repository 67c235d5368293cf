package io.dither.experiments.labelranking;

import io.dither.storage.faults.FileReaderContract;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankingFilesTest {
    @TempDir
    Path folder = Path.of("");

    @Test
    void damagedRankings() throws IOException {
        String text = "x,y,ranking\n1,2.5,a>b>c\n-1e3,0,c>a>b\n";
        FileReaderContract.of("iris.txt", text, RankingReader::read)
                .every(4)
                .check(folder)
                .require();
    }
}
