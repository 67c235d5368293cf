package io.dither.experiments.labelranking;

import io.dither.experiments.run.CsvLine;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.ejml.data.DMatrixRMaj;

/**
 * Reads the rankings of a file, and checks that each line ranks every label exactly once and without ties.
 *
 * @param labels all labels of the file, in alphabetical order
 */
record LabelOrders(List<String> labels) {
    private static final Pattern BETTER = Pattern.compile("\\s*>\\s*");
    /** The signs between labels that are tied. */
    private static final Pattern EQUAL = Pattern.compile("[=~|/\\s]+");

    /**
     * Takes the labels from the line with the most different labels. A line with a tie or a missing label has fewer, so that
     * {@link #writeRanks} reports the problem for that line.
     */
    static LabelOrders of(List<CsvLine> lines) {
        Set<String> labels = Set.of();
        CsvLine longest = lines.get(0);
        for (CsvLine line : lines) {
            Set<String> rowLabels = new LinkedHashSet<>(Arrays.asList(ranking(line)));
            if (rowLabels.size() > labels.size()) {
                labels = rowLabels;
                longest = line;
            }
        }
        if (labels.size() < 2) {
            throw longest.problem("'" + longest.last() + "' ranks fewer than two labels, and so does every other line."
                    + " Maybe the last column is not the ranking, such as c>a>b");
        }
        return new LabelOrders(List.copyOf(new TreeSet<>(labels)));
    }

    /** Writes ranks to a row: the first of n labels gets n - 1, the last 0. */
    void writeRanks(CsvLine line, DMatrixRMaj ranks, int row) {
        String[] ranking = ranking(line);
        boolean[] present = new boolean[labels.size()];
        for (int position = 0; position < ranking.length; position++) {
            int label = indexOf(ranking[position], line);
            if (present[label]) {
                throw line.problem("label '" + ranking[position] + "' stands twice in '" + line.last()
                        + "'. Maybe a typing error");
            }
            present[label] = true;
            ranks.set(row, label, labels.size() - 1.0 - position);
        }
        for (int label = 0; label < present.length; label++) {
            if (!present[label]) {
                throw line.problem("label '" + labels.get(label) + "' is missing from '" + line.last()
                        + "'. Maybe the line was cut short");
            }
        }
    }

    private int indexOf(String text, CsvLine line) {
        int index = labels.indexOf(text);
        if (index >= 0) {
            return index;
        }
        // tied labels are written with a sign, such as b=c, or without, such as bc
        if (isTie(EQUAL.matcher(text).replaceAll(""))) {
            throw line.problem("labels are tied in '" + text + "' of '" + line.last()
                    + "', but each needs a place of its own. Maybe break the tie or leave the line out");
        }
        throw line.problem("unknown label '" + text + "' in '" + line.last() + "'; the labels are "
                + String.join(", ", labels) + ". Maybe a typing error");
    }

    /** Returns whether a text is several labels written side by side. */
    private boolean isTie(String text) {
        boolean[] reached = new boolean[text.length() + 1]; // reached[i]: the first i letters are whole labels
        reached[0] = true;
        for (int i = 0; i < text.length(); i++) {
            for (String label : labels) {
                if (reached[i] && text.startsWith(label, i)) {
                    reached[i + label.length()] = true;
                }
            }
        }
        return !text.isEmpty() && reached[text.length()];
    }

    /** Returns the labels of a line, the best first. */
    private static String[] ranking(CsvLine line) {
        return BETTER.split(line.last(), -1);
    }
}
