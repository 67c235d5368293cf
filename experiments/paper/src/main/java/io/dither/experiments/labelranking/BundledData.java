package io.dither.experiments.labelranking;

import io.dither.storage.Checksums;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Real tables with rankings that come with the program; provenance and licence lie beside them. */
final class BundledData {
    private BundledData() {}

    static List<RankingData> all() {
        return List.of(load("iris"), load("wine"));
    }

    static RankingData load(String name) {
        String resource = name + ".csv";
        try (InputStream input = BundledData.class.getResourceAsStream(resource)) {
            if (input == null) {
                throw new IllegalStateException("the jar lacks its resource " + resource);
            }
            byte[] bytes = input.readAllBytes();
            String text = new String(bytes, StandardCharsets.UTF_8);
            String sha256 = Checksums.sha256(new ByteArrayInputStream(bytes));
            return RankingReader.parse(name, resource, new StringReader(text), sha256);
        } catch (IOException damaged) {
            throw new UncheckedIOException("the jar is damaged: " + resource, damaged);
        }
    }
}
