package io.dither.data.formula;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** A function of a number. */
enum Function {
    LOG(Math::log, "Maybe log1p, which takes 0"),
    LOG1P(Math::log1p, "Maybe a value is below -1"),
    SQRT(Math::sqrt, "Maybe abs first"),
    SQUARE(x -> x * x, "Maybe in larger units"),
    EXP(Math::exp, "Maybe in larger units"),
    ABS(Math::abs, "");

    @SuppressWarnings("ImmutableEnumChecker") // the functions are pure
    private final DoubleUnaryOperator of;

    private final String hint;

    Function(DoubleUnaryOperator of, String hint) {
        this.of = of;
        this.hint = hint;
    }

    double of(double x) {
        return of.applyAsDouble(x);
    }

    /** Returns a hint if the result is not finite. */
    String hint() {
        return hint;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<Function> named(String name) {
        return Arrays.stream(values())
                .filter(function -> function.toString().equals(name))
                .toList();
    }
}
