package io.dither.data.formula;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a formula: terms between commas or +. A term is a product of factors by :, or by *, which adds all partial
 * products too.
 *
 * <pre>
 * terms   = product { (","|"+") product }
 * product = inner { "*" inner }
 * inner   = part { ":" part }
 * part    = "(" terms ")" | factor
 * factor  = name | function "(" factor [ ";" edges | "," "ref" "=" level ] ")"
 * </pre>
 */
final class Parser {
    private static final String SPECIAL = ",+:*();`";
    private static final int MAX_DEPTH = 50;
    private static final int MAX_TERMS = 10_000;

    private final String text;
    private int at;
    private int depth;

    Parser(String text) {
        this.text = text;
    }

    List<Term> parse() {
        List<Term> terms = terms();
        if (at < text.length()) {
            throw problem(
                    text.charAt(at) == ')'
                            ? "a parenthesis is too much"
                            : "'" + text.charAt(at) + "' has no meaning here",
                    "Maybe write a name with such signs in `backticks`");
        }
        return terms;
    }

    private List<Term> terms() {
        List<Term> terms = new ArrayList<>();
        Set<Set<Factor>> known = new HashSet<>();
        do {
            int start = at;
            List<Term> product = product();
            for (Term term : product) {
                if (known.add(term.set())) {
                    terms.add(term);
                } else if (product.size() == 1) {
                    at = start;
                    skipBlanks();
                    throw problem("'" + term.text() + "' is there twice", "Maybe remove it");
                }
            }
        } while (take(',') || take('+'));
        return terms;
    }

    /** Reads a product; terms of fewer factors come first, as in R. */
    private List<Term> product() {
        List<Term> all = inner();
        while (take('*')) {
            List<Term> other = inner();
            List<Term> both = products(all, other);
            all = new ArrayList<>(all);
            all.addAll(other);
            all.addAll(both);
            all.sort(Comparator.comparingInt(term -> term.factors().size()));
        }
        return all;
    }

    private List<Term> inner() {
        List<Term> all = part();
        while (take(':')) {
            all = products(all, part());
        }
        return all;
    }

    private List<Term> products(List<Term> terms, List<Term> others) {
        List<Term> products = new ArrayList<>();
        for (Term term : terms) {
            for (Term other : others) {
                other.factors().stream().filter(term.factors()::contains).forEach(twice -> {
                    throw problem(
                            "'" + twice.text() + "' is multiplied by itself", "Maybe square(" + twice.text() + ")");
                });
                products.add(term.times(other));
            }
            if (products.size() > MAX_TERMS) {
                throw problem("there are more than " + MAX_TERMS + " terms", "Maybe : in place of *");
            }
        }
        return products;
    }

    private List<Term> part() {
        if (take('(')) {
            open();
            List<Term> terms = terms();
            close();
            return terms;
        }
        return List.of(Term.of(factor()));
    }

    private Factor factor() {
        skipBlanks();
        int start = at;
        boolean isQuoted = at < text.length() && text.charAt(at) == '`';
        String name = isQuoted ? quoted() : name();
        if (isQuoted || !take('(')) {
            return Factor.number(name);
        }
        List<Function> functions = Function.named(name);
        if (functions.isEmpty() && !name.equals("C") && !name.equals("bin")) {
            at = start;
            throw problem(
                    "'" + name + "' is not a function, as log, log1p, sqrt, square, exp, abs, bin and C are",
                    "Maybe it is a name, to be written in `backticks`");
        }
        open();
        int inside = at;
        Factor of = factor();
        if (of.isCategory() || (name.equals("C") && !of.isPlain())) {
            at = inside;
            throw problem("'" + of.text() + "' cannot be in " + name + "(...)", "Maybe the name of a column");
        }
        Factor made = functions.isEmpty()
                ? name.equals("C") ? of.against(reference()) : of.binned(edges())
                : of.then(functions.get(0));
        close();
        return made;
    }

    /** Reads the reference level, if one is named. */
    private String reference() {
        int start = at;
        if (take(';') || take(',')) {
            skipBlanks();
            boolean isNamed = text.startsWith("ref", at);
            at += isNamed ? "ref".length() : 0;
            if (!isNamed || !take('=')) {
                at = start;
                throw problem("a category has a column, and no other but its reference level", "Maybe C(mode, ref=SM)");
            }
            skipBlanks();
            boolean isQuoted = at < text.length() && text.charAt(at) == '`';
            return isQuoted ? quoted() : name().replaceFirst("^(['\"])(.*)\\1$", "$2");
        }
        return "";
    }

    private List<Double> edges() {
        if (!take(';')) {
            throw problem("the edges of bins are missing", "Maybe bin(slope; 0, 5, 10)");
        }
        List<Double> edges = new ArrayList<>();
        do {
            skipBlanks();
            int start = at;
            while (at < text.length() && ",;)".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String edge = text.substring(start, at).strip();
            double number = number(edge);
            boolean isLater = edges.isEmpty() || number > edges.get(edges.size() - 1);
            if (!Double.isFinite(number) || !isLater) {
                at = start;
                throw problem("'" + edge + "' is not a number above the edge before", "Maybe bin(slope; 0, 5, 10)");
            }
            edges.add(number == 0 ? 0.0 : number); // not -0
        } while (take(','));
        return edges;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }

    private String quoted() {
        int end = text.indexOf('`', at + 1);
        if (end < 0) {
            throw problem("a backtick is missing", "Maybe at the end of the name");
        }
        String name = text.substring(at + 1, end);
        if (name.isEmpty()) {
            throw problem("a name is missing", "Maybe the name of a column");
        }
        at = end + 1;
        skipBlanks();
        return name;
    }

    private String name() {
        int start = at;
        while (at < text.length() && SPECIAL.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        String name = text.substring(start, at).strip();
        if (name.isEmpty()) {
            throw problem("a name is missing", "Maybe the name of a column");
        }
        return name;
    }

    private void open() {
        if (++depth > MAX_DEPTH) {
            throw problem(
                    "there are more than " + MAX_DEPTH + " parentheses in one another", "Maybe some are not needed");
        }
    }

    private void close() {
        depth--;
        if (!take(')')) {
            throw problem("a parenthesis is missing", "Maybe one more ), or names with a comma in `backticks`");
        }
    }

    private boolean take(char sign) {
        skipBlanks();
        boolean isThere = at < text.length() && text.charAt(at) == sign;
        at += isThere ? 1 : 0;
        return isThere;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** Makes the exception for an error at this character; the first is at 1. */
    private InvalidArgumentException problem(String problem, String hint) {
        return new InvalidArgumentException("--features: '" + text + "' at " + (at + 1) + ": " + problem, hint);
    }

    /** {@return a name as it is written in a formula} */
    static String quoted(String name) {
        boolean isPlain = !name.isEmpty()
                && name.equals(name.strip())
                && name.chars().noneMatch(sign -> SPECIAL.indexOf(sign) >= 0);
        Arguments.require(
                isPlain || !name.contains("`"), "the name " + name + " holds a backtick", "Maybe rename the column");
        return isPlain ? name : "`" + name + "`";
    }
}
