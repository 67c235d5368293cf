package io.dither.experiments.learning;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.chart.Mark.Row;
import io.dither.experiments.text.Numbers;
import io.dither.learn.model.Importance;
import java.util.Comparator;
import java.util.List;

/**
 * A chart of how much the loss rises if a feature is shuffled, with an interval, beside the gain of the feature: its share in the
 * reduction of the training loss by all splits. The most important feature comes first.
 */
final class ImportancePlot {
    /** The largest number of features that are drawn. */
    private static final int MOST_FEATURES = 40;

    /** The features that are drawn, with the rise of the loss as the number of the row. */
    private final List<Row> rows;

    ImportancePlot(List<Importance> features) {
        rows = features.stream()
                .sorted(Comparator.comparingDouble((Importance importance) ->
                                Double.isNaN(importance.shuffle()) ? importance.gain() : importance.shuffle())
                        .reversed())
                .limit(MOST_FEATURES)
                .map(ImportancePlot::row)
                .toList();
    }

    /** Returns the row of a feature; {@code shuffle} is the rise of the loss if the feature is shuffled, NaN if it is unknown. */
    private static Row row(Importance importance) {
        double error = importance.shuffleStandardError();
        boolean isShuffled = !Double.isNaN(importance.shuffle());
        List<String> cells = List.of(
                isShuffled ? Numbers.text(importance.shuffle(), error) : "",
                isShuffled ? Numbers.interval(importance.shuffleLow(), importance.shuffleHigh(), error) : "",
                Numbers.percent(importance.gain()));
        return Row.of(importance.name(), importance.shuffle(), importance.shuffleLow(), importance.shuffleHigh())
                .withCells(cells);
    }

    boolean hasShuffles() {
        return rows.stream().anyMatch(row -> Double.isFinite(row.value()));
    }

    Chart chart() {
        double low =
                rows.stream().mapToDouble(Row::low).filter(Double::isFinite).reduce(0, Math::min);
        double high =
                rows.stream().mapToDouble(Row::high).filter(Double::isFinite).reduce(0, Math::max);
        return Chart.rows("Importance of features", "rise of the mean loss, shuffled")
                .columns(List.of("feature", "shuffled", "95 % interval", "gain"), low, high > low ? high : low + 1)
                .with(rows);
    }
}
