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

    /** A row for each feature that is drawn; the value of the row is the rise of the loss. */
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

    /** Returns the row of a feature. {@link Importance#shuffle} is NaN if the rise of the loss is unknown; then the row has only the gain. */
    private static Row row(Importance importance) {
        double error = importance.shuffleStandardError();
        boolean isRiseKnown = !Double.isNaN(importance.shuffle());
        List<String> cells = List.of(
                isRiseKnown ? Numbers.text(importance.shuffle(), error) : "",
                isRiseKnown ? Numbers.interval(importance.shuffleLow(), importance.shuffleHigh(), error) : "",
                Numbers.percent(importance.gain()));
        return Row.of(importance.name(), importance.shuffle(), importance.shuffleLow(), importance.shuffleHigh())
                .withCells(cells);
    }

    /** Returns whether the rise of the loss is known for any drawn feature. */
    boolean hasRises() {
        return rows.stream().anyMatch(row -> Double.isFinite(row.value()));
    }

    Chart chart() {
        double low =
                rows.stream().mapToDouble(Row::low).filter(Double::isFinite).reduce(0, Math::min);
        double high =
                rows.stream().mapToDouble(Row::high).filter(Double::isFinite).reduce(0, Math::max);
        // without any interval, the axis is from 0 to 1
        return Chart.rows("Importance of features", "rise of the mean loss, shuffled")
                .columns(List.of("feature", "shuffled", "95 % interval", "gain"), low, high > low ? high : low + 1)
                .with(rows);
    }
}
