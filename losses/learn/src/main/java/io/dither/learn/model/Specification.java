package io.dither.learn.model;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A test whether one set of weights fits all decisions: the moments of the larger half of them, by what they are expected to cost or
 * score, are as near 0 as those of all (an overidentification test, Hansen 1982).
 *
 * @param statistic chi-squared if the weights are the same in both halves
 * @param degreesOfFreedom how many unknowns differ between the halves
 * @param pValue how often the statistic would be at least so large
 * @param differences the weights of the larger half less those of the other, to first order, and of the logarithm of epsilon, with
 *     intervals
 */
public record Specification(double statistic, int degreesOfFreedom, double pValue, List<Weight> differences)
        implements Serializable {
    private static final double LEVEL = 0.05;

    /** {@return which weights differ at 5 %, corrected for being many (Bonferroni)} */
    public List<String> different() {
        return differences.stream()
                .filter(one -> one.pValue() * differences.size() < LEVEL)
                .map(Weight::name)
                .toList();
    }

    /** {@return what it says, for people} */
    @Override
    public String toString() {
        String test = PlainText.format(
                "J = %.1f, %d degrees of freedom, p %s", statistic, degreesOfFreedom, PlainText.p(pValue));
        if (pValue >= LEVEL) {
            return "small and large decisions agree on the weights (" + test + ")";
        }
        String names = different().stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return "small and large decisions do not agree" + (names.isEmpty() ? "" : " on " + names) + " (" + test
                + "): deciders differ more than one set of weights and one level of noise allow";
    }
}
