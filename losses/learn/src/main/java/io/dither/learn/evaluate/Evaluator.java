package io.dither.learn.evaluate;

import io.dither.error.Arguments;
import io.dither.learn.model.Observation;
import io.dither.random.ExampleKey;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * Sums the contributions of examples at given parameters, on the threads of this machine or on a cluster. To the
 * last bit, the sums depend only on the request and on the examples with their ids, not on threads or machines.
 */
public interface Evaluator extends AutoCloseable {
    /**
     * A request for sums: the parameters, the noise and the examples.
     *
     * @param parameters the parameters of the cost model, in standardised units; read only
     * @param epsilon the amplitude of the noise
     * @param step the {@linkplain io.dither.layer.NoiseKey#step step} in the key of the noise: requests with the same step have the same noise
     * @param samples the number of samples per example; without effect if the evaluator {@linkplain #isExact is exact}
     * @param batch the examples
     * @param withHessian whether to sum Hessians too; they exist only if costs are linear and the loss has a closed form
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    record Request(double[] parameters, double epsilon, long step, int samples, Batch batch, boolean withHessian)
            implements Serializable {
        /** Makes a request with at least one sample per example. */
        public Request {
            Arguments.atLeast("samples", samples, 1);
        }

        /**
         * Makes a request for all examples, without a Hessian.
         *
         * @param parameters the parameters of the cost model, in standardised units; read only
         * @param epsilon the amplitude of the noise
         * @param step the step in the key of the noise
         * @param samples the number of samples per example
         */
        public Request(double[] parameters, double epsilon, long step, int samples) {
            this(parameters, epsilon, step, samples, Batch.ALL, false);
        }
    }

    /**
     * A part of the examples, chosen by hashes of their keys. A share of the {@linkplain Observation#cluster() clusters} is set
     * aside for validation; in each epoch, each of the remaining examples, the training examples, is in one of {@code count} mini-batches.
     *
     * @param epoch the epoch; each epoch divides the examples differently
     * @param index the mini-batch, from 0
     * @param count the number of mini-batches
     * @param validationShare the share that is set aside for validation, from 0 to below 1
     * @param isForValidation whether this is the validation part instead of the training part
     */
    record Batch(long epoch, int index, int count, double validationShare, boolean isForValidation)
            implements Serializable {
        /** All examples. */
        public static final Batch ALL = new Batch(0, 0, 1, 0, false);

        /** Any number; it differs from the seeds that users choose, so that validation parts differ from held-out parts. */
        private static final long VALIDATION_SEED = 0x5E9A_7A7E_0F17_5E1FL;

        /** Requires numbers in their ranges. */
        public Batch {
            Arguments.between("parts", count, 1, 1 << 27);
            Arguments.between("part", index, 0, count - 1);
            Arguments.require(
                    validationShare >= 0 && validationShare < 1,
                    "the share " + validationShare + " is not from 0 to below 1",
                    "Maybe choose 0.2");
        }

        /** Returns whether the batch has all examples. */
        public boolean isAll() {
            return count == 1 && validationShare == 0 && !isForValidation;
        }

        /**
         * {@return one of several parts of the training examples, such as a mini-batch}
         *
         * @param inEpoch the epoch
         * @param part the index of the part, from 0
         * @param parts the number of parts
         */
        public Batch part(long inEpoch, int part, int parts) {
            return new Batch(inEpoch, part, parts, validationShare, false);
        }

        /**
         * {@return whether the batch contains an example}
         *
         * @param example the example
         */
        public boolean contains(Observation example) {
            return indexOf(example) == index;
        }

        /**
         * {@return the index of the mini-batch that contains an example in this epoch; -1 if the example is in none}
         *
         * @param example the example
         */
        public int indexOf(Observation example) {
            return indexOf(example.key(), example.clusterKey());
        }

        /**
         * {@return the index of the mini-batch that contains an example with these keys in this epoch; -1 if the
         * example is in none}
         *
         * @param key the key of the example
         * @param cluster the key of its cluster
         */
        public int indexOf(long key, long cluster) {
            if (Holdout.isHeldOut(cluster, validationShare, VALIDATION_SEED) != isForValidation) {
                return -1;
            }
            // the shift makes the hash nonnegative
            return count == 1 ? 0 : (int) ((ExampleKey.of(key ^ ExampleKey.of(epoch)) >>> 1) % count);
        }

        /**
         * {@return whether both batches agree in all but the index, so that {@link #indexOf} agrees for all examples}
         *
         * @param other another batch
         */
        public boolean isOfSameEpoch(Batch other) {
            return epoch == other.epoch
                    && count == other.count
                    && validationShare == other.validationShare
                    && isForValidation == other.isForValidation;
        }
    }

    /**
     * {@return the sums over the examples of the batch; empty if the batch has none}
     *
     * @param request the request
     */
    Optional<Sums> sums(Request request);

    /**
     * {@return the gradient and the value (the loss or, for moments, the expected cost or score) of each example of the batch,
     * in the order of the examples' keys}
     *
     * @param request the request
     */
    ExampleGradients gradients(Request request);

    /**
     * {@return the {@linkplain Observation#clusterKey() cluster key} of each example, in the order of the keys of the examples; the caller
     * owns the array}
     */
    long[] clusters();

    /** {@return the weights of the examples (one number per example, in the order of their keys; the caller owns them)} */
    double[] weights();

    /**
     * Returns a digest for each part of the examples (such as the examples on a worker machine), in any order.
     * The digests of the parts add up to the digest of all examples, by which a checkpoint recognises the examples.
     *
     * @return 32 bytes per part: the sum of the digests of the examples without their oracles, then the sum of the digests of the oracles,
     *     each sum as two numbers modulo 2^64
     */
    List<byte[]> digests();

    /** {@return whether the loss has a closed form, so that no noise is drawn} */
    boolean isExact();

    /** Frees threads and sessions. */
    @Override
    void close();
}
