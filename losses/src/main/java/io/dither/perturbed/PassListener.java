package io.dither.perturbed;

/**
 * Receives a report of each pass of a layer over its samples. A pass computes an estimate, the estimates of a batch or
 * the contributions of examples to a fit; thetas of very different dimension need several passes. Passes that read
 * recorded solutions are not reported.
 *
 * <p>It is called once after each pass that has a result or fails with an {@link io.dither.error.OracleException}, in
 * the calling thread; several threads may call it at the same time. If it throws, the pass throws too.
 */
@FunctionalInterface
public interface PassListener {
    /**
     * Receives a report.
     *
     * @param report the report
     */
    void onPassEnd(PassReport report);
}
