package io.dither.choice;

import io.dither.data.formula.Formula;
import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Utilities of alternatives as text.
 *
 * <pre>
 * utility = sum | alternative ":" sum { ";" alternative ":" sum }
 * sum     = term { "+" term }
 * term    = [ name "=" ] factor { ":" factor }
 * factor  = "asc" [ "(base=" alternative ")" ] | "alternative" | "C(" column [ ", ref=" level ] ")" | "bin(" ... ")" | expression
 * </pre>
 *
 * <p>A term is a coefficient times the product of its factors. In a single sum for all alternatives the coefficient is the same for all, and {@code {alt}}
 * stands for the name of the alternative. {@code asc} stands for a constant of each alternative but the base, which is the first alternative unless another is
 * named; {@code alternative} stands for a constant of each alternative. With a sum for each alternative, terms with the same name share a coefficient.
 * Categories and bins are those of a {@link Formula}.
 *
 * @param coefficients the columns that the utilities need, one per coefficient
 * @param features the terms of a {@link Formula} of these columns
 */
record Utility(List<Coefficient> coefficients, List<String> features) {
    static final String CONSTANT = "asc";
    static final String EACH = "alternative";
    private static final Pattern BASE = Pattern.compile("asc\\s*\\(\\s*base\\s*=\\s*(.+?)\\s*\\)");
    private static final Pattern NAME =
            Pattern.compile("\\s*([\\p{L}_][\\p{L}\\p{N}_.]*)\\s*=(?!=)\\s*(.*)", Pattern.DOTALL);
    private static final Pattern CATEGORY = Pattern.compile("(C|bin)\\s*\\(.*\\)");
    private static final Pattern PLACEHOLDER = Pattern.compile("[_.]?\\{alt}[_.]?");

    /**
     * The column that is made for a coefficient.
     *
     * @param name the name of the column
     * @param text the term that it comes from, for messages
     * @param factors the factor of the coefficient in the utility of each alternative, by its name; an empty name stands for all alternatives
     */
    record Coefficient(String name, String text, Map<String, Expression> factors) {
        /** Returns whether only one alternative has the coefficient. */
        boolean isOfOneAlternative() {
            return factors.size() == 1 && !factors.containsKey("");
        }

        /** Returns the factor of the coefficient in the utility of an alternative; empty if the utility does not have the coefficient. */
        Optional<Expression> factor(String alternative) {
            Expression specific = factors.get(alternative);
            return Optional.ofNullable(specific == null ? factors.get("") : specific);
        }
    }

    /**
     * Reads utilities.
     *
     * @param text the utilities
     * @param alternatives the names of the alternatives, the first being the usual base; none if they are not known, and no term needs them
     * @param isWide whether rows are choices, and not alternatives
     * @return the utilities
     * @throws InvalidArgumentException that names the wrong part of the text
     */
    static Utility parse(String text, List<String> alternatives, boolean isWide) {
        Builder builder = new Builder(alternatives, isWide);
        List<String> sums = split(text, ';');
        for (String sum : sums) {
            List<String> parts = split(sum, ':');
            String first = parts.get(0).strip();
            // 'CAR: ...' is the utility of one alternative; any other ':' joins factors
            boolean isSpecific = parts.size() > 1 && (alternatives.contains(first) || sums.size() > 1);
            if (isSpecific) {
                Utility.requireAlternative(first, alternatives, "the utilities are those of");
            }
            String alternative = isSpecific ? first : "";
            for (String term : split(isSpecific ? sum.substring(sum.indexOf(':') + 1) : sum, '+')) {
                builder.add(term.strip(), alternative);
            }
        }
        return builder.build();
    }

    private static void requireAlternative(String name, List<String> alternatives, String problem) {
        Arguments.require(
                alternatives.contains(name),
                "--utility: " + problem + " '" + name + "', which is not an alternative: "
                        + String.join(", ", alternatives),
                "Maybe a typing error, or --alternatives '1=TRAIN,2=CAR' names others");
    }

    /** {@return the columns that the utilities read} */
    Set<String> columns() {
        Set<String> columns = new TreeSet<>(Formula.of(features).columns());
        for (Coefficient coefficient : coefficients) {
            columns.remove(coefficient.name()); // made, not read
            coefficient.factors().values().forEach(factor -> columns.addAll(factor.columns()));
        }
        return columns;
    }

    /** Splits at a separator outside parentheses and quotation marks. */
    static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        char open = 0; // the quotation mark that is open, or 0
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (open != 0) {
                open = c == open ? 0 : open;
            } else if (c == '\'' || c == '"' || c == '`') {
                open = c;
            } else if (c == separator && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
            if (open == 0) {
                depth += c == '(' ? 1 : 0;
                depth -= c == ')' ? 1 : 0;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static final class Builder {
        private final List<String> alternatives;
        private final boolean isWide;
        /** The coefficients by their names. */
        private final Map<String, Coefficient> coefficients = new LinkedHashMap<>();
        /** The terms of the formula, by the term and the alternative that has it, so that no term is added twice. */
        private final Map<String, String> features = new LinkedHashMap<>();

        Builder(List<String> alternatives, boolean isWide) {
            this.alternatives = alternatives;
            this.isWide = isWide;
        }

        /** Adds a term of one alternative, or of all alternatives if the name is empty. */
        void add(String term, String alternative) {
            Arguments.require(!term.isEmpty(), "--utility has a term without text", "Maybe there is one + too many");
            Matcher named = NAME.matcher(term);
            String name = named.matches() ? named.group(1) : "";
            List<String> numbers = new ArrayList<>();
            List<String> categories = new ArrayList<>();
            String dummies = ""; // the factor asc, asc(base=...) or alternative, if the term has one
            for (String factor : split(named.matches() ? named.group(2) : term, ':')) {
                String text = factor.strip();
                if (text.equals(CONSTANT)
                        || text.equals(EACH)
                        || BASE.matcher(text).matches()) {
                    Arguments.require(
                            dummies.isEmpty(), "--utility: '" + term + "' has two constants", "Maybe remove one");
                    dummies = text;
                } else {
                    (CATEGORY.matcher(text).matches() ? categories : numbers).add(text);
                }
            }
            requireDifference(term, dummies, numbers, alternative);
            if (dummies.isEmpty() && numbers.isEmpty() && alternative.isEmpty()) {
                // only categories, the same for all alternatives: a term of the formula, without a column of its own
                Arguments.require(
                        name.isEmpty(),
                        "--utility: '" + term + "' is a category, whose levels name it",
                        "Maybe leave '" + name + "=' out");
                features.put(term, term);
                return;
            }
            String sharedName = name.isEmpty() ? nameOf(numbers, alternative) : name;
            for (String owner : alternativesOf(dummies, alternative, term)) {
                // asc_CAR for asc, asc_CAR:INCOME for asc:INCOME, CAR for alternative
                String constant = name.isEmpty() ? CONSTANT : name;
                String coefficientName = dummies.isEmpty()
                        ? sharedName
                        : (dummies.equals(EACH) ? "" : constant + "_")
                                + owner
                                + (numbers.isEmpty() ? "" : ":" + nameOf(numbers, alternative));
                if (coefficientName.isEmpty()) {
                    coefficientName = owner; // a category of one alternative
                }
                put(coefficientName, term, owner, numbers, categories);
            }
        }

        /** Refuses a term that is the same for all alternatives of a row, because it changes no choice. */
        private void requireDifference(String term, String dummies, List<String> numbers, String alternative) {
            // C(alternative) differs between the alternatives of a row
            boolean isSame = isWide
                    && dummies.isEmpty()
                    && alternative.isEmpty()
                    && !term.contains(ExpressionParser.ALTERNATIVE)
                    && !(numbers.isEmpty() && term.contains(EACH));
            Arguments.require(
                    !isSame,
                    "--utility: '" + term + "' is the same for all alternatives, and changes no choice",
                    "Maybe write asc:" + term + ", or {alt}_TT for a column of each alternative");
        }

        /**
         * Adds a coefficient to the utility of an alternative, times the product of numbers and categories.
         *
         * @param name the name of the coefficient and of its column, which holds the product of the numbers
         * @param term the text of the term, for messages
         * @param owner the alternative; empty for all
         */
        private void put(String name, String term, String owner, List<String> numbers, List<String> categories) {
            String product = numbers.size() == 1 ? numbers.get(0) : "(" + String.join(")*(", numbers) + ")";
            String text = numbers.isEmpty() ? "1" : product;
            Coefficient coefficient =
                    coefficients.computeIfAbsent(name, any -> new Coefficient(name, term, new LinkedHashMap<>()));
            List<String> featureFactors = new ArrayList<>(List.of(Formula.quoted(name)));
            featureFactors.addAll(categories);
            String feature = String.join(":", featureFactors);
            boolean isNew = features.put(feature + "\n" + owner, feature) == null;
            Arguments.require(
                    isNew,
                    "--utility has '" + name + "' twice" + (owner.isEmpty() ? "" : " for " + owner),
                    "Maybe name one: other=" + term);
            coefficient.factors().put(owner, Expression.parse(text, owner));
        }

        /** Returns the alternatives whose utilities have a term; an empty name stands for all. */
        private List<String> alternativesOf(String dummies, String alternative, String term) {
            if (!alternative.isEmpty()) {
                Arguments.require(
                        !dummies.startsWith(CONSTANT + "(") && !dummies.startsWith(CONSTANT + " "),
                        "--utility: '" + term + "' names a base, but is of " + alternative + " alone",
                        "Maybe write asc here, and no asc in the utility of the base");
                return List.of(alternative);
            }
            if (dummies.isEmpty()) {
                return term.contains(ExpressionParser.ALTERNATIVE) ? allAlternatives(term) : List.of("");
            }
            Matcher base = BASE.matcher(dummies);
            List<String> all = new ArrayList<>(allAlternatives(term));
            if (base.matches()) {
                requireAlternative(base.group(1), alternatives, "the base is");
            }
            if (!dummies.equals(EACH)) {
                all.remove(base.matches() ? base.group(1) : all.get(0));
            }
            return all;
        }

        private List<String> allAlternatives(String term) {
            Arguments.require(
                    !alternatives.isEmpty(),
                    "--utility: '" + term + "' needs the names of the alternatives",
                    "Maybe --alternatives '1=TRAIN,2=CAR'");
            return alternatives;
        }

        /** Makes a name of factors, without the name of the alternative if all alternatives share the coefficient. */
        private static String nameOf(List<String> numbers, String alternative) {
            String text = String.join(":", numbers);
            return alternative.isEmpty()
                    ? PLACEHOLDER.matcher(text).replaceAll("").replaceAll("[\\s`]", "")
                    : text.replace(ExpressionParser.ALTERNATIVE, alternative).replaceAll("[\\s`]", "");
        }

        Utility build() {
            return new Utility(
                    List.copyOf(coefficients.values()),
                    features.values().stream().distinct().toList());
        }
    }
}
