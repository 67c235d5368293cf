package io.dither.choice;

import io.dither.data.formula.Cells;
import io.dither.data.formula.Cursor;
import io.dither.data.formula.Function;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/** Reads an {@link Expression} by recursive descent. */
final class ExpressionParser {
    /** The text that stands for the name of an alternative. */
    static final String ALTERNATIVE = "{alt}";

    private static final Map<String, DoubleBinaryOperator> PAIR_FUNCTIONS = Map.of("min", Math::min, "max", Math::max);
    /** A number such as 1e-2, whose exponent has a sign; or else any other number, or a name. */
    private static final Pattern WORD = Pattern.compile("[0-9.]+[eE][+-][0-9]+|[\\p{L}\\p{Nd}_.{}$]*");

    // the levels of operators, of which higher levels bind more strongly: "or" has level 1, "and" 2, "*" and "/" have
    // SUM + 1
    private static final int NOT = 3;
    private static final int COMPARISON = 4;
    private static final int SUM = 5;
    private static final String HINT = "Maybe write a name with such symbols in `backticks`";
    /** Longer symbols come before their prefixes: &lt;= before &lt;. */
    private static final List<Operator> OPERATORS = List.of(
            new Operator("or", 1, (a, b, row) -> truth(a.of(row) != 0 || b.of(row) != 0)),
            new Operator("and", 2, (a, b, row) -> truth(a.of(row) != 0 && b.of(row) != 0)),
            // this operation is never used: the method in(left) reads the list after "in", and compares
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

    /** Combines the values of two parts, for one row of the data. */
    private interface Operation {
        double of(Part left, Part right, Cells row);
    }

    /** An operator between two parts; operators of higher levels bind more strongly. */
    private record Operator(String symbol, int level, Operation operation) {
        Part combine(Part left, Part right) {
            return Part.ofNumber(row -> operation.of(left, right, row));
        }
    }

    private final String text;
    private final Cursor cursor;
    private final String alternative;
    private final Set<String> columns = new LinkedHashSet<>();

    ExpressionParser(String text, String alternative) {
        this.text = text;
        cursor = new Cursor("", text);
        this.alternative = alternative;
    }

    /**
     * A part of an expression: a number, or a text, which can only be compared.
     *
     * @param number computes the number of the part in a row; throws if the part is a text
     * @param literal the text, if the part is a text in quotation marks
     * @param column the column, if the part is the name of a column, whose cell may be a text
     */
    private record Part(ToDoubleFunction<Cells> number, Optional<String> literal, Optional<String> column) {
        static Part ofNumber(ToDoubleFunction<Cells> number) {
            return new Part(number, Optional.empty(), Optional.empty());
        }

        double of(Cells row) {
            double value = number.applyAsDouble(row);
            if (!Double.isFinite(value)) {
                throw new ArithmeticException("not finite"); // a comparison would hide that the number is not finite
            }
            return value;
        }

        /** Compares a text in quotation marks with the cell of a column as texts, and any other two parts as numbers. */
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
            } catch (ArithmeticException notFinite) {
                throw row.problem(
                        "'" + text + "' is not a finite number. Maybe it divides by 0, or takes the logarithm of 0");
            }
        }
    }

    Expression parse() {
        Part whole = operations(0);
        String unread = cursor.unread();
        if (!unread.isEmpty()) {
            throw cursor.problem("'" + unread + "' has no meaning here", HINT);
        }
        return new Parsed(text.strip(), whole, Set.copyOf(columns));
    }

    /** Reads an operand, and further operands after operators that bind at least as strongly as a level; 0 accepts all operators. */
    private Part operations(int level) {
        boolean isNegated = level <= NOT && takeWord("not");
        Part first = isNegated ? operations(COMPARISON) : sign();
        Part left = isNegated ? Part.ofNumber(row -> truth(first.of(row) == 0)) : first;
        Optional<Operator> next = operator(level);
        while (next.isPresent()) {
            Operator operator = next.get();
            left = operator.symbol().equals("in") ? in(left) : operator.combine(left, operations(operator.level() + 1));
            next = operator(level);
        }
        return left;
    }

    private static double truth(boolean condition) {
        return condition ? 1 : 0;
    }

    /** Takes an operator that binds at least as strongly as a level. */
    private Optional<Operator> operator(int level) {
        for (Operator operator : OPERATORS) {
            boolean isWord = Character.isLetter(operator.symbol().charAt(0));
            if (operator.level() >= level && (isWord ? takeWord(operator.symbol()) : cursor.take(operator.symbol()))) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    private Part in(Part left) {
        boolean isEnclosed = cursor.open();
        List<Part> values = new ArrayList<>();
        do {
            values.add(operations(SUM));
        } while (cursor.take(","));
        if (isEnclosed) {
            cursor.close();
        }
        return Part.ofNumber(row -> truth(values.stream().anyMatch(value -> left.equals(value, row))));
    }

    private Part sign() {
        if (cursor.take("-")) {
            Part operand = atom();
            return Part.ofNumber(row -> -operand.of(row));
        }
        return atom();
    }

    private Part atom() {
        if (cursor.open()) {
            Part inside = operations(0);
            cursor.close();
            return inside;
        }
        if (cursor.isNext("'") || cursor.isNext("\"")) {
            return literal(cursor.quoted());
        }
        if (cursor.isNext("`")) {
            return column(cursor.quoted());
        }
        int start = cursor.position();
        String word = cursor.take(WORD);
        if (word.isEmpty()) {
            throw cursor.problem("a number or the name of a column is missing", HINT);
        }
        if (Character.isDigit(word.charAt(0)) || word.startsWith(".")) {
            return number(word, start);
        }
        return cursor.open() ? function(word, start) : column(word);
    }

    private static Part literal(String literal) {
        return new Part(
                row -> {
                    throw row.problem("'" + literal + "' is a text, which is only compared by == and !=");
                },
                Optional.of(literal),
                Optional.empty());
    }

    private Part number(String word, int start) {
        try {
            double value = Double.parseDouble(word);
            return Part.ofNumber(row -> value);
        } catch (NumberFormatException notANumber) {
            throw cursor.back(start).problem("'" + word + "' is neither a number nor a name", HINT);
        }
    }

    private Part function(String name, int start) {
        DoubleBinaryOperator pair = PAIR_FUNCTIONS.get(name);
        Optional<Function> single = Function.named(name);
        if (pair == null && single.isEmpty()) {
            throw cursor.back(start)
                    .problem("'" + name + "' is not a function, as " + Function.names() + ", min and max are", HINT);
        }
        Part first = operations(0);
        if (pair == null) {
            cursor.close();
            return Part.ofNumber(row -> single.get().of(first.of(row)));
        }
        if (!cursor.take(",")) {
            throw cursor.problem(name + " needs two numbers", "Maybe write " + name + "(a, b)");
        }
        Part second = operations(0);
        cursor.close();
        return Part.ofNumber(row -> pair.applyAsDouble(first.of(row), second.of(row)));
    }

    private Part column(String written) {
        String name = written.replace(ALTERNATIVE, alternative);
        columns.add(name);
        return new Part(row -> row.number(name), Optional.empty(), Optional.of(name));
    }

    private boolean takeWord(String word) {
        int start = cursor.position();
        boolean isNext = cursor.take(WORD).equals(word);
        if (!isNext) {
            cursor.back(start);
        }
        return isNext;
    }
}
