package io.dither.experiments.research;

import io.dither.error.DataException;
import io.dither.experiments.run.CsvLine;
import java.nio.file.Path;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/** Reads observed decisions from CSV: a decision per line, a number per coordinate, with or without a header. */
final class Observations {
    private Observations() {}

    /** Reads the decisions of a file, which must have at least {@code minCount} of them. */
    static DMatrixRMaj read(Path file, int dimension, int minCount) {
        List<CsvLine> lines = CsvLine.readAll(file);
        // a line without any number is a header
        boolean hasHeader = !lines.isEmpty() && lines.get(0).cells().stream().noneMatch(CsvLine::isNumber);
        List<CsvLine> body = lines.subList(hasHeader ? 1 : 0, lines.size());
        if (body.size() < minCount) {
            throw new DataException(
                    file.toString(),
                    0,
                    "has " + body.size() + " decisions, and at least " + minCount
                            + " are needed. Maybe the file is cut off");
        }
        DMatrixRMaj decisions = new DMatrixRMaj(body.size(), dimension);
        for (int i = 0; i < body.size(); i++) {
            CsvLine line = body.get(i);
            if (line.cells().size() != dimension) {
                throw line.problem(line.cells().size() + " columns, but the oracle has dimension " + dimension
                        + ". Maybe the data are of another oracle");
            }
            for (int j = 0; j < dimension; j++) {
                decisions.set(i, j, line.number(j, String.valueOf(j + 1)));
            }
        }
        return decisions;
    }
}
