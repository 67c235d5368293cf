package io.dither.perturbed;

/**
 * Receives a report of each pass of a layer over its samples: an estimate, a group of a batch, or the contributions of
 * examples to a fit.
 *
 * <p>It is called once after each pass, in the thread of the caller, so several threads may call it at a time. The pass
 * throws its exceptions. Without a listener no time is measured.
 */
@FunctionalInterface
public interface CallListener {
    /**
     * Receives a report.
     *
     * @param call the report
     */
    void ended(Call call);
}
