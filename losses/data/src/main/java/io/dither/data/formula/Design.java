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
 * Makes the features of coordinates from their rows, by a formula and the levels of its categories. If columns belong
 * to examples, a feature is the product of a number from the row of the coordinate and a multiplier from the row of the
 * example. Immutable.
 */
public final class Design {
    /**
     * A factor of a term, as columns of the matrix of features: one column for a number, or a column for each level of a
     * category from the level {@code firstLevel} on.
     */
    private record Block(Factor factor, List<String> levels, int firstLevel, boolean isOfExample) {
        int width() {
            return factor.isCategory() ? Math.max(0, levels.size() - firstLevel) : 1;
        }

        String name(int column) {
            return factor.isCategory() ? factor.name(levels.get(firstLevel + column)) : factor.name();
        }

        /** Returns the column of a row's level; negative for the reference level if it has no column. */
        int columnOfLevel(Cells row) {
            String level = factor.level(row);
            int index = Collections.binarySearch(levels, level, factor.order());
            // if all levels are numbers or truth values, another spelling matches too, such as 8.0 for 8, or 1 for TRUE
            if (index < 0) {
                List<Optional<BigDecimal>> numbers =
                        levels.stream().map(Truth::number).toList();
                index = numbers.contains(Optional.<BigDecimal>empty()) ? -1 : numbers.indexOf(Truth.number(level));
            }
            if (index < 0) {
                throw row.problem("column '" + factor.column() + "' holds '" + row.text(factor.column())
                        + "', but the model was learnt on " + String.join(", ", levels)
                        + (factor.isText() ? ". Maybe it is misspelt" : ". Maybe move the edges of the bins"));
            }
            return index - firstLevel;
        }
    }

    /** The factors of each term, whose columns are the products of their columns. */
    private final Block[][] products;

    private final List<String> names = new ArrayList<>();
    private final boolean hasColumnsOfExamples;

    /**
     * Creates the design.
     *
     * @param formula the features
     * @param levels the levels, see {@link Levels#byCategory}
     * @param ofExamples the columns that belong to examples
     */
    public Design(Formula formula, Map<String, List<String>> levels, Set<String> ofExamples) {
        hasColumnsOfExamples = !ofExamples.isEmpty();
        Set<Set<Factor>> terms = formula.terms().stream().map(Term::factorSet).collect(Collectors.toSet());
        products = new Block[formula.terms().size()][];
        for (int t = 0; t < products.length; t++) {
            Term term = formula.terms().get(t);
            List<Block> product = new ArrayList<>();
            for (Factor factor : term.factors()) {
                int firstLevel = isReferenceDropped(terms, term.without(factor), ofExamples) ? 1 : 0;
                List<String> factorLevels = levels.getOrDefault(factor.key(), List.of());
                product.add(new Block(factor, factorLevels, firstLevel, ofExamples.contains(factor.column())));
            }
            products[t] = product.toArray(Block[]::new);
            names.addAll(names(product));
        }
    }

    /**
     * Returns whether the reference level of a category needs no column. The columns of all levels add up to the term
     * without the category. So one level is redundant if the formula has that term too, or if all factors of
     * that term, perhaps none, are columns of examples: it adds the same to all coordinates, which changes no decision.
     */
    private static boolean isReferenceDropped(Set<Set<Factor>> terms, Term termWithout, Set<String> ofExamples) {
        return termWithout.factors().stream().allMatch(factor -> ofExamples.contains(factor.column()))
                || terms.contains(termWithout.factorSet());
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
    public boolean hasColumnsOfExamples() {
        return hasColumnsOfExamples;
    }

    /**
     * {@return the value of each feature from the row of a coordinate; factors from the row of the example count as 1}
     *
     * @param row the row
     */
    public double[] features(Cells row) {
        return fill(row, false, new double[names.size()]);
    }

    /**
     * Fills in the value of each feature from the row of a coordinate.
     *
     * @param row the row
     * @param values the first numbers are overwritten, one per feature
     */
    public void fill(Cells row, double[] values) {
        Arguments.atLeast("number of values", values.length, names.size());
        fill(row, false, values);
    }

    /**
     * {@return the multiplier of each feature from the row of an example, for all coordinates of the example; factors from
     * the rows of coordinates count as 1}
     *
     * @param row the row
     */
    public double[] multipliersOfExample(Cells row) {
        return fill(row, true, new double[names.size()]);
    }

    private double[] fill(Cells row, boolean isRowOfExample, double[] values) {
        int first = 0; // the first column of the term
        for (Block[] product : products) {
            // the number of columns of the term so far; 0 if neither this term nor a later term has columns
            int size = first < names.size() ? 1 : 0;
            Arrays.fill(values, first, first + size, 1);
            for (Block block : product) {
                size = multiply(values, first, size, block, row, block.isOfExample() == isRowOfExample);
            }
            first += size;
        }
        return values;
    }

    /**
     * Multiplies the columns of a term so far by each column of a factor; returns the new number of columns.
     *
     * @param first the index of the first column of the term
     * @param size the number of columns so far
     * @param isRead whether the factor is read from this row; otherwise it belongs to the other kind of row, and its columns count as 1
     */
    private int multiply(double[] values, int first, int size, Block block, Cells row, boolean isRead) {
        if (!block.factor().isCategory()) {
            double value = isRead ? block.factor().value(row) : 1;
            for (int i = first; i < first + size; i++) {
                values[i] *= value;
            }
            return size;
        }
        int column = isRead ? block.columnOfLevel(row) : -1;
        int width = block.width();
        double[] columnsSoFar = Arrays.copyOfRange(values, first, first + size);
        for (int l = 0; l < width; l++) {
            for (int i = 0; i < size; i++) {
                values[first + l * size + i] = isRead && l != column ? 0 : columnsSoFar[i];
            }
        }
        return width * size;
    }
}
