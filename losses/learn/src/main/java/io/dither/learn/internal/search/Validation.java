package io.dither.learn.internal.search;

/** Early stopping: the loss of the examples that are kept apart, and where it was least. */
final class Validation {
    private static final int PATIENCE = 5;

    private final Evaluations asked;
    private final double epsilon;
    private double least = Double.POSITIVE_INFINITY;
    private double[] best = new double[0];
    private int since;

    Validation(Evaluations asked, double epsilon) {
        this.asked = asked;
        this.epsilon = epsilon;
    }

    boolean isWanted() {
        return asked.settings.earlyStopping() > 0;
    }

    double[] best() {
        return best;
    }

    boolean isEnoughAfter(double[] x) {
        if (!isWanted()) {
            return false;
        }
        double loss = asked.validation(x, epsilon);
        boolean better = best.length == 0 || loss < least;
        since = better ? 0 : since + 1;
        least = better ? loss : least;
        best = better ? x.clone() : best;
        return since >= PATIENCE;
    }
}
