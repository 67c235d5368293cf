package io.dither.experiments.deep;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.dither.error.Arguments;

/**
 * DJL's PyTorch engine, from the class path alone: it neither downloads anything nor reports usage.
 *
 * <p>The native libraries are unpacked once into DJL's cache folder (the environment variable {@code DJL_CACHE_DIR}, by
 * default {@code .djl.ai} in the home folder). On a CPU with the same number of threads PyTorch gives the same bits
 * again; with another number the order of sums may differ.
 */
public final class Torch {
    private Torch() {}

    /**
     * Loads the engine if necessary, sets its threads, and switches gradients off in this thread, so that only what
     * runs inside a gradient collector is recorded.
     *
     * @param threads the number of threads of one operation, at least 1
     * @return the engine
     * @throws UnsatisfiedLinkError if the native library does not load
     */
    public static Engine start(int threads) {
        Arguments.threads("threads", threads);
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        // operations run one after the other, each on the given number of threads
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(threads));
        try {
            Engine engine = Engine.getEngine("PyTorch");
            JniUtils.setNumThreads(threads);
            JniUtils.setGradMode(false);
            return engine;
        } catch (EngineException | LinkageError failure) {
            UnsatisfiedLinkError error = new UnsatisfiedLinkError("PyTorch does not load: " + failure.getMessage()
                    + ". Maybe build with -Dpytorch.platform=linux-x86_64, linux-aarch64, osx-aarch64 or win-x86_64");
            error.initCause(failure);
            throw error;
        }
    }

    /**
     * Multiplies an array by a number, with a correct gradient.
     *
     * <p>{@link NDArray#mul(Number)} may have a wrong gradient after a garbage collection between forward and backward,
     * because the gradient reads the memory of the number again, which is free once the method returns. Here the number
     * lives as long as the array.
     *
     * @param array the array, in a scope that ends after the gradients are computed
     * @param factor the number
     * @return the product
     */
    public static NDArray times(NDArray array, float factor) {
        return array.mul(array.getManager().create(factor));
    }
}
