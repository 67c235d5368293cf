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
 * stands for the name of the alternative. The factor {@code asc} stands for a constant of each alternative but the base. The base is the first alternative
 * unless the factor names another. The factor {@code alternative} stands for a constant of each alternative, without a base. If each alternative has its own
 * sum, terms with the same name share a coefficient; a term without a name is named by its expressions. Categories and bins are those of a {@link Formula}.
 *
 * @param coefficients the columns that the utilities need, one per coefficient
 * @param features the terms of the model's {@link Formula}, which may read these and other columns
 */
record Utility(List<Coefficient> coefficients, List<String> features) {
    /** The factor that stands for a constant of each alternative but the base. */
    static final String CONSTANT = "asc";
    /** The factor that stands for a constant of each alternative. */
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
     * @param factors for the name of each alternative, the expression that multiplies the coefficient in its utility; an empty name stands for all alternatives
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
     * @param alternatives the names of the alternatives, the first being the usual base; may be empty if no term needs them
     * @param isWide whether a row has all alternatives of a choice, and not only one
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
                Utility.requireAlternative(first, alternatives, "there is a utility of");
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
                "Maybe a typing error, or name the alternatives by --alternatives '1=TRAIN,2=CAR'");
    }

    /** {@return the columns that the utilities read} */
    Set<String> columns() {
        Set<String> columns = new TreeSet<>(Formula.of(features).columns());
        for (Coefficient coefficient : coefficients) {
            columns.remove(coefficient.name()); // computed, so not in the data
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
            List<String> expressions = new ArrayList<>();
            List<String> categories = new ArrayList<>();
            String constants = ""; // the factor asc, asc(base=...) or alternative, if the term has one
            for (String factor : split(named.matches() ? named.group(2) : term, ':')) {
                String text = factor.strip();
                if (text.equals(CONSTANT)
                        || text.equals(EACH)
                        || BASE.matcher(text).matches()) {
                    Arguments.require(
                            constants.isEmpty(), "--utility: '" + term + "' has two constants", "Maybe remove one");
                    constants = text;
                } else {
                    (CATEGORY.matcher(text).matches() ? categories : expressions).add(text);
                }
            }
            requireEffect(term, constants, expressions, categories, alternative);
            if (constants.isEmpty() && expressions.isEmpty() && alternative.isEmpty()) {
                // only categories, the same for all alternatives: a term of the formula, without a column of its own
                Arguments.require(
                        name.isEmpty(),
                        "--utility: '" + term + "' is a category, whose coefficients are named by its levels",
                        "Maybe leave '" + name + "=' out");
                features.put(term, term);
                return;
            }
            String sharedName = name.isEmpty() ? nameOf(expressions, alternative) : name;
            for (String owner : alternativesOf(constants, alternative, term)) {
                // asc_CAR for asc, asc_CAR:INCOME for asc:INCOME, CAR for alternative
                String constant = name.isEmpty() ? CONSTANT : name;
                String coefficientName = constants.isEmpty()
                        ? sharedName
                        : (constants.equals(EACH) ? "" : constant + "_")
                                + owner
                                + (expressions.isEmpty() ? "" : ":" + nameOf(expressions, alternative));
                if (coefficientName.isEmpty()) {
                    coefficientName = owner; // a category of one alternative
                }
                put(coefficientName, term, owner, expressions, categories);
            }
        }

        /** Refuses a term that is the same for all alternatives of a row, because it changes no choice. */
        private void requireEffect(
                String term, String constants, List<String> expressions, List<String> categories, String alternative) {
            // C(alternative) differs between the alternatives of a row
            boolean isSame = isWide
                    && constants.isEmpty()
                    && alternative.isEmpty()
                    && !term.contains(ExpressionParser.ALTERNATIVE)
                    && !(expressions.isEmpty()
                            && Formula.parse("--utility", String.join(", ", categories))
                                    .columns()
                                    .contains(EACH));
            Arguments.require(
                    !isSame,
                    "--utility: '" + term + "' is the same for all alternatives, and changes no choice",
                    "Maybe write asc:" + term + ", or {alt}_TT for a column of each alternative");
        }

        /**
         * Adds a term to the utility of an alternative: a coefficient times the product of expressions and categories.
         *
         * @param name the name of the coefficient and of its column, which holds the product of the expressions
         * @param term the text of the term, for messages
         * @param owner the alternative; empty for all
         */
        private void put(String name, String term, String owner, List<String> expressions, List<String> categories) {
            String product = expressions.size() == 1 ? expressions.get(0) : "(" + String.join(")*(", expressions) + ")";
            String text = expressions.isEmpty() ? "1" : product;
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
        private List<String> alternativesOf(String constants, String alternative, String term) {
            if (!alternative.isEmpty()) {
                Arguments.require(
                        !constants.startsWith(CONSTANT + "(") && !constants.startsWith(CONSTANT + " "),
                        "--utility: '" + term + "' names a base, but is of " + alternative + " alone",
                        "Maybe write asc here, and no asc in the utility of the base");
                return List.of(alternative);
            }
            if (constants.isEmpty()) {
                return term.contains(ExpressionParser.ALTERNATIVE) ? allAlternatives(term) : List.of("");
            }
            Matcher base = BASE.matcher(constants);
            List<String> all = new ArrayList<>(allAlternatives(term));
            if (base.matches()) {
                requireAlternative(base.group(1), alternatives, "the base is");
            }
            if (!constants.equals(EACH)) {
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

        /** Makes the name of a coefficient from its expressions. An empty alternative stands for all alternatives; then {@code {alt}} is left out. */
        private static String nameOf(List<String> expressions, String alternative) {
            String text = String.join(":", expressions);
            return alternative.isEmpty()
                    ? PLACEHOLDER.matcher(text).replaceAll("").replaceAll("[\\s`]", "")
                    : text.replace(ExpressionParser.ALTERNATIVE, alternative).replaceAll("[\\s`]", "");
        }

        Utility build() {
            List<String> terms = features.values().stream().distinct().toList();
            Formula.parse("--utility", String.join(", ", terms)); // refuses wrong categories, naming this option
            return new Utility(List.copyOf(coefficients.values()), terms);
        }
    }
}
