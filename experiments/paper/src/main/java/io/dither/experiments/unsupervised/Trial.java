package io.dither.experiments.unsupervised;

import io.dither.noise.Noise;
import io.dither.random.KeyedRandom;
import java.util.Arrays;

/**
 * The errors of the fit to one data set, over the coordinates that the data identify.
 *
 * @param isUsable whether there is a fit; the other numbers are 0 if there is none
 * @param meanSquare the mean of the squared errors
 * @param coverage the share of the 95 % intervals that hold the truth
 * @param simulationShare the share of the variance that is due to simulation
 */
record Trial(boolean isUsable, double meanSquare, double coverage, double simulationShare) {
    /**
     * The data identify a coordinate if its standard error is above this share of the largest standard error. The fit
     * gives all other coordinates errors of 0, up to rounding.
     */
    private static final double IDENTIFIED = 1e-6;

    /** The standard normal quantile of a 95 % interval. */
    private static final double QUANTILE = Noise.gaussian().quantile(0.975);

    /** Draws data set number {@code index} of size n, with its own seeds for the data and for the fit. */
    static Trial run(Model model, int n, long seed, int index) {
        // with up to 1,000,003 data sets, different sizes have different seeds
        long dataSeed = new KeyedRandom(seed + 1_000_003L * n + index).nextLong();
        return model.fit(model.decisions(n, dataSeed), dataSeed + 1)
                .map(fit -> measured(fit, fit.identifiedPart(model.theta())))
                .orElseGet(() -> new Trial(false, 0, 0, 0));
    }

    private static Trial measured(Fit fit, double[] truth) {
        double largest = Arrays.stream(fit.standardErrors()).max().orElse(0);
        int identified = 0;
        int covered = 0;
        double squares = 0;
        for (int i = 0; i < truth.length; i++) {
            if (fit.standardErrors()[i] > IDENTIFIED * largest) {
                identified++;
                squares += Math.pow(fit.theta()[i] - truth[i], 2);
                double margin = QUANTILE * fit.standardErrors()[i];
                covered += fit.theta()[i] - margin <= truth[i] && truth[i] <= fit.theta()[i] + margin ? 1 : 0;
            }
        }
        return new Trial(true, squares / identified, (double) covered / identified, fit.simulationShare());
    }
}
