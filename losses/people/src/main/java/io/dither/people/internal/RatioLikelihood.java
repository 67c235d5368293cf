package io.dither.people.internal;

/**
 * A likelihood whose parameters are one weight, the unit, and the ratios of the other weights to the unit.
 *
 * @param inner the likelihood as a function of weights
 * @param unit the index of the unit
 */
public record RatioLikelihood(Likelihood inner, int unit) implements Likelihood {
    /** Turns ratios into weights, in place. The array has the first weight at all draws, then the next weight. */
    public static void toWeights(double[] ratios, int unit, int draws) {
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] *= i / draws == unit ? 1 : ratios[unit * draws + i % draws];
        }
    }

    /** Turns derivatives with respect to weights into derivatives with respect to ratios, in place. */
    private void toRatios(double[] slopes, double[] ratios, int draws) {
        for (int i = 0; i < slopes.length; i++) {
            int ofUnit = unit * draws + i % draws; // the unit at the same draw
            if (i != ofUnit) {
                slopes[ofUnit] += slopes[i] * ratios[i];
                slopes[i] *= ratios[ofUnit];
            }
        }
    }

    @Override
    public int count() {
        return inner.count();
    }

    @Override
    public double logLikelihood(int person, double[] ratios, double[] gradient) {
        double[] weights = ratios.clone();
        toWeights(weights, unit, 1);
        double logarithm = inner.logLikelihood(person, weights, gradient);
        toRatios(gradient, ratios, 1);
        return logarithm;
    }

    @Override
    public void evaluateAtDraws(int person, double[] ratios, double[] logs, double[] slopes) {
        double[] weights = ratios.clone();
        toWeights(weights, unit, logs.length);
        inner.evaluateAtDraws(person, weights, logs, slopes);
        toRatios(slopes, ratios, logs.length);
    }

    @Override
    public void close() {
        inner.close();
    }
}
