package io.dither.perturbed;

/**
 * Is told of each pass of a layer over its samples: an estimate, a group of a batch, or the contributions of examples to a fit.
 *
 * <p>It is called once a pass, after it, in the thread of the caller, so several threads may call it at a time. What it throws
 * is thrown by the pass. Without a listener no clock is read.
 */
@FunctionalInterface
public interface CallListener {
    /**
     * Takes what a pass did.
     *
     * @param call the pass
     */
    void ended(Call call);
}
