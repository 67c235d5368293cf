package io.dither.experiments.choice;

import static io.dither.learn.model.PlainText.format;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.choice.Forecasts.Forecast;
import io.dither.experiments.choice.Forecasts.Share;
import io.dither.experiments.run.TextTable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Formats shares before and after a change, as text, JSON and a chart.
 *
 * @param shares the shares of the alternatives by group
 * @param changes the changes, as they were given
 */
record ForecastTable(Map<String, List<Share>> shares, List<String> changes) {
    private static final String NO_INTERVALS = ", without intervals, as a coefficient has no standard error:\n";
    private static final String SOME_INTERVALS = ", with 95 % intervals if coefficients have standard errors:\n";

    private String title() {
        return "shares" + (changes.isEmpty() ? "" : " before and after " + String.join(", ", changes));
    }

    String text() {
        // an unknown standard error is NaN, and the comparison is then false
        List<Boolean> areKnown = shares.values().stream()
                .flatMap(List::stream)
                .map(share -> share.before().standardError() + share.after().standardError() >= 0)
                .toList();
        String intervals = areKnown.contains(false) ? SOME_INTERVALS : ", with 95 % intervals:\n";
        StringBuilder text = new StringBuilder(title() + (areKnown.contains(true) ? intervals : NO_INTERVALS));
        shares.forEach((group, rows) -> {
            TextTable table = new TextTable(group, "before", "", "after", "", "difference", "");
            for (Share share : rows) {
                table.row(
                        share.alternative(),
                        format("%.4f", share.before().value()),
                        interval(share.before()),
                        format("%.4f", share.after().value()),
                        interval(share.after()),
                        format("%.4f", share.difference().value()),
                        interval(share.difference()));
            }
            text.append("\n" + table);
        });
        return text.toString();
    }

    private static String interval(Forecast number) {
        return number.standardError() >= 0 ? format("%.4f to %.4f", number.low(), number.high()) : "";
    }

    Map<String, Object> fields() {
        return new TreeMap<>(Map.of("changes", changes, "shares", shares));
    }

    /** Draws the shares before and after, with their intervals. */
    Chart chart() {
        Chart chart = Chart.rows(title(), "share");
        for (Map.Entry<String, List<Share>> group : shares.entrySet()) {
            String prefix = group.getKey().equals(Segments.ALL) ? "" : group.getKey() + ": ";
            for (Share share : group.getValue()) {
                chart = row(chart, prefix + share.alternative() + " before", share.before());
                chart = row(chart, prefix + share.alternative() + " after", share.after());
            }
        }
        return chart;
    }

    private static Chart row(Chart chart, String name, Forecast number) {
        return chart.row(name, number.value(), number.low(), number.high());
    }
}
