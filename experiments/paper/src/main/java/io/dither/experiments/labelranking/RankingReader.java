package io.dither.experiments.labelranking;

import io.dither.error.DataException;
import io.dither.experiments.learn.Examples;
import io.dither.experiments.run.CsvLine;
import io.dither.storage.Checksums;
import java.io.Reader;
import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Reads a label ranking file: comma-separated lines, the first of which is the header. The last column is a ranking such as
 * {@code c>a>b}, the best label first; all other columns are numbers.
 */
final class RankingReader {
    private RankingReader() {}

    static RankingData read(Path file) {
        String name = String.valueOf(file.getFileName()).replaceFirst("\\.[^.]*$", "");
        return parse(name, file.toString(), CsvLine.readAll(file), Checksums.sha256(file));
    }

    static RankingData parse(String name, String source, Reader reader, String sha256) {
        return parse(name, source, CsvLine.readAll(source, reader), sha256);
    }

    private static RankingData parse(String name, String source, List<CsvLine> lines, String sha256) {
        if (lines.size() < 2) {
            throw new DataException(source, 0, "has no examples. Maybe it should have a header and lines below it");
        }
        CsvLine header = checked(lines.get(0));
        List<CsvLine> body = lines.subList(1, lines.size());
        int columns = header.cells().size();
        body.forEach(line -> line.requireCells(columns));
        LabelOrders orders = LabelOrders.of(body);
        DMatrixRMaj features = new DMatrixRMaj(body.size(), columns - 1);
        DMatrixRMaj ranks = new DMatrixRMaj(body.size(), orders.labels().size());
        for (int i = 0; i < body.size(); i++) {
            for (int j = 0; j < columns - 1; j++) {
                features.set(i, j, body.get(i).number(j, header.cells().get(j)));
            }
            orders.writeRanks(body.get(i), ranks, i);
        }
        return new RankingData(name, orders.labels(), new Examples(features, ranks), sha256);
    }

    private static CsvLine checked(CsvLine header) {
        if (header.last().contains(">")) {
            throw header.problem("is an example, not a header. Maybe the header line was lost");
        }
        if (header.cells().size() < 2) {
            throw header.problem(
                    "has one column, but features and a ranking are needed. Maybe the separator is not a comma");
        }
        return header;
    }
}
