package io.dither.learn.internal.search;

/**
 * Decides after each round whether a search stops early, and stores the parameters with the lowest loss on the
 * validation examples. A round is an epoch of mini-batches or, with full batches, a step; the start of a search with
 * full batches is a round, too.
 */
final class Validation {
    /** The number of rounds without improvement after which the search stops. */
    private static final int PATIENCE = 5;

    private final Evaluations evaluations;
    private final double epsilon;
    private double lowestLoss = Double.POSITIVE_INFINITY;
    private double[] best = new double[0];
    private int roundsWithoutImprovement;

    Validation(Evaluations evaluations, double epsilon) {
        this.evaluations = evaluations;
        this.epsilon = epsilon;
    }

    boolean isOn() {
        return evaluations.settings.earlyStopping() > 0;
    }

    /**
     * Evaluates the parameters at the end of the search, too, because a search on full batches may not have called
     * {@link #stopsAt} there; returns the parameters with the lowest loss.
     */
    double[] best(double[] end) {
        stopsAt(end);
        return best;
    }

    /** Evaluates the parameters at the end of a round; returns whether the search stops there. */
    boolean stopsAt(double[] x) {
        if (!isOn()) {
            return false;
        }
        double loss = evaluations.validationLoss(x, epsilon);
        // the first round counts as better even if its loss is not finite
        boolean isBetter = best.length == 0 || loss < lowestLoss;
        roundsWithoutImprovement = isBetter ? 0 : roundsWithoutImprovement + 1;
        lowestLoss = isBetter ? loss : lowestLoss;
        best = isBetter ? x.clone() : best;
        return roundsWithoutImprovement >= PATIENCE;
    }
}
