package io.dither.learn.model;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A test whether the same weights fit all decisions (an overidentification test, Hansen 1982). The examples are split at the median of the
 * expected cost or score of their decisions, into small decisions up to the median and large decisions above it. The fit sets the sum of the
 * moments over all examples to 0; if the same weights fit small and large decisions, the sum over the large decisions is also 0, up to sampling
 * error. A fit of tastes uses this record for the test of the law of tastes, without differences.
 *
 * @param statistic chi-squared distributed if the same weights fit
 * @param degreesOfFreedom the number of tested moments
 * @param pValue the probability of a statistic at least this large if the same weights fit
 * @param differences the weights that fit the large decisions minus the weights that fit the small decisions, and the difference of the
 *     logarithms of epsilon, by a linear approximation, with intervals
 */
public record Specification(double statistic, int degreesOfFreedom, double pValue, List<Weight> differences)
        implements Serializable {
    /** A smaller p-value is significant. The p-value of a difference is first multiplied by the number of differences. */
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
