package io.dither.data.formula;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Features made of columns, such as {@code minutes, log(km), km:rain, bin(slope; 0, 5, 10), C(road)}. Immutable.
 *
 * <ul>
 *   <li>Terms are separated by commas or +. The name of a column is a term; names with special characters stand in
 *   {@code `backticks`}.
 *   <li>{@code log}, {@code log1p}, {@code sqrt}, {@code square}, {@code exp} and {@code abs} are functions of a
 *   number.
 *   <li>{@code C(road)} is a category: a column of zeros and ones for each level except the reference, which is the first in
 *   alphabetical order, or B7 in {@code C(road, ref=B7)}.
 *   <li>{@code bin(x; 0, 5, 10)} is a category whose levels are the bins {@code x < 0}, {@code x in [0, 5)}, {@code x
 *   in [5, 10)} and {@code x >= 10}, without bins that have no row; the lowest of the others is the reference.
 *   <li>{@code a:b} is a product, {@code a*b} is {@code a, b, a:b}, and {@code (a, b):c} is {@code a:c, b:c}.
 *   <li>As in R, a category in a product has a column for its reference too if the formula does not have the product
 *   without the category. It never has this column if all other factors of the product are columns of examples.
 * </ul>
 */
public final class Formula {
    private final List<Term> terms;

    /** Makes the formula of an option, which messages name. */
    private Formula(String option, List<Term> terms) {
        this.terms = List.copyOf(terms);
        Map<String, Factor> textFactors = new HashMap<>();
        for (Factor factor : categories()) {
            // categories are distinct: two text categories of the same column have different reference levels
            Factor earlier = factor.isText() ? textFactors.putIfAbsent(factor.column(), factor) : null;
            Arguments.require(
                    earlier == null,
                    option + ": '" + factor.text() + "' and '" + (earlier == null ? "" : earlier.text())
                            + "' have different reference levels",
                    "Maybe give both the same ref");
        }
    }

    /**
     * Reads the features of {@code --features}.
     *
     * @param text the formula; blank for no terms
     * @return the formula
     * @throws InvalidArgumentException if it is not a formula; the message names the position of the error
     */
    public static Formula parse(String text) {
        return parse("--features", text);
    }

    /**
     * Reads the formula of an option.
     *
     * @param option the option, such as {@code --membership}, for messages
     * @param text the formula; blank for no terms
     * @return the formula
     * @throws InvalidArgumentException if it is not a formula; the message names the option and the position of the error
     */
    public static Formula parse(String option, String text) {
        return new Formula(option, text.isBlank() ? List.of() : new Parser(option, text).parse());
    }

    /**
     * Reads the terms of the features of {@code --features}.
     *
     * @param texts one or more terms each
     * @return the formula
     * @throws InvalidArgumentException if a text is not made of terms, or is a single term that is there already
     */
    public static Formula of(List<String> texts) {
        return parse(String.join(", ", texts));
    }

    /**
     * {@return a column as it is written in a formula: its name, in backticks if it has special characters}
     *
     * @param column the name
     * @throws InvalidArgumentException if the name has a backtick
     */
    public static String quoted(String column) {
        return Parser.quoted(column);
    }

    /**
     * Turns columns into categories.
     *
     * @param columns their names; columns that no term names are added at the end
     * @return the formula with {@code C(column)} in the place of each of these columns that stands in no function and no bin
     */
    public Formula withCategories(Collection<String> columns) {
        List<Term> changed = new ArrayList<>();
        for (Term term : terms) {
            changed.add(new Term(term.factors().stream()
                    .map(factor -> factor.isRawNumber() && columns.contains(factor.column()) ? factor.asText() : factor)
                    .toList()));
        }
        Set<String> columnsOfTerms = columns();
        columns.stream()
                .sorted()
                .filter(column -> !columnsOfTerms.contains(column))
                .forEach(column -> changed.add(Term.of(Factor.number(column).asText())));
        return new Formula("--features", changed);
    }

    List<Term> terms() {
        return terms;
    }

    /** {@return the text of each term} */
    public List<String> texts() {
        return terms.stream().map(Term::text).toList();
    }

    /** {@return the names of the columns that the formula reads, each once} */
    public Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        terms.forEach(term -> term.factors().forEach(factor -> columns.add(factor.column())));
        return columns;
    }

    /** {@return whether a term has a category; bins are categories too} */
    public boolean hasCategories() {
        return !categories().isEmpty();
    }

    /** {@return the categories, bins included, each once} */
    List<Factor> categories() {
        return terms.stream()
                .flatMap(term -> term.factors().stream())
                .filter(Factor::isCategory)
                .distinct()
                .toList();
    }

    /** {@return the text that is parsed as this formula} */
    @Override
    public String toString() {
        return String.join(", ", texts());
    }
}
