package io.dither.experiments.variance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class VarianceExperimentTest {
    @TempDir
    Path temporary = Path.of("");

    @Test
    void aRunPrintsARowForEachChoiceAndWritesMetrics() throws IOException {
        StringWriter text = new StringWriter();
        int code = new CommandLine(new VarianceExperiment())
                .setOut(new PrintWriter(text))
                .execute("--out", temporary.toString(), "--samples", "64", "--repeats", "10");
        assertEquals(0, code);
        // 3 samplings of F_eps, 3 of y_eps, 3 products, 2 differences, on 4 problems, below a header
        assertEquals(1 + 4 * 11, text.toString().lines().count(), text.toString());
        assertEquals(45, Files.readAllLines(temporary.resolve("metrics.csv")).size());
        assertTrue(Files.exists(temporary.resolve("result.json")) && Files.exists(temporary.resolve("manifest.json")));
    }

    @Test
    void onRankingEveryReductionReduces() {
        Problem ranking = Problem.all().get(1);
        List<Row> rows = new Comparison(ranking, 128, 100, 0).rows();
        for (Row row : rows) {
            boolean worse = row.choice().equals("no baseline");
            // within 8 points a replicate the baseline of products is itself noisy: nothing is promised of them
            boolean open = row.ratio() == 1 || row.choice().startsWith("sobol, ");
            // how much a baseline gains depends on the cotangent: nothing where the mean of <y, v> is near 0
            assertTrue(open || (worse ? row.ratio() < 1.1 : row.ratio() > 1.4), row.toString());
        }
        assertEquals(4, rows.stream().filter(row -> row.ratio() == 1).count());
    }

    @Test
    void theSpreadIsAVarianceAroundItsMeanOrTheExactVector() {
        Spread spread = new Spread();
        spread.add(1, 0);
        spread.add(3, 0);
        assertEquals(1, spread.variance(Optional.empty()));
        assertEquals(1.5, spread.variance(Optional.of(new double[] {1, 1})));
    }
}
