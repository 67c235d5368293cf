package io.dither.learn.evaluate;

import io.dither.error.Arguments;
import io.dither.learn.model.Observation;
import io.dither.random.ExampleKey;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;

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
        /** Requires a sample per example. */
        public Request {
            Arguments.atLeast("samples", samples, 1);
        }

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
     * A part of the examples, by the hashes of their keys: a share is kept apart for validation, in whole clusters, and in each
     * epoch each of the others is in one of so many parts.
     *
     * @param epoch the epoch, by which the parts differ
     * @param index which part, from 0
     * @param count how many parts
     * @param apart the share that is kept apart, from 0 to below 1
     * @param validates whether it is that share, and not the others
     */
    record Batch(long epoch, int index, int count, double apart, boolean validates) implements Serializable {
        /** All examples. */
        static final Batch ALL = new Batch(0, 0, 1, 0, false);

        private static final long APART = 0x5E9A_7A7E_0F17_5E1FL;

        /** Requires a part that there is. */
        public Batch {
            Arguments.between("parts", count, 1, 1 << 27);
            Arguments.between("part", index, 0, count - 1);
            Arguments.require(apart >= 0 && apart < 1, "the share " + apart + " is not from 0 to below 1", "Maybe 0.2");
        }

        /** Returns whether it is all examples. */
        public boolean isAll() {
            return count == 1 && apart == 0;
        }

        /** Returns one part of so many in an epoch, without what is kept apart. */
        public Batch part(long inEpoch, int which, int parts) {
            return new Batch(inEpoch, which, parts, apart, false);
        }

        /**
         * {@return whether an example belongs to it}
         *
         * @param example the example
         */
        public boolean holds(Observation example) {
            return place(example) == index;
        }

        /**
         * {@return in which part of its epoch an example is, -1 if in none}
         *
         * @param example the example
         */
        public int place(Observation example) {
            if (Holdout.isHeld(example.clusterKey(), apart, APART) != validates) {
                return -1;
            }
            return count == 1 ? 0 : (int) ((ExampleKey.of(example.key() ^ ExampleKey.of(epoch)) >>> 1) % count);
        }

        public boolean isOfSameEpoch(Batch other) {
            return epoch == other.epoch && count == other.count && apart == other.apart && validates == other.validates;
        }
    }

    /**
     * {@return the sums over all examples, nothing where no example is in the batch}
     *
     * @param request what is evaluated
     */
    Optional<Sums> sums(Request request);

    /**
     * {@return the gradient and the value of each example, in the order of their keys}
     *
     * @param request what is evaluated
     */
    List<ExampleGradient> gradients(Request request);

    /** {@return the clusters of the examples (one name an example, in the order of their keys)} */
    List<String> clusters();

    /** {@return the weights of the examples (one number an example, in the order of their keys; the caller owns them)} */
    double[] weights();

    /**
     * {@return the digests of the parts that the examples are in, in any order (64 bytes a part: the sum of the SHA-256 of each example
     * without its oracle, and that of the oracles, both modulo 2^256)} They add up to that of all, which a checkpoint compares.
     */
    List<byte[]> digests();

    /**
     * Returns whether closed forms take the place of samples.
     *
     * @return whether no noise is drawn
     */
    boolean isExact();

    /** Frees threads and sessions. */
    @Override
    void close();
}
