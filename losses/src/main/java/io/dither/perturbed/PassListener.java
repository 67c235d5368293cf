package io.dither.perturbed;

/**
 * Receives a report of each pass of a layer over its samples. A pass computes an estimate, the estimates of a group of
 * a batch, or the contributions of examples to a fit. Passes that read recorded solutions are not reported.
 *
 * <p>It is called once after each pass, in the calling thread; several threads may call it at the same time. If it
 * throws, the pass throws too.
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
