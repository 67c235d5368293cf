package io.dither.learn.model;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A test whether the same weights fit all decisions (an overidentification test, Hansen 1982). The examples are split at the median of the
 * expected cost or score of their decisions, into a smaller and a larger half. If the same weights fit both halves, the moments of the larger
 * half are 0 up to sampling error.
 *
 * @param statistic chi-squared distributed if both halves have the same weights
 * @param degreesOfFreedom the number of unknowns that may differ between the halves
 * @param pValue the probability of a statistic at least this large if both halves have the same weights
 * @param differences the weights of the larger half minus the weights of the smaller half, and the difference of the logarithms of epsilon,
 *     by a linear approximation, with intervals
 */
public record Specification(double statistic, int degreesOfFreedom, double pValue, List<Weight> differences)
        implements Serializable {
    /** Differences with a smaller p-value are significant; for several differences, the p-values are multiplied by their number. */
    private static final double SIGNIFICANCE = 0.05;

    /** {@return the names of the weights that differ at a level of 5 %, with Bonferroni's correction} */
    public List<String> different() {
        return differences.stream()
                .filter(difference -> difference.pValue() * differences.size() < SIGNIFICANCE)
                .map(Weight::name)
                .toList();
    }

    /** {@return the result as a sentence} */
    @Override
    public String toString() {
        String test = PlainText.format(
                "J = %.1f, %d degrees of freedom, p %s", statistic, degreesOfFreedom, PlainText.p(pValue));
        if (pValue >= SIGNIFICANCE) {
            return "small and large decisions agree on the weights (" + test + ")";
        }
        String names = different().stream().map(name -> "'" + name + "'").collect(Collectors.joining(", "));
        return "small and large decisions do not agree" + (names.isEmpty() ? "" : " on " + names) + " (" + test
                + "): deciders differ more than one set of weights and one level of noise allow";
    }
}
