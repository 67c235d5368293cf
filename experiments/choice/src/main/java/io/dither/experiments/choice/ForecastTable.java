package io.dither.experiments.choice;

import static io.dither.learn.model.PlainText.format;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.choice.Forecasts.Group;
import io.dither.experiments.choice.Forecasts.Share;
import io.dither.experiments.run.TextTable;
import io.dither.learn.model.Interval;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares before and after a change, for people and programs.
 *
 * @param shares the shares
 * @param groups the groups of choices
 * @param by the column of the groups; empty if there is none but all
 * @param changes the changes, as they were given
 */
record ForecastTable(List<Share> shares, List<Group> groups, String by, List<String> changes) {
    private boolean isChanged() {
        return !changes.isEmpty();
    }

    String text() {
        StringBuilder text = new StringBuilder("shares"
                + (isChanged() ? " before and after " + String.join(", ", changes) : "")
                + ", with 95 % intervals:\n");
        for (Group group : groups) {
            text.append(group.name().isEmpty() ? "\nall " : "\n" + by + " = " + group.name() + ": ")
                    .append(group.choices())
                    .append(" choices\n");
            TextTable table = isChanged()
                    ? new TextTable("alternative", "before", "", "after", "", "difference", "")
                    : new TextTable("alternative", "share", "");
            for (Share share : of(group)) {
                List<Object> row = new ArrayList<>(List.of(share.alternative()));
                add(row, share.before());
                if (isChanged()) {
                    add(row, share.after());
                    add(row, share.difference());
                }
                table.row(row.toArray());
            }
            text.append(table);
        }
        return text.toString();
    }

    private static void add(List<Object> row, Interval number) {
        row.add(format("%.4f", number.value()));
        row.add(number.standardError() >= 0 ? format("%.4f to %.4f", number.low(), number.high()) : "");
    }

    private List<Share> of(Group group) {
        return shares.stream()
                .filter(share -> share.group().equals(group.name()))
                .toList();
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("changes", changes);
        List<Map<String, Object>> all = new ArrayList<>();
        for (Group group : groups) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("group", group.name());
            shown.put("choices", group.choices());
            shown.put("shares", of(group).stream().map(ForecastTable::fields).toList());
            all.add(shown);
        }
        fields.put("groups", all);
        return fields;
    }

    private static Map<String, Object> fields(Share share) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("alternative", share.alternative());
        fields.put("before", fields(share.before()));
        fields.put("after", fields(share.after()));
        fields.put("difference", fields(share.difference()));
        return fields;
    }

    private static Map<String, Object> fields(Interval number) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("value", number.value());
        fields.put("standardError", number.standardError());
        fields.put("low", number.low());
        fields.put("high", number.high());
        return fields;
    }

    /** The shares before and after as dots with their intervals. */
    Chart chart() {
        Chart chart =
                Chart.rows("Shares" + (isChanged() ? " before and after " + String.join(", ", changes) : ""), "share");
        for (Share share : shares) {
            String name = (share.group().isEmpty() ? "" : by + " = " + share.group() + ": ") + share.alternative();
            chart = row(chart, name + (isChanged() ? " before" : ""), share.before());
            if (isChanged()) {
                chart = row(chart, name + " after", share.after());
            }
        }
        return chart;
    }

    private static Chart row(Chart chart, String name, Interval number) {
        return chart.row(name, number.value(), number.low(), number.high());
    }
}
