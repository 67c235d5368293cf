package io.dither.layer;

import io.dither.error.Arguments;
import io.dither.error.InvalidArgumentException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Sums over examples in a fixed binary tree of their keys, read as unsigned numbers. A subtree has the keys with the
 * same leading bits; its sum is the sum of its lower half plus the sum of its upper half. So the result depends on the
 * keys alone, not on the order of the examples or on the machine: a machine with all keys of a range computes the sums
 * of the subtrees inside it ({@link #subtrees}), and another machine adds the sums of several machines ({@link
 * #total}).
 */
public final class KeyedSum {
    /**
     * The sum of a subtree; a single example is a subtree whose keys share all 64 bits.
     *
     * @param key the least key of the subtree
     * @param bits the number of leading bits that its keys share, 0 to 64
     * @param sum the sum of its vectors; must not be changed
     * @param indices if the sum is sparse, the index of each of its numbers in the full vector, in ascending order;
     *     empty if the sum is dense
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    public record Node(long key, int bits, double[] sum, int[] indices) implements Serializable {
        private static final int[] DENSE = {};

        /** Makes a subtree; a sparse sum needs an index for each number. */
        public Node {
            Arguments.require(
                    indices.length == 0 || indices.length == sum.length,
                    "indices have length " + indices.length + ", but there are " + sum.length + " numbers",
                    "Maybe an index is missing");
        }

        /**
         * Makes the subtree of a single example.
         *
         * @param key the key of the example
         * @param vector its vector; not copied
         * @return the subtree
         */
        public static Node of(long key, double[] vector) {
            return new Node(key, Long.SIZE, vector, DENSE);
        }

        /**
         * Makes the subtree of a single example whose vector is sparse.
         *
         * @param key the key of the example
         * @param numbers the numbers that may differ from 0; not copied
         * @param indices their indices in the vector, in ascending order, at least one. The last number of the vector
         *     must be among them, because its index gives the length of the vector; not copied
         * @return the subtree
         */
        public static Node of(long key, double[] numbers, int[] indices) {
            return new Node(key, Long.SIZE, numbers, indices);
        }

        /**
         * Adds the upper half to this lower half; both are dense or both sparse. The sum has the least key and the
         * number of shared bits of the whole subtree.
         */
        private Node plus(Node upper, long leastKey, int shared) {
            Arguments.require(
                    indices.length == 0 == (upper.indices.length == 0),
                    "some vectors are dense and others sparse",
                    "Maybe make all of them dense, or all sparse");
            if (indices.length > 0) {
                return plusSparse(upper, leastKey, shared);
            }
            double[] total = sum.clone();
            double[] added = Arguments.length("vector", upper.sum, total.length);
            for (int i = 0; i < total.length; i++) {
                total[i] += added[i];
            }
            return new Node(leastKey, shared, total, indices);
        }

        private Node plusSparse(Node upper, long leastKey, int shared) {
            int[] union = new int[indices.length + upper.indices.length];
            double[] total = new double[union.length];
            int size = 0;
            int i = 0;
            int j = 0;
            while (i < indices.length || j < upper.indices.length) {
                boolean inThis = j == upper.indices.length || (i < indices.length && indices[i] <= upper.indices[j]);
                boolean inUpper = i == indices.length || (j < upper.indices.length && upper.indices[j] <= indices[i]);
                union[size] = inThis ? indices[i] : upper.indices[j];
                if (inThis && inUpper) {
                    total[size++] = sum[i] + upper.sum[j];
                } else {
                    total[size++] = inThis ? sum[i] : upper.sum[j];
                }
                i += inThis ? 1 : 0;
                j += inUpper ? 1 : 0;
            }
            return new Node(leastKey, shared, Arrays.copyOf(total, size), Arrays.copyOf(union, size));
        }

        private double[] dense() {
            if (indices.length == 0) {
                return sum.clone();
            }
            double[] dense = new double[indices[indices.length - 1] + 1];
            for (int i = 0; i < indices.length; i++) {
                dense[indices[i]] = sum[i];
            }
            return dense;
        }
    }

    private KeyedSum() {}

    /**
     * Returns the sum over all examples.
     *
     * @param nodes disjoint subtrees, one or more, in any order, with vectors of the same length, all dense or all
     *     sparse
     * @return the sum, dense; the caller owns it
     */
    public static double[] total(List<Node> nodes) {
        Arguments.atLeast("number of nodes", nodes.size(), 1);
        List<Node> joined = join(sorted(nodes), 0, 0, -1L); // -1 is the largest key, read as unsigned
        return joined.get(0).dense();
    }

    /**
     * Adds up subtrees inside a range of keys; all examples of the range must be given.
     *
     * @param nodes disjoint subtrees inside the range, in any order
     * @param first the first key of the range
     * @param last the last key of the range
     * @return the largest subtrees inside the range, in the order of their keys; at most 126. A given node that is alone
     *     in such a subtree is returned unchanged, with its own bits
     */
    public static List<Node> subtrees(List<Node> nodes, long first, long last) {
        return join(sorted(nodes), 0, first, last);
    }

    /** Writes the vectors of examples. */
    @FunctionalInterface
    public interface Vectors {
        /**
         * Writes the vector of an example.
         *
         * @param keyIndex the index of the example's key in the array of keys
         * @param numbers the array to which the vector is written; its old numbers are overwritten
         * @param first the index in {@code numbers} of the first number of the vector
         */
        void write(int keyIndex, double[] numbers, int first);
    }

    /**
     * Adds up the dense vectors of all examples with keys in the range from {@code keys[from]} to {@code keys[to - 1]}.
     * Besides the result, at most 65 vectors are in memory.
     *
     * @param keys the keys, ascending as unsigned numbers, all different
     * @param from the index of the first key of the range
     * @param to the index behind the last key of the range
     * @param width the length of a vector, at least 1
     * @param vectors writes the vector of each key once, in their order
     * @return the largest subtrees inside the range, the same as {@link #subtrees(List, long, long)} returns for this
     *     range; a subtree of a single example has 64 bits. Empty if {@code from == to}
     */
    public static List<Node> subtrees(long[] keys, int from, int to, int width, Vectors vectors) {
        Arguments.atLeast("width", width, 1);
        Arguments.between("first key", from, 0, keys.length);
        Arguments.between("key behind the last", to, from, keys.length);
        List<Node> nodes = new ArrayList<>();
        if (to > from) {
            double[] stack = new double[(Long.SIZE + 1) * width];
            new Rows(keys, vectors, width, stack, keys[from], keys[to - 1]).collect(from, to, 0, nodes);
        }
        return nodes;
    }

    /**
     * The vectors of ascending keys. The stack has one vector after another: the sums of lower halves whose upper
     * halves are not complete.
     *
     * @param first the first key of the range whose subtrees are collected
     * @param last the last key of this range
     */
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Rows(long[] keys, Vectors vectors, int width, double[] stack, long first, long last) {
        /**
         * Collects the largest subtrees inside the range, within the subtree whose keys share {@code bits} leading
         * bits.
         */
        private void collect(int from, int to, int bits, List<Node> nodes) {
            if (to - from <= 1) {
                if (to > from) {
                    vectors.write(from, stack, 0);
                    nodes.add(node(keys[from], Long.SIZE));
                }
                return;
            }
            // in Java a shift by 64 does nothing
            long leastKey = bits == 0 ? 0 : keys[from] & (-1L << (Long.SIZE - bits));
            long greatestKey = leastKey | (-1L >>> bits);
            if (Long.compareUnsigned(first, leastKey) <= 0 && Long.compareUnsigned(greatestKey, last) <= 0) {
                addUp(from, to);
                nodes.add(node(leastKey, bits));
                return;
            }
            requireDifferent(from, bits);
            int split = split(from, to, leastKey | (1L << (Long.SIZE - 1 - bits)));
            collect(from, split, bits + 1, nodes);
            collect(split, to, bits + 1, nodes);
        }

        /** Returns a subtree whose sum is at the bottom of the stack. */
        private Node node(long key, int bits) {
            return new Node(key, bits, Arrays.copyOf(stack, width), Node.DENSE);
        }

        /** Requires that a key and the next key do not share all their bits. */
        private void requireDifferent(int keyIndex, int sharedBits) {
            if (sharedBits == Long.SIZE) {
                throw new InvalidArgumentException(
                        "two examples have the key " + keys[keyIndex], "Maybe one was added twice");
            }
        }

        /**
         * Adds up vectors in the order of the binary tree; the sum is at the bottom of the stack. Halves without keys
         * add nothing, so the tree separates two neighbouring keys at the first bit in which they differ. The sum of a
         * lower half stays on the stack until its upper half is complete, that is, until the next key differs from the
         * current key in a bit before the one that separates the two halves.
         */
        private void addUp(int from, int to) {
            // for each vector on the stack, the bit that separates its keys from the later keys
            int[] separatingBits = new int[Long.SIZE + 1];
            int depth = 0;
            for (int keyIndex = from; keyIndex < to; keyIndex++) {
                vectors.write(keyIndex, stack, depth * width);
                // the first bit in which the next key differs; -1 behind the last key, so that all sums are added up
                int bit = keyIndex + 1 < to ? Long.numberOfLeadingZeros(keys[keyIndex] ^ keys[keyIndex + 1]) : -1;
                requireDifferent(keyIndex, bit);
                while (depth > 0 && separatingBits[depth - 1] > bit) {
                    depth--;
                    for (int k = depth * width; k < (depth + 1) * width; k++) {
                        stack[k] += stack[k + width];
                    }
                }
                separatingBits[depth++] = bit;
            }
        }

        /** Returns the index of the first key that is not below {@code middle}. */
        private int split(int from, int to, long middle) {
            int low = from;
            int high = to;
            while (low < high) {
                int half = (low + high) >>> 1;
                if (Long.compareUnsigned(keys[half], middle) < 0) {
                    low = half + 1;
                } else {
                    high = half;
                }
            }
            return low;
        }
    }

    private static List<Node> sorted(List<Node> nodes) {
        return nodes.stream()
                .sorted(Comparator.comparing(Node::key, Long::compareUnsigned))
                .toList();
    }

    /**
     * Returns the sums of the subtree whose keys share {@code bits} leading bits: one node if the subtree lies inside
     * the range, otherwise the nodes of its lower half and then of its upper half, joined in the same way.
     */
    private static List<Node> join(List<Node> nodes, int bits, long first, long last) {
        if (nodes.size() <= 1) {
            return nodes;
        }
        Arguments.require(
                bits < Long.SIZE, "two examples have the key " + nodes.get(0).key(), "Maybe one was added twice");
        // in Java a shift by 64 does nothing
        long leastKey = bits == 0 ? 0 : nodes.get(0).key() & (-1L << (Long.SIZE - bits));
        long middle = leastKey | (1L << (Long.SIZE - 1 - bits));
        int split = 0;
        while (split < nodes.size() && Long.compareUnsigned(nodes.get(split).key(), middle) < 0) {
            split++;
        }
        List<Node> lower = join(nodes.subList(0, split), bits + 1, first, last);
        List<Node> upper = join(nodes.subList(split, nodes.size()), bits + 1, first, last);
        long greatestKey = leastKey | (-1L >>> bits);
        if (Long.compareUnsigned(first, leastKey) <= 0 && Long.compareUnsigned(greatestKey, last) <= 0) {
            boolean hasBothHalves = !lower.isEmpty() && !upper.isEmpty();
            Node node = (lower.isEmpty() ? upper : lower).get(0);
            return List.of(
                    hasBothHalves
                            ? node.plus(upper.get(0), leastKey, bits)
                            : new Node(leastKey, bits, node.sum(), node.indices()));
        }
        List<Node> joined = new ArrayList<>(lower);
        joined.addAll(upper);
        return joined;
    }
}
