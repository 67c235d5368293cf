package io.dither.experiments.labelranking;

/** What one fold gave: the training loss and the test tau after each epoch, and the test tau of least squares. */
@SuppressWarnings("ArrayRecordComponent") // a carrier of results, compared by nobody
record FoldResult(double[] losses, double[] taus, double leastSquaresTau) {
    double finalTau() {
        return taus[taus.length - 1];
    }
}
