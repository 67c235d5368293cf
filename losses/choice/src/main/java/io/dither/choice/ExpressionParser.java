package io.dither.choice;

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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
    /** A number with a signed exponent, or another number or a name. */
    private static final Pattern WORD = Pattern.compile("[0-9.]+[eE][+-][0-9]+|[\\p{L}\\p{Nd}_.{}$]*");

    private static final int NOT = 3;
    private static final int COMPARISON = 4;
    private static final int SUM = 5;
    /** Those that begin with the signs of others come first. */
    private static final List<Operator> OPERATORS = List.of(
            new Operator("or", 1, (a, b, row) -> truth(a.of(row) != 0 || b.of(row) != 0)),
            new Operator("and", 2, (a, b, row) -> truth(a.of(row) != 0 && b.of(row) != 0)),
            new Operator("in", COMPARISON, (a, b, row) -> truth(a.equals(b, row))),
            new Operator("==", COMPARISON, (a, b, row) -> truth(a.equals(b, row))),
            new Operator("!=", COMPARISON, (a, b, row) -> truth(!a.equals(b, row))),
            new Operator("<=", COMPARISON, (a, b, row) -> truth(a.of(row) <= b.of(row))),
            new Operator(">=", COMPARISON, (a, b, row) -> truth(a.of(row) >= b.of(row))),
            new Operator("<", COMPARISON, (a, b, row) -> truth(a.of(row) < b.of(row))),
            new Operator(">", COMPARISON, (a, b, row) -> truth(a.of(row) > b.of(row))),
            new Operator("=", COMPARISON, (a, b, row) -> truth(a.equals(b, row))),
            new Operator("+", SUM, (a, b, row) -> a.of(row) + b.of(row)),
            new Operator("-", SUM, (a, b, row) -> a.of(row) - b.of(row)),
            new Operator("*", SUM + 1, (a, b, row) -> a.of(row) * b.of(row)),
            new Operator("/", SUM + 1, (a, b, row) -> a.of(row) / b.of(row)));

    private static final int DEEPEST = 100;

    /** The value of two parts in a row. */
    private interface Operation {
        double of(Part left, Part right, Cells row);
    }

    /** An operator between two parts; those of higher levels bind more strongly. */
    private record Operator(String sign, int level, Operation operation) {
        Part of(Part left, Part right) {
            return Part.of(row -> operation.of(left, right, row));
        }
    }

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
            double value = number.applyAsDouble(row);
            if (!Double.isFinite(value)) {
                throw new ArithmeticException("not finite"); // a condition would hide it
            }
            return value;
        }

        /** Whether two parts are the same text, if one of them is a text, or else the same number. */
        boolean equals(Part other, Cells row) {
            if (literal.isPresent() && other.column.isPresent()) {
                return literal.get().equals(row.text(other.column.get()));
            }
            return (other.literal.isPresent() && column.isPresent())
                    ? other.equals(this, row)
                    : (of(row) == other.of(row));
        }
    }

    private record Parsed(String text, Part whole, Set<String> columns) implements Expression {
        @Override
        public double of(Cells row) {
            try {
                return whole.of(row);
            } catch (ArithmeticException none) {
                throw row.problem("'" + text + "' is not a finite number. Maybe a division by 0, or a logarithm of 0");
            }
        }
    }

    Expression parse() {
        Part whole = operations(0);
        skipBlanks();
        if (at < text.length()) {
            throw problem("'" + text.substring(at) + "' has no meaning here");
        }
        return new Parsed(text.strip(), whole, Set.copyOf(columns));
    }

    /** Reads operators that bind at least as strongly as a level. */
    private Part operations(int level) {
        if (++depth > DEEPEST) {
            throw problem("there are more than " + DEEPEST + " parentheses in one another");
        }
        boolean isDenied = level <= NOT && takeWord("not");
        Part first = isDenied ? operations(NOT) : sign();
        Part left = isDenied ? Part.of(row -> truth(first.of(row) == 0)) : first;
        Optional<Operator> next = operator(level);
        while (next.isPresent()) {
            Operator operator = next.get();
            left = operator.sign().equals("in") ? in(left) : operator.of(left, operations(operator.level() + 1));
            next = operator(level);
        }
        depth--;
        return left;
    }

    private static double truth(boolean condition) {
        return condition ? 1 : 0;
    }

    /** Takes an operator that binds at least as strongly as a level. */
    private Optional<Operator> operator(int level) {
        for (Operator operator : OPERATORS) {
            boolean isWord = Character.isLetter(operator.sign().charAt(0));
            if (operator.level() >= level && (isWord ? takeWord(operator.sign()) : take(operator.sign()))) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    private Part in(Part left) {
        boolean isEnclosed = take("(");
        List<Part> values = new ArrayList<>();
        do {
            values.add(operations(SUM));
        } while (take(","));
        if (isEnclosed) {
            close();
        }
        return Part.of(row -> truth(values.stream().anyMatch(value -> left.equals(value, row))));
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
            Part inside = operations(0);
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
        Matcher next = WORD.matcher(text).region(start, text.length());
        at = next.lookingAt() ? next.end() : start;
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
        Part first = operations(0);
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
        Part second = operations(0);
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
