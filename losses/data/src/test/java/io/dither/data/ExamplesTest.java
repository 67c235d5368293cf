package io.dither.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.dither.learn.model.Features;
import io.dither.oracle.OracleProvider;
import io.dither.oracle.OracleRegistry;
import io.dither.oracles.Oracles;
import io.dither.plugin.Parameter;
import io.dither.plugin.PluginCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {
    private static final OracleRegistry REGISTRY = new OracleRegistry(PluginCatalogue.of(OracleProvider.of(
            "from-file",
            "an oracle that a file describes",
            given -> Oracles.argmax(2),
            Parameter.of("file", Parameter.Type.FILE, "the file"),
            Parameter.of("side", Parameter.Type.TEXT, "another parameter").withDefault(""))));

    @TempDir
    Path folder = Path.of("");

    private static String digest(String... texts) {
        Features features = Features.of(new double[] {1, 2}, 1);
        List<Instance> instances = Arrays.stream(texts)
                .map(text -> new Instance(
                        text.substring(0, 1),
                        features,
                        new OracleTexts.OracleWithText(text.substring(1), Oracles.argmax(2)),
                        List.of(),
                        text,
                        new double[0]))
                .toList();
        return new Examples(FeatureColumns.NONE, instances, List.of(), Map.of(), Map.of(), List.of())
                .oraclesSha256(REGISTRY);
    }

    @Test
    void oraclesAreKnownByTheirTextsAndTheContentOfFiles() throws IOException {
        Path file = Files.writeString(folder.resolve("a"), "first");
        Path copy = Files.writeString(folder.resolve("b"), "first");
        String text = "from-file:file=" + file;
        String digest = digest("x" + text, "y" + text);
        assertEquals(digest, digest("y" + text, "xfrom-file:file=" + copy));
        assertNotEquals(digest, digest("x" + text, "y" + text + ",side=left"));
        Files.writeString(file, "second");
        assertNotEquals(digest, digest("x" + text, "y" + text));
    }
}
