package io.dither.data.formula;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;

/** A function of a number, as formulas name it. */
public enum Function {
    /** The natural logarithm. */
    LOG(Math::log, "Maybe use log1p, which takes 0"),
    /** The natural logarithm of 1 + x. */
    LOG1P(Math::log1p, "Maybe a value is -1 or less"),
    /** The square root. */
    SQRT(Math::sqrt, "Maybe take abs first"),
    /** The number times itself. */
    SQUARE(x -> x * x, "Maybe use larger units"),
    /** The exponential. */
    EXP(Math::exp, "Maybe use larger units"),
    /** The absolute value. */
    ABS(Math::abs, "");

    @SuppressWarnings("ImmutableEnumChecker") // the functions are pure
    private final DoubleUnaryOperator operator;

    private final String hint;

    Function(DoubleUnaryOperator operator, String hint) {
        this.operator = operator;
        this.hint = hint;
    }

    /**
     * {@return the value of the function}
     *
     * @param x the number; if the function is not defined for it or overflows, the result is NaN or infinite
     */
    public double of(double x) {
        return operator.applyAsDouble(x);
    }

    /** Returns what a user can do about a result that is not finite; empty if results are always finite. */
    String hint() {
        return hint;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * {@return the function with a name; empty if there is none}
     *
     * @param name the name, such as {@code log}
     */
    public static Optional<Function> named(String name) {
        return Arrays.stream(values())
                .filter(function -> function.toString().equals(name))
                .findFirst();
    }

    /** {@return the names of all functions, separated by commas} */
    public static String names() {
        return Arrays.stream(values()).map(Function::toString).collect(Collectors.joining(", "));
    }
}
