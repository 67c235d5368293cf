package io.dither.experiments.histories;

import io.dither.data.Column;
import io.dither.data.DecisionText;
import io.dither.data.Instance;
import io.dither.learn.Forecast;
import io.dither.learn.Predictor;
import io.dither.oracle.LinearOracle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The columns and rows of {@code dither predict}.
 *
 * @param isLong whether there is one row per coordinate, in place of one per example
 * @param probabilities whether the probabilities of coordinates are among them
 * @param alternatives the number of likely decisions
 * @param total whether theta is a cost or a score
 */
record DecisionTable(boolean isLong, boolean probabilities, int alternatives, String total) {
    private static final double LEAST_SHARE = 1e-3;

    List<Column> columns() {
        List<Column> columns = new ArrayList<>();
        columns.add(Column.text("example"));
        if (isLong) {
            columns.add(Column.text("coordinate"));
            columns.add(Column.number("decision"));
        } else {
            columns.add(Column.text("decision"));
        }
        columns.add(Column.number(total));
        if (probabilities) {
            columns.add(isLong ? Column.number("probability") : Column.text("probabilities"));
        }
        for (int k = 1; k <= alternatives; k++) {
            columns.add(Column.text("alternative" + k));
            columns.add(Column.number("alternative" + k + "_probability"));
            columns.add(Column.number("alternative" + k + "_" + total));
        }
        return columns;
    }

    List<@Nullable Object[]> rows(Instance one, Forecast found) {
        double[] y = found.best().decision().toArray();
        double[] shares = probabilities ? found.probabilities().toArray() : new double[0];
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int j = 0; j < (isLong ? y.length : 1); j++) {
            List<@Nullable Object> cells = new ArrayList<>();
            cells.add(one.id());
            if (isLong) {
                cells.add(one.coordinates().get(j));
                cells.add(y[j]);
            } else {
                cells.add(DecisionText.of(found.best().decision(), one.oracle()));
            }
            cells.add(found.best().cost());
            if (probabilities) {
                cells.add(isLong ? (Object) shares[j] : listed(shares));
            }
            addAlternatives(cells, found.alternatives(), one.oracle());
            rows.add(cells.toArray());
        }
        return rows;
    }

    private static String listed(double[] shares) {
        return IntStream.range(0, shares.length)
                .filter(j -> Math.abs(shares[j]) > LEAST_SHARE)
                .mapToObj(j -> j + ":" + Output.show(shares[j]))
                .collect(Collectors.joining(" "));
    }

    private void addAlternatives(
            List<@Nullable Object> cells, List<Predictor.Alternative> others, LinearOracle oracle) {
        for (int k = 0; k < alternatives; k++) {
            boolean exists = k < others.size();
            cells.add(exists ? DecisionText.of(others.get(k).decision(), oracle) : null);
            cells.add(exists ? (Object) others.get(k).probability() : null);
            cells.add(exists ? (Object) others.get(k).cost() : null);
        }
    }
}
