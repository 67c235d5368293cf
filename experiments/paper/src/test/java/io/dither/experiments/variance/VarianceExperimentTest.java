package io.dither.experiments.variance;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.experiments.launch.ExperimentCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VarianceExperimentTest {
    @TempDir
    Path temporary = Path.of("");

    @Test
    void aRunPrintsARowForEachChoiceAndWritesMetrics() throws IOException {
        StringWriter text = new StringWriter();
        int code = ExperimentCommand.of(new VarianceExperiment())
                .setOut(new PrintWriter(text))
                .execute("--out", temporary.toString(), "--samples", "64", "--repeats", "10");
        assertEquals(0, code);
        // 3 samplings of F_eps, 3 of y_eps, 5 products, 4 of two solves, 2 differences, on 4 problems, below a verdict,
        // a gap and a header
        assertEquals(3 + 4 * 17, text.toString().lines().count(), text.toString());
        assertEquals(69, Files.readAllLines(temporary.resolve("metrics.csv")).size());
        assertTrue(Files.exists(temporary.resolve("result.json")) && Files.exists(temporary.resolve("manifest.json")));
    }

    @Test
    void onRankingEveryWayToDrawReduces() {
        Problem ranking = Problem.all().get(1);
        List<Row> rows = new Comparison(ranking, 128, 100, 0).rows();
        for (Row row : rows) {
            // within 8 points a replicate the baseline of products is itself noisy: nothing is promised of them
            boolean product = row.quantity().startsWith("VJP");
            assertTrue(product || row.ratio() == 1 || row.ratio() > 1.4, row.toString());
        }
        assertEquals(5, rows.stream().filter(row -> row.ratio() == 1).count());
    }

    @Test
    void onRankingNoBaselineBeatsLeaveOneOutOfManySamples() {
        Problem ranking = Problem.all().get(1);
        Baselines baselines = new Baselines(ranking, 128, 200, 0);
        Optional<double[]> exact = ranking.exact()
                .map(layer ->
                        layer.forward(ranking.theta()).vjp(ranking.cotangent()).values());
        Map<String, Double> many = baselines.many(exact);
        Map<String, Double> two = baselines.two(exact);
        double regression = requireNonNull(many.get("regression, leave one out"));
        assertTrue(requireNonNull(many.get("no baseline")) > 0.9 * regression, many.toString());
        assertTrue(requireNonNull(many.get("antithetic pairs")) > 1.3 * regression, many.toString());
        // one estimate of 2 solves is noisier than one of 128, whatever the baseline
        two.forEach((choice, variance) -> assertTrue(variance > 30 * regression, choice + " " + variance));
        assertTrue(
                requireNonNull(two.get("an antithetic pair")) < requireNonNull(two.get("leave one out")),
                two.toString());
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
