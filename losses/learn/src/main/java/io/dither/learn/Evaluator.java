package io.dither.learn;

import io.dither.random.ExampleKey;
import java.io.Serializable;
import java.util.List;

/**
 * Sums the contributions of all examples at given parameters: on the threads of this machine, or on a cluster. The bits depend on
 * the examples and their ids alone.
 */
public interface Evaluator extends AutoCloseable {
    /**
     * What is evaluated.
     *
     * @param parameters of the cost model, in standardised units; read only
     * @param epsilon the amplitude of the noise
     * @param step the step of the noise: what is held fixed keeps it
     * @param samples how many samples an example has
     * @param batch which examples
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    record Request(double[] parameters, double epsilon, long step, int samples, Batch batch) implements Serializable {
        /**
         * Asks for all examples.
         *
         * @param parameters of the cost model, in standardised units; read only
         * @param epsilon the amplitude of the noise
         * @param step the step of the noise
         * @param samples how many samples an example has
         */
        public Request(double[] parameters, double epsilon, long step, int samples) {
            this(parameters, epsilon, step, samples, Batch.ALL);
        }
    }

    /**
     * A part of the examples: in each epoch each is in one of so many, by the hash of its key.
     *
     * @param epoch the epoch, by which the parts differ
     * @param index which part, from 0
     * @param count how many parts
     */
    record Batch(long epoch, int index, int count) implements Serializable {
        /** All examples. */
        public static final Batch ALL = new Batch(0, 0, 1);

        /**
         * Says whether an example belongs to it.
         *
         * @param key the key of the example
         * @return whether it does
         */
        public boolean holds(long key) {
            return count == 1 || (ExampleKey.of(key ^ ExampleKey.of(epoch)) >>> 1) % count == index;
        }
    }

    /**
     * Returns the sums over all examples, each with its weight w: the sum of w; of w value; of w gradient; of (w gradient)^2.
     *
     * @param request what is evaluated
     * @return 2 + 2 k numbers for k parameters, none where no example is in the batch; the caller owns them
     */
    double[] sums(Request request);

    /**
     * Returns w gradient of each example, in the order of their keys.
     *
     * @param request what is evaluated
     * @return one vector an example, length k
     */
    List<double[]> gradients(Request request);

    /** Frees threads and sessions. */
    @Override
    void close();
}
