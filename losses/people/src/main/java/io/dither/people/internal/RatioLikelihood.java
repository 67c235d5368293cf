package io.dither.people.internal;

/**
 * A likelihood whose parameters are one weight, the unit, and the ratios of the other weights to the unit.
 *
 * @param inner the likelihood as a function of weights
 * @param unit the index of the unit
 */
public record RatioLikelihood(Likelihood inner, int unit) implements Likelihood {
    /** Turns ratios into weights, in place: the first weight at all draws, then the next weight. */
    public static void toWeights(double[] ratios, int unit, int draws) {
        for (int at = 0; at < ratios.length; at++) {
            ratios[at] *= at / draws == unit ? 1 : ratios[unit * draws + at % draws];
        }
    }

    /** Turns derivatives with respect to weights into derivatives with respect to ratios, in place. */
    private void toRatios(double[] slopes, double[] ratios, int draws) {
        for (int at = 0; at < slopes.length; at++) {
            int ofUnit = unit * draws + at % draws;
            if (at != ofUnit) {
                slopes[ofUnit] += slopes[at] * ratios[at];
                slopes[at] *= ratios[ofUnit];
            }
        }
    }

    @Override
    public int count() {
        return inner.count();
    }

    @Override
    public double of(int person, double[] ratios, double[] gradient) {
        double[] weights = ratios.clone();
        toWeights(weights, unit, 1);
        double logarithm = inner.of(person, weights, gradient);
        toRatios(gradient, ratios, 1);
        return logarithm;
    }

    @Override
    public void add(int person, double[] ratios, double[] logs, double[] slopes) {
        double[] weights = ratios.clone();
        toWeights(weights, unit, logs.length);
        inner.add(person, weights, logs, slopes);
        toRatios(slopes, ratios, logs.length);
    }

    @Override
    public void close() {
        inner.close();
    }
}
