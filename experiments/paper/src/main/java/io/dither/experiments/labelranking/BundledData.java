package io.dither.experiments.labelranking;

import io.dither.experiments.learn.Examples;
import io.dither.experiments.run.CsvLine;
import io.dither.oracle.LinearOracle;
import io.dither.oracles.Oracles;
import io.dither.storage.Checksums;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Real tables with classes that come with the program; the classes of each row are ranked by the posterior of a naive
 * Bayes model (Cheng, Huehn and Huellermeier, ICML 2009). Provenance and licence lie beside the tables.
 */
final class BundledData {
    private BundledData() {}

    static List<RankingData> all() {
        return List.of(load("iris"), load("wine"));
    }

    static RankingData load(String name) {
        byte[] bytes = bytes(name + ".csv");
        List<CsvLine> lines =
                CsvLine.readAll(name + ".csv", new StringReader(new String(bytes, StandardCharsets.UTF_8)));
        List<String> head = lines.get(0).cells();
        List<String> labels = head.subList(2, head.size());
        int n = lines.size() - 1;
        int d = (int) lines.get(0).number(1, "2");
        DMatrixRMaj features = new DMatrixRMaj(n, d);
        int[] classes = new int[n];
        for (int i = 0; i < n; i++) {
            CsvLine line = lines.get(i + 1);
            for (int j = 0; j < d; j++) {
                features.set(i, j, line.number(j, String.valueOf(j + 1)));
            }
            classes[i] = (int) line.number(d, "class");
        }
        return new RankingData(
                name, labels, new Examples(features, ranks(features, classes, labels.size())), sha256(bytes));
    }

    private static DMatrixRMaj ranks(DMatrixRMaj features, int[] classes, int count) {
        GaussianNaiveBayes model = GaussianNaiveBayes.fit(features, classes, count);
        LinearOracle ranking = Oracles.ranking(count);
        DMatrixRMaj ranks = new DMatrixRMaj(features.numRows, count);
        for (int i = 0; i < features.numRows; i++) {
            double[] row = Arrays.copyOfRange(features.data, i * features.numCols, (i + 1) * features.numCols);
            System.arraycopy(ranking.solve(model.logPosteriors(row)), 0, ranks.data, i * count, count);
        }
        return ranks;
    }

    private static byte[] bytes(String resource) {
        try (InputStream input = BundledData.class.getResourceAsStream(resource)) {
            if (input == null) {
                throw new IllegalStateException("the jar lacks its resource " + resource);
            }
            return input.readAllBytes();
        } catch (IOException damaged) {
            throw new UncheckedIOException("the jar is damaged: " + resource, damaged);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return Checksums.sha256(new ByteArrayInputStream(bytes));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
