package io.dither.data.formula;

import io.dither.error.Arguments;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes features of rows, as a formula and the levels of its categories say. Each feature is a product of what the row of a
 * coordinate and, if columns belong to examples, the row of the example give. Immutable.
 */
public final class Design {
    /** A factor, and what it becomes in a term: its levels from the first that has a column; none if it is a number. */
    private record Block(Factor factor, List<String> levels, int first, boolean isOfExample) {
        int width() {
            return factor.isCategory() ? Math.max(0, levels.size() - first) : 1;
        }

        String name(int column) {
            return factor.isCategory() ? factor.name(levels.get(first + column)) : factor.name();
        }

        /** The column of the row's level, below 0 if that has none. */
        int level(Cells row) {
            String level = factor.level(row);
            int found = Collections.binarySearch(levels, level, factor.order());
            found = found >= 0 && levels.get(found).equals(level) ? found : -1;
            if (found < 0) { // in another spelling, such as 8.0 for 8, or 1 for TRUE
                List<Optional<BigDecimal>> numbers =
                        levels.stream().map(Truth::number).toList();
                found = numbers.contains(Optional.<BigDecimal>empty()) ? -1 : numbers.indexOf(Truth.number(level));
            }
            if (found < 0) {
                throw row.problem("column '" + factor.column() + "' holds '" + row.text(factor.column())
                        + "', but the model was learnt on " + String.join(", ", levels)
                        + (factor.isText() ? ". Maybe it is misspelt" : ". Maybe move the edges of the bins"));
            }
            return found - first;
        }
    }

    private final List<List<Block>> products = new ArrayList<>();
    private final List<String> names = new ArrayList<>();
    private final boolean hasExamples;

    /**
     * Creates the design.
     *
     * @param formula the features
     * @param levels what {@link Levels#found} found
     * @param ofExamples the columns that belong to examples
     */
    public Design(Formula formula, Map<String, List<String>> levels, Set<String> ofExamples) {
        hasExamples = !ofExamples.isEmpty();
        Set<Set<Factor>> terms = formula.terms().stream().map(Term::set).collect(Collectors.toSet());
        for (Term term : formula.terms()) {
            List<Block> product = new ArrayList<>();
            for (Factor factor : term.factors()) {
                int first = hasBase(terms, term.without(factor), ofExamples) ? 1 : 0;
                List<String> own = levels.getOrDefault(factor.key(), List.of());
                product.add(new Block(factor, own, first, ofExamples.contains(factor.column())));
            }
            products.add(product);
            names.addAll(names(product));
        }
    }

    /** Whether a formula says what the first level of a category costs, beside which other levels are measured. */
    private static boolean hasBase(Set<Set<Factor>> terms, Term rest, Set<String> ofExamples) {
        return rest.factors().stream().allMatch(factor -> ofExamples.contains(factor.column()))
                || terms.contains(rest.set());
    }

    private static List<String> names(List<Block> product) {
        List<String> names = List.of("");
        for (Block block : product) {
            List<String> longer = new ArrayList<>();
            for (int l = 0; l < block.width(); l++) {
                for (String name : names) {
                    longer.add(name.isEmpty() ? block.name(l) : name + ":" + block.name(l));
                }
            }
            names = longer;
        }
        return names;
    }

    /** {@return the names of the features, such as {@code log(km)}, {@code road=A1}, {@code slope in [5, 10)}, {@code km:rain}} */
    public List<String> names() {
        return Collections.unmodifiableList(names);
    }

    /** {@return whether columns belong to examples} */
    public boolean hasExamples() {
        return hasExamples;
    }

    /**
     * {@return what the row of a coordinate gives to each feature}
     *
     * @param row the row
     */
    public double[] of(Cells row) {
        return fill(row, false, new double[names.size()]);
    }

    /**
     * Fills in what the row of a coordinate gives to each feature.
     *
     * @param row the row
     * @param values where the first numbers are written to, one per feature
     */
    public void fill(Cells row, double[] values) {
        Arguments.atLeast("number of values", values.length, names.size());
        fill(row, false, values);
    }

    /**
     * {@return by what the row of an example multiplies each feature of its coordinates}
     *
     * @param row the row
     */
    public double[] ofExample(Cells row) {
        return fill(row, true, new double[names.size()]);
    }

    private double[] fill(Cells row, boolean ofExample, double[] values) {
        int at = 0;
        for (List<Block> product : products) {
            int size = 1;
            if (at < names.size()) {
                values[at] = 1;
            }
            for (Block block : product) {
                size = multiply(values, at, size, block, row, block.isOfExample() == ofExample);
            }
            at += size;
        }
        return values;
    }

    /** Makes a column for each one so far and each column of a factor; returns how many. */
    private int multiply(double[] values, int at, int size, Block block, Cells row, boolean isRead) {
        if (!block.factor().isCategory()) {
            double value = isRead ? block.factor().value(row) : 1;
            for (int i = at; i < at + size; i++) {
                values[i] *= value;
            }
            return size;
        }
        int level = isRead ? block.level(row) : -1;
        int width = block.width();
        double[] before = Arrays.copyOfRange(values, at, at + size);
        for (int l = 0; l < width; l++) {
            for (int i = 0; i < size; i++) {
                values[at + l * size + i] = isRead && l != level ? 0 : before[i];
            }
        }
        if (width == 0 && at < names.size()) {
            values[at] = 0;
        }
        return width * size;
    }
}
