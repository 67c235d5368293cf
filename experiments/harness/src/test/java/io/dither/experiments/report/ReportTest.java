package io.dither.experiments.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dither.error.DataException;
import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.Experiment;
import io.dither.experiments.run.Manifest;
import io.dither.experiments.run.Metrics;
import io.dither.experiments.run.Result;
import io.dither.experiments.run.Run;
import io.dither.experiments.run.RunFolder;
import io.dither.experiments.run.TextTable;
import io.dither.experiments.text.Html;
import io.dither.experiments.text.Numbers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Command;

class ReportTest {
    private static final String EVIL = "<script>alert(1)</script>&\"'";

    @TempDir
    Path temporary = Path.of("");

    @Test
    void aPageHoldsAllOfARunAndNeedsNoNetwork() throws IOException {
        Path folder = run("one", 2);
        gallery(folder, "map.png");
        String page = page(folder);
        assertTrue(page.contains("<dd>0.500 ± 0.012</dd>"), page);
        assertTrue(page.contains("learning-rate"), page);
        assertTrue(page.replaceAll("</?span>", "").contains("<pre>dither run demo"), page);
        assertEquals(1, count(page, "data-chart="), "the chart that was drawn, and not the metrics again");
        assertEquals(1, count(page, "src=\"data:image/"), "one picture for both epochs");
        assertTrue(page.contains("href=\"./result.json\"") && page.contains("href=\"./metrics.csv\""), page);
        assertTrue(page.contains("data-epochs=\"1 2\"") && page.contains("data-epoch=\"1 2\""), page);
        // what a browser would fetch
        assertFalse(
                Pattern.compile("src=\"(?!data:)|href=\"(?!\\./)|@import|url\\(")
                        .matcher(page)
                        .find(),
                page);
    }

    @Test
    void whatRoundsToZeroHasNoSignAndLongWordsAreBroken() {
        assertEquals("0.0 %", Numbers.percent(-1e-5));
        assertEquals("\u22120.1 %", Numbers.percent(-1e-3));
        Html html = new Html();
        Tables.writeCell(html, "gradient, epsilon 0.3: claimed / true error", false);
        assertEquals("<td class=\"long\">gradient, epsilon 0.3: claimed / true error</td>\n", html.toString());
    }

    @Test
    void everythingIsEscaped() throws IOException {
        Path folder = temporary.resolve("evil");
        RunFolder run = RunFolder.create(folder);
        run.writeManifest(Manifest.of(EVIL, List.of(EVIL), Map.of(EVIL, EVIL), 0, Map.of(EVIL, EVIL)));
        run.write(
                "result.json",
                new ObjectMapper().writeValueAsString(Map.of(EVIL, EVIL, "rows", List.of(Map.of(EVIL, EVIL)))));
        try (Metrics metrics = run.metrics("epoch", "set", EVIL)) {
            metrics.row(1, EVIL, 1.5);
            metrics.row(2, EVIL, 2.5);
        }
        String page = page(folder);
        assertFalse(page.contains("alert(1)</script>"), "a script of the data is in the page");
        assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;"), page);
    }

    @Test
    void severalRunsStandSideBySide() throws IOException {
        Path file = temporary.resolve("all.html");
        Report.of(List.of(run("one", 2), run("two", 3))).write(file);
        String page = Files.readString(file);
        String both = "<td class=\"number\">0.500 ± 0.012</td>".repeat(2);
        assertTrue(page.replace("\n", "").contains(both), page);
        assertTrue(page.contains("epochs 2, train") && page.contains("epochs 3, test"), page);
        assertTrue(
                page.contains("--epochs") && !page.contains("--learning-rate"), "what is equal is shown as different");
    }

    @Test
    void runsThatDifferInTheirSeedsAreOne() throws IOException {
        Path file = temporary.resolve("seeds.html");
        Report.of(List.of(run("one", 2, 7, 0.5), run("two", 2, 8, 0.7), run("three", 3, 7, 0.9)))
                .write(file);
        String page = Files.readString(file).replace("\n", "");
        assertTrue(page.contains("2 settings in 3 runs"), page);
        // the standard error of two runs is half their distance
        assertTrue(
                page.contains("<td class=\"number\">0.60 \u00b1 0.10</td><td class=\"number\">0.900 \u00b1 0.012</td>"),
                page);
        assertTrue(page.contains("<td class=\"\">7, 8</td><td class=\"\">7</td>"), page);
        assertEquals(0, count(page, "one, train"), "a curve for each setting, not each run");
    }

    @Test
    void aPageStartsWithTheVerdictAndHasTheTablesThatWerePrinted() throws IOException {
        Path folder = run("one", 2);
        try (RunFolder opened = RunFolder.create(folder)) {
            Result.of(
                            Map.of("regret", 0.0719),
                            new TextTable("method", "regret").row("first", "7.19 % +- 0.35"),
                            "\nNote.\n")
                    .verdict("Better by 1.5 +- 0.2 points.")
                    .write(new Demo(), opened);
        }
        String page = page(folder).replace("\n", "");
        int verdict = page.indexOf("<p class=\"verdict\">Better by 1.5 \u00b1 0.2 points.</p>");
        int chart = page.indexOf("data-chart=");
        int table = page.indexOf("<td class=\"number\">7.19\u00a0% \u00b1 0.35</td>");
        assertTrue(0 < verdict && verdict < chart && chart < table, page);
        assertTrue(page.contains("Shows 5 % of all.") && page.contains("Note."), page);
        assertFalse(page.contains("0.0719"), "the same figure in another unit");
        assertEquals(
                "Better by 1.5 +- 0.2 points.\n\nmethod          regret\nfirst   7.19 % +- 0.35\n\nNote.\n",
                Files.readString(folder.resolve("table.txt")));
    }

    @Command(name = "demo", description = "Shows 5 %% of all.")
    private static final class Demo implements Experiment {
        @Override
        public Result run(Run run) {
            return Result.of(Map.of());
        }
    }

    @Test
    void intervalsAreDrawnWithTheirNumbersBesideThem() throws IOException {
        Path folder = run("one", 2);
        try (RunFolder opened = RunFolder.create(folder)) {
            opened.writePlot(
                    "regret",
                    Chart.rows("Regret", "%")
                            .row("first", 7, 6, 8, 6.5, 7, 7.5)
                            .row("second", 8, 7.2, 8.8)
                            .row("far", 50, 45, 55)
                            .row("known", 6.5, Double.NaN, Double.NaN));
        }
        String page = page(folder).replace("\n", "");
        assertEquals(3, count(page, "r=\"4.5\""), "a dot in the chart for each but the far one");
        assertEquals(3, count(page, "class=\"draw c0\""));
        assertEquals(1, count(page, "class=\"far c0\""));
        assertTrue(page.contains(">7.00<") && page.contains(">6.00 to 8.00<"), page);
        assertEquals(2, count(page, "data-chart="), "where no lines are drawn those of the metrics are");
    }

    @Test
    void aRunThatWasKilledHasAPageToo() throws IOException {
        Path folder = run("killed", 2);
        Files.delete(folder.resolve("result.json"));
        Files.writeString(
                folder.resolve("metrics.csv"), "epoch,trainLoss,testLoss,accuracy\n1,3,4,0.5\n2,2,3,0.6\n3,1.");
        String page = page(folder);
        assertTrue(page.contains("unfinished"), page);
        assertEquals(1, count(page, "data-chart="));
        var refusal = assertThrows(DataException.class, () -> Report.of(List.of(temporary)));
        assertTrue(String.valueOf(refusal.getMessage()).contains("not a run folder"), refusal.getMessage());
    }

    @Test
    void aGalleryHoldsPicturesOfItsFolderOnly() throws IOException {
        Path folder = run("one", 2);
        for (String image : List.of("../../secret.png", "/etc/passwd", "page.html")) {
            gallery(folder, image);
            var refusal = assertThrows(DataException.class, () -> Report.of(List.of(folder)));
            assertTrue(String.valueOf(refusal.getMessage()).contains("'" + image + "'"), refusal.getMessage());
        }
        gallery(folder, "map.png");
        assertTrue(page(folder).contains("data:image/png"));
        Path secret = Files.writeString(temporary.resolve("secret.png"), "secret");
        Files.delete(folder.resolve("gallery/map.png"));
        Files.createSymbolicLink(folder.resolve("gallery/map.png"), secret);
        var refusal = assertThrows(DataException.class, () -> Report.of(List.of(folder)));
        assertTrue(
                String.valueOf(refusal.getMessage()).contains("'map.png', which is not a PNG or SVG of this folder"));
    }

    @Test
    void figuresHaveTheDigitsOfTheirStandardErrors() throws JsonProcessingException {
        var numbers = new ObjectMapper();
        assertEquals("0.123 ± 0.045", new Figure(numbers.readTree("0.12345"), 0.0451).text());
        assertEquals("1235 ± 120", new Figure(numbers.readTree("1234.6"), 120).text());
        assertEquals("−0.1235", new Figure(numbers.readTree("-0.12345"), Double.NaN).text());
        assertEquals("12", new Figure(numbers.readTree("12"), Double.NaN).text());
        assertEquals("–", new Figure(numbers.readTree("null"), Double.NaN).text());
    }

    @Test
    void objectsOfTheSameKeysAreATable() throws JsonProcessingException {
        ResultFigures figures = ResultFigures.of(new ObjectMapper()
                .readTree("{\"losses\": {\"one\": {\"tau\": 0.5}, \"two\": {\"tau\": 0.25}}, \"n\": 3,"
                        + " \"sets\": [{\"name\": \"a\", \"tau\": 1, \"tauStandardError\": 0.5}]}"));
        assertEquals(List.of("n"), List.copyOf(figures.single().keySet()));
        assertEquals(List.of("", "tau"), figures.tables().get(0).columns());
        assertEquals(
                List.of("n", "losses, one, tau", "losses, two, tau", "sets, a, tau"),
                List.copyOf(figures.numbers().keySet()));
        Figure last = figures.numbers().getOrDefault("sets, a, tau", new Figure(new ObjectMapper().readTree("0"), 0));
        assertEquals(0.5, last.standardError());
    }

    private Path run(String name, int epochs) {
        return run(name, epochs, 7, 0.5);
    }

    private Path run(String name, int epochs, long seed, double accuracy) {
        Path folder = temporary.resolve(name);
        RunFolder run = RunFolder.create(folder);
        run.writeManifest(Manifest.of(
                "demo", List.of("run", "demo"), Map.of("learning-rate", 0.1, "epochs", epochs), seed, Map.of()));
        try (Metrics metrics = run.metrics("epoch", "trainLoss", "testLoss", "accuracy")) {
            for (int epoch = 1; epoch <= epochs; epoch++) {
                metrics.row(epoch, 3.0 / epoch, 4.0 / epoch, 1 - 0.5 / epoch);
            }
        }
        run.writePlot(
                "loss", Chart.lines("Loss", "epoch", "loss").line("train", new double[] {1, 2}, new double[] {3, 2}));
        run.write(
                "result.json",
                "{\"experiment\": \"demo\", \"accuracy\": " + accuracy + ", \"accuracyStandardError\": 0.012}");
        run.close();
        return folder;
    }

    private static void gallery(Path folder, String image) throws IOException {
        Files.createDirectories(folder.resolve("gallery"));
        Files.writeString(folder.resolve("gallery/map.png"), "a picture");
        String row = "{\"title\": \"one\", \"epoch\": %d, \"images\": [\"" + image + "\"]}";
        Files.writeString(
                folder.resolve("gallery/gallery.json"),
                "{\"columns\": [\"map\"], \"rows\": [" + row.formatted(1) + "," + row.formatted(2) + "]}");
    }

    private static String page(Path folder) throws IOException {
        Path file = folder.resolve(Report.FILE);
        Report.of(List.of(folder)).write(file);
        return Files.readString(file);
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void ratiosNearOneKeepWhatTheyDifferBy() {
        assertEquals("1.0003", Numbers.text(1.00033));
        assertEquals("1.048", Numbers.text(1.0482));
        assertEquals("0.9700", Numbers.text(0.97));
    }
}
