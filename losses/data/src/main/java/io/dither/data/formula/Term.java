package io.dither.data.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A product of factors. */
record Term(List<Factor> factors) {
    static Term of(Factor factor) {
        return new Term(List.of(factor));
    }

    Term times(Term other) {
        List<Factor> product = new ArrayList<>(factors);
        product.addAll(other.factors);
        return new Term(product);
    }

    /** Returns the term without a factor. */
    Term without(Factor removed) {
        return new Term(factors.stream().filter(other -> !other.equals(removed)).toList());
    }

    /** Returns the factors as a set, so that their order does not matter. */
    Set<Factor> factorSet() {
        return Set.copyOf(factors);
    }

    /** Returns the text from which a formula reads this term. */
    String text() {
        return factors.stream().map(Factor::text).collect(Collectors.joining(":"));
    }
}
