package io.dither.experiments;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dither.data.Histories;
import io.dither.experiments.chart.Chart;
import io.dither.experiments.data.NpyFile;
import io.dither.experiments.data.NpyType;
import io.dither.experiments.report.Report;
import io.dither.experiments.run.Checkpoint;
import io.dither.experiments.run.JsonOutput;
import io.dither.experiments.run.StoredManifest;
import io.dither.oracle.OracleProvider;
import io.dither.plugin.PluginCatalogue;
import io.dither.storage.faults.FileReaderContract;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every reader of files, given a small valid file and damaged copies of it.
 *
 * <p>It has caught a header that asked for more memory than there is, numbers that were not finite, and messages without a hint.
 */
class LoadersTest {
    private static final PluginCatalogue PLUGINS = PluginCatalogue.discover();
    private static final String DIMACS = "c roads\np sp 4 5\na 1 2 3\na 1 3 1\na 3 2 1\na 2 4 2\na 3 4 9\n";
    private static final String CSV_GRAPH = "source,target,cost\na,b,3\na,c,1\nc,b,1\nb,d,2\nc,d,9\n";
    private static final String TNTP = "<NUMBER OF ZONES> 2\n<NUMBER OF NODES> 4\n<FIRST THRU NODE> 3\n"
            + "<NUMBER OF LINKS> 4\n<END OF METADATA>\n\n~ init term capacity length time b power speed toll type ;\n"
            + "1 3 100 5280 2.5 0.15 4 60 0 1 ;\n3 4 100 1 2 0.15 4 60 0 1 ;\n4 2 100 1 2 0.15 4 60 1 1 ;\n"
            + "4 3 100 1 2 0.15 4 60 0 1 ;\n";
    private static final String MPS = "NAME SMALL\nROWS\n N COST\n L R1\n G R2\n E R3\nCOLUMNS\n"
            + " X COST 1 R1 2\n X R3 1\n MARKER 'MARKER' 'INTORG'\n Y COST -2.5 R1 1\n Y R2 1\n MARKER 'MARKER' 'INTEND'\n"
            + " Z R3 1\nRHS\n RHS R1 10 R3 4\nRANGES\n RNG R1 5\nBOUNDS\n UP BND X 4\n UP BND Y 7\nENDATA\n";

    @TempDir
    Path folder = Path.of("");

    private int step;

    @TestFactory
    Stream<DynamicTest> someOfTheDamagedFiles() throws IOException {
        return readers(53);
    }

    @Tag("long")
    @TestFactory
    Stream<DynamicTest> allDamagedFiles() throws IOException {
        return readers(1);
    }

    private Stream<DynamicTest> readers(int every) throws IOException {
        step = every;
        return Stream.of(
                oracle("jgrapht-shortest-path:file=%s,source=1,target=4", "roads.gr", DIMACS),
                oracle("jgrapht-shortest-path:file=%s,format=csv,source=a,target=d", "roads.csv", CSV_GRAPH),
                oracle("jgrapht-shortest-path:file=%s,format=tntp,source=1,target=2", "roads.tntp", TNTP),
                oracle("jgrapht-spanning-tree:file=%s", "tree.gr", DIMACS),
                oracle("ortools-lp:file=%s", "program.mps", MPS.replaceAll(" MARKER.*\n", "")),
                oracle("ortools-mip:file=%s", "program.mps", MPS),
                beside("turns", "via-from,via,via-to\na,b,d\nc,b,d\n"),
                beside("positions", "vertex,x,y\na,0,0\nb,1,0.5\nc,2.5,1\nd,3,-1\n"),
                text("history.csv", "id,length,taken\n1,2.5,1\n2,\"3,5\",0\n", LoadersTest::history),
                text("manifest.json", MANIFEST, LoadersTest::report),
                text(
                        "result.json",
                        "{\"loss\": 0.5, \"rows\": [{\"a\": 1, \"aStandardError\": 0.1}]}",
                        LoadersTest::report),
                text("run.json", "{\"status\": \"FINISHED\", \"seconds\": 1.5}", LoadersTest::report),
                text("metrics.csv", "step,loss,note\n1,0.5,a\n2,0.25,\"b,c\"\n", LoadersTest::report),
                text("figures.json", "{\"loss\": \"the loss\"}", LoadersTest::report),
                text("figures.json", figures(), LoadersTest::report),
                bytes("array.npy", npy(), NpyFile::read),
                bytes("arrays.npz", npz(), file -> NpyFile.read(file, "a").doubles()),
                bytes("run.checkpoint", checkpoint(), file -> Checkpoint.resume(present(file), "seed=1")));
    }

    private static final String MANIFEST =
            "{\"experiment\": \"unsupervised\", \"configuration\": {\"samples\": 10, \"out\": \"x\"},"
                    + " \"commandLine\": [\"run\", \"unsupervised\"], \"data\": {}}";

    private DynamicTest text(String name, String content, Consumer<Path> reader) {
        return bytes(name, content.getBytes(UTF_8), reader);
    }

    private DynamicTest oracle(String form, String name, String content) {
        return text(name, content, file -> PLUGINS.create(OracleProvider.class, String.format(form, file)));
    }

    /** A file of turns or positions beside that of the graph. */
    private DynamicTest beside(String parameter, String content) {
        return text(parameter + ".csv", content, file -> {
            Path graph = write(parent(file).resolve("graph.csv"), CSV_GRAPH.getBytes(UTF_8));
            try {
                PLUGINS.create(
                        OracleProvider.class,
                        "jgrapht-shortest-path:format=csv,source=a,target=d,file=" + graph + "," + parameter + "="
                                + file);
            } finally {
                delete(graph);
            }
        });
    }

    private DynamicTest bytes(String name, byte[] content, Consumer<Path> reader) {
        return DynamicTest.dynamicTest(name, () -> {
            FileReaderContract.of(name, content, reader)
                    .every(step)
                    .check(Files.createTempDirectory(folder, "copies"))
                    .require();
        });
    }

    private static void history(Path file) {
        Histories.standard().open(file.toString()).forEach(row -> row.text("id"));
    }

    /** The page of a run folder that holds the file. */
    private static String figures() {
        Chart loss = Chart.lines("Loss", "epoch", "loss").line("test", new double[] {1, 2}, new double[] {3, 2});
        return JsonOutput.text(Map.of(
                "loss",
                loss.json(),
                "regret",
                Chart.rows("Regret", "%").row("a", 2, 1, 3).json()));
    }

    private static void report(Path file) {
        Path manifest = parent(file).resolve("manifest.json");
        boolean own = !manifest.equals(file);
        if (own) {
            write(manifest, MANIFEST.getBytes(UTF_8));
        }
        try {
            present(file);
            Report.of(List.of(parent(file))).html();
            StoredManifest.read(parent(file)).optionArguments();
        } finally {
            if (own) {
                delete(manifest);
            }
        }
    }

    /** A run that has no checkpoint starts anew. */
    private static Path present(Path file) {
        if (!Files.exists(file)) {
            throw new io.dither.error.DataException(file.toString(), 0, "none. Maybe start anew");
        }
        return file;
    }

    private static Path parent(Path file) {
        return java.util.Objects.requireNonNull(file.getParent());
    }

    private static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException kept) {
            throw new UncheckedIOException(kept);
        }
    }

    private byte[] npy() throws IOException {
        Path file = folder.resolve("valid.npy");
        NpyFile.of(NpyType.FLOAT32, new int[] {2, 3}, new float[] {1, 2, 3, 4, 5, 6})
                .write(file);
        return Files.readAllBytes(file);
    }

    private byte[] npz() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("a.npy"));
            zip.write(npy());
        }
        return bytes.toByteArray();
    }

    private byte[] checkpoint() throws IOException {
        Path file = folder.resolve("valid.checkpoint");
        new Checkpoint("seed=1", Map.of("model", new byte[] {1, 2, 3})).write(file);
        return Files.readAllBytes(file);
    }
}
