package io.dither.data.formula;

import io.dither.error.Arguments;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads a formula: terms between commas or +. A term is a product of factors with : between them, or with *, which also
 * adds all partial products.
 *
 * <pre>
 * terms       = crossing { (","|"+") crossing }
 * crossing    = interaction { "*" interaction }
 * interaction = part { ":" part }
 * part        = "(" terms ")" | factor
 * factor      = name | function "(" factor [ ";" edges | (","|";") "ref" "=" level ] ")"
 * </pre>
 */
final class Parser {
    /** A name without the symbols of formulas. */
    private static final Pattern NAME = Pattern.compile("[^,+:*();`]*");

    /** A text in quotation marks, without which the name of a reference level is read. */
    private static final String IN_MARKS = "^(['\"])(.*)\\1$";

    private static final Pattern EDGE = Pattern.compile("[^,;)]*");
    /** A * or : that makes more products is refused, because each further * doubles the number of terms. */
    private static final int MAX_TERMS = 10_000;

    private final Cursor cursor;

    /** Starts at the beginning of the text of an option, which messages name. */
    Parser(String option, String text) {
        cursor = new Cursor(option, text);
    }

    List<Term> parse() {
        List<Term> terms = terms();
        String unread = cursor.unread();
        if (!unread.isEmpty()) {
            throw cursor.problem(
                    unread.startsWith(")")
                            ? "there is a closing parenthesis too many"
                            : "'" + unread.charAt(0) + "' has no meaning here",
                    "Maybe write a name with such symbols in `backticks`");
        }
        return terms;
    }

    private List<Term> terms() {
        List<Term> terms = new ArrayList<>();
        Set<Set<Factor>> earlier = new HashSet<>();
        do {
            int start = cursor.position();
            List<Term> crossing = crossing();
            for (Term term : crossing) {
                if (earlier.add(term.factorSet())) {
                    terms.add(term);
                } else if (crossing.size() == 1) { // several terms, such as those of a*b, may repeat earlier terms
                    throw cursor.back(start).problem("'" + term.text() + "' is there twice", "Maybe remove it");
                }
            }
        } while (cursor.take(",") || cursor.take("+"));
        return terms;
    }

    /** Reads interactions with * between them: a*b stands for a, b, a:b. Terms of fewer factors come first. */
    private List<Term> crossing() {
        List<Term> terms = interaction();
        while (cursor.take("*")) {
            List<Term> right = interaction();
            List<Term> products = products(terms, right);
            terms = new ArrayList<>(terms);
            terms.addAll(right);
            terms.addAll(products);
            terms.sort(Comparator.comparingInt(term -> term.factors().size()));
        }
        return terms;
    }

    /** Reads parts with : between them: a:b stands for the products of the terms of a with the terms of b. */
    private List<Term> interaction() {
        List<Term> terms = part();
        while (cursor.take(":")) {
            terms = products(terms, part());
        }
        return terms;
    }

    /** Returns the product of each left term with each right term. */
    private List<Term> products(List<Term> leftTerms, List<Term> rightTerms) {
        List<Term> products = new ArrayList<>();
        for (Term left : leftTerms) {
            for (Term right : rightTerms) {
                right.factors().stream().filter(left.factors()::contains).forEach(twice -> {
                    throw cursor.problem(
                            "'" + twice.text() + "' is multiplied by itself",
                            twice.isCategory() ? "Maybe write it once" : "Maybe write square(" + twice.text() + ")");
                });
                products.add(left.times(right));
            }
            if (products.size() > MAX_TERMS) {
                throw cursor.problem("there are more than " + MAX_TERMS + " terms", "Maybe use : instead of *");
            }
        }
        return products;
    }

    private List<Term> part() {
        if (cursor.open()) {
            List<Term> terms = terms();
            cursor.close();
            return terms;
        }
        return List.of(Term.of(factor()));
    }

    private Factor factor() {
        int start = cursor.position();
        boolean isQuoted = cursor.isNext("`");
        String name = name();
        if (isQuoted || !cursor.open()) {
            return Factor.number(name);
        }
        Optional<Function> function = Function.named(name);
        if (function.isEmpty() && !name.equals("C") && !name.equals("bin")) {
            throw cursor.back(start)
                    .problem(
                            "'" + name + "' is not a function, as " + Function.names() + ", bin and C are",
                            "Maybe it is a name, to be written in `backticks`");
        }
        int inside = cursor.position();
        Factor argument = factor();
        if (argument.isCategory() || (name.equals("C") && !argument.isRawNumber())) {
            throw cursor.back(inside)
                    .problem(
                            "'" + argument.text() + "' cannot be in " + name + "(...)",
                            "Maybe write the name of a column");
        }
        Factor factor = function.map(argument::then)
                .orElseGet(() -> name.equals("C") ? argument.withReference(reference()) : argument.binned(edges()));
        cursor.close();
        return factor;
    }

    /** Reads the reference level, if one is named. */
    private String reference() {
        int start = cursor.position();
        if (!cursor.take(";") && !cursor.take(",")) {
            return "";
        }
        if (!cursor.take("ref") || !cursor.take("=")) {
            throw cursor.back(start)
                    .problem("C(...) has a column and, optionally, its reference level", "Maybe write C(mode, ref=SM)");
        }
        // a name in quotation marks is read without them
        return cursor.isNext("`") ? name() : name().replaceFirst(IN_MARKS, "$2");
    }

    private List<Double> edges() {
        if (!cursor.take(";")) {
            throw cursor.problem("the edges of bins are missing", "Maybe write bin(slope; 0, 5, 10)");
        }
        List<Double> edges = new ArrayList<>();
        do {
            int start = cursor.position();
            String edge = cursor.take(EDGE).strip();
            double number = number(edge);
            boolean isIncreasing = edges.isEmpty() || number > edges.get(edges.size() - 1);
            if (!Double.isFinite(number) || !isIncreasing) {
                throw cursor.back(start)
                        .problem(
                                "'" + edge + "' is not a number above the edge before",
                                "Maybe write bin(slope; 0, 5, 10)");
            }
            edges.add(number == 0 ? 0.0 : number); // 0 and -0 are the same edge, but differ as Double
        } while (cursor.take(","));
        return edges;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException word) {
            return Double.NaN;
        }
    }

    private String name() {
        String name = cursor.isNext("`") ? cursor.quoted() : cursor.take(NAME).strip();
        if (name.isEmpty()) {
            throw cursor.problem("a name is missing", "Maybe write the name of a column");
        }
        return name;
    }

    /** {@return a name as it is written in a formula} */
    static String quoted(String name) {
        boolean isBare = !name.isEmpty() // needs no backticks
                && name.equals(name.strip().replaceFirst(IN_MARKS, "$2"))
                && NAME.matcher(name).matches();
        Arguments.require(
                isBare || !name.contains("`"), "the name " + name + " holds a backtick", "Maybe rename the column");
        return isBare ? name : "`" + name + "`";
    }
}
