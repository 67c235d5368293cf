package io.dither.experiments.choice;

import io.dither.data.formula.Cells;
import io.dither.error.InvalidArgumentException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** Reads an {@link Expression} by recursive descent. */
final class ExpressionParser {
    /** What stands for the name of an alternative. */
    static final String ALTERNATIVE = "{alt}";

    private static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.of(
            "log", Math::log,
            "log1p", Math::log1p,
            "exp", Math::exp,
            "sqrt", Math::sqrt,
            "abs", Math::abs);
    private static final Map<String, DoubleBinaryOperator> PAIRS = Map.of("min", Math::min, "max", Math::max);
    private static final List<String> COMPARISONS = List.of("==", "!=", "<=", ">=", "<", ">", "=");
    private static final int DEEPEST = 100;

    private final String text;
    private final String alternative;
    private final Set<String> columns = new LinkedHashSet<>();
    private int at;
    private int depth;

    ExpressionParser(String text, String alternative) {
        this.text = text;
        this.alternative = alternative;
    }

    /** A part of an expression: a number, or a text that comparisons take. */
    private record Part(ToDoubleFunction<Cells> number, Optional<String> literal, Optional<String> column) {
        static Part of(ToDoubleFunction<Cells> number) {
            return new Part(number, Optional.empty(), Optional.empty());
        }

        double of(Cells row) {
            return number.applyAsDouble(row);
        }

        /** Whether two parts are the same text, if one of them is a text, or else the same number. */
        boolean equals(Part other, Cells row) {
            if (literal.isPresent() && other.column.isPresent()) {
                return literal.get().equals(row.text(other.column.get()));
            }
            return other.literal.isPresent() && column.isPresent() ? other.equals(this, row) : of(row) == other.of(row);
        }
    }

    private record Parsed(String text, Part whole, Set<String> columns) implements Expression {
        @Override
        public double of(Cells row) {
            double value = whole.of(row);
            if (!Double.isFinite(value)) {
                throw row.problem("'" + text + "' is not a finite number. Maybe a division by 0, or a logarithm of 0");
            }
            return value;
        }
    }

    Expression parse() {
        Part whole = or();
        skipBlanks();
        if (at < text.length()) {
            throw problem("'" + text.substring(at) + "' has no meaning here");
        }
        return new Parsed(text.strip(), whole, Set.copyOf(columns));
    }

    private Part or() {
        if (++depth > DEEPEST) {
            throw problem("there are more than " + DEEPEST + " parentheses in one another");
        }
        Part left = and();
        while (takeWord("or")) {
            Part first = left;
            Part second = and();
            left = Part.of(row -> truth(first.of(row) != 0 || second.of(row) != 0));
        }
        depth--;
        return left;
    }

    private Part and() {
        Part left = not();
        while (takeWord("and")) {
            Part first = left;
            Part second = not();
            left = Part.of(row -> truth(first.of(row) != 0 && second.of(row) != 0));
        }
        return left;
    }

    private Part not() {
        if (takeWord("not")) {
            Part denied = comparison();
            return Part.of(row -> truth(denied.of(row) == 0));
        }
        return comparison();
    }

    private static double truth(boolean isTrue) {
        return isTrue ? 1 : 0;
    }

    private Part comparison() {
        Part left = sum();
        if (takeWord("in")) {
            return in(left);
        }
        for (String sign : COMPARISONS) {
            if (take(sign)) {
                Part right = sum();
                return Part.of(row -> truth(
                        switch (sign) {
                            case "==", "=" -> left.equals(right, row);
                            case "!=" -> !left.equals(right, row);
                            case "<=" -> left.of(row) <= right.of(row);
                            case ">=" -> left.of(row) >= right.of(row);
                            case "<" -> left.of(row) < right.of(row);
                            default -> left.of(row) > right.of(row);
                        }));
            }
        }
        return left;
    }

    private Part in(Part left) {
        boolean isEnclosed = take("(");
        List<Part> values = new ArrayList<>();
        do {
            values.add(sum());
        } while (take(","));
        if (isEnclosed) {
            close();
        }
        return Part.of(row -> truth(values.stream().anyMatch(value -> left.equals(value, row))));
    }

    private Part sum() {
        Part left = product();
        while (true) {
            Part first = left;
            if (take("+")) {
                Part second = product();
                left = Part.of(row -> first.of(row) + second.of(row));
            } else if (take("-")) {
                Part second = product();
                left = Part.of(row -> first.of(row) - second.of(row));
            } else {
                return left;
            }
        }
    }

    private Part product() {
        Part left = sign();
        while (true) {
            Part first = left;
            if (take("*")) {
                Part second = sign();
                left = Part.of(row -> first.of(row) * second.of(row));
            } else if (take("/")) {
                Part second = sign();
                left = Part.of(row -> first.of(row) / second.of(row));
            } else {
                return left;
            }
        }
    }

    private Part sign() {
        if (take("-")) {
            Part positive = atom();
            return Part.of(row -> -positive.of(row));
        }
        return atom();
    }

    private Part atom() {
        skipBlanks();
        if (take("(")) {
            Part inside = or();
            close();
            return inside;
        }
        char first = at < text.length() ? text.charAt(at) : ' ';
        if (first == '\'' || first == '"') {
            String literal = quoted(first);
            return new Part(
                    row -> {
                        throw row.problem("'" + literal + "' is a text, which is only compared by == and !=");
                    },
                    Optional.of(literal),
                    Optional.empty());
        }
        if (first == '`') {
            return column(quoted(first));
        }
        int start = at;
        while (at < text.length() && isOfName(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.isEmpty()) {
            throw problem("a number or the name of a column is missing");
        }
        if (Character.isDigit(first) || first == '.') {
            return number(word, start);
        }
        return take("(") ? function(word, start) : column(word);
    }

    private Part number(String word, int start) {
        try {
            double value = Double.parseDouble(word);
            return Part.of(row -> value);
        } catch (NumberFormatException none) {
            at = start;
            throw problem("'" + word + "' is neither a number nor a name");
        }
    }

    private Part function(String name, int start) {
        Part first = or();
        DoubleUnaryOperator single = FUNCTIONS.get(name);
        DoubleBinaryOperator pair = PAIRS.get(name);
        if (single != null) {
            close();
            return Part.of(row -> single.applyAsDouble(first.of(row)));
        }
        if (pair == null) {
            at = start;
            throw problem("'" + name + "' is not a function, as log, log1p, exp, sqrt, abs, min and max are");
        }
        if (!take(",")) {
            throw problem(name + " has two numbers between commas");
        }
        Part second = or();
        close();
        return Part.of(row -> pair.applyAsDouble(first.of(row), second.of(row)));
    }

    private Part column(String written) {
        String name = written.replace(ALTERNATIVE, alternative);
        columns.add(name);
        return new Part(row -> row.number(name), Optional.empty(), Optional.of(name));
    }

    private String quoted(char mark) {
        int end = text.indexOf(mark, at + 1);
        if (end < 0) {
            throw problem("a closing " + mark + " is missing");
        }
        String inside = text.substring(at + 1, end);
        at = end + 1;
        return inside;
    }

    private static boolean isOfName(char sign) {
        return Character.isLetterOrDigit(sign) || "_.{}$".indexOf(sign) >= 0;
    }

    private void close() {
        if (!take(")")) {
            throw problem("a closing parenthesis is missing");
        }
    }

    private boolean takeWord(String word) {
        skipBlanks();
        int end = at + word.length();
        boolean isThere = text.startsWith(word, at) && (end == text.length() || !isOfName(text.charAt(end)));
        at = isThere ? end : at;
        return isThere;
    }

    private boolean take(String sign) {
        skipBlanks();
        boolean isThere = text.startsWith(sign, at);
        at += isThere ? sign.length() : 0;
        return isThere;
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private InvalidArgumentException problem(String problem) {
        return new InvalidArgumentException(
                "'" + text + "' at " + (at + 1) + ": " + problem, "Maybe write a name with such signs in `backticks`");
    }
}
