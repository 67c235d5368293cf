package io.dither.layer;

import io.dither.error.Arguments;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sums over examples in the fixed binary tree of their keys, read as unsigned numbers: a subtree holds the keys with the same
 * leading bits, and the sum of a tree is that of its lower half plus that of its upper half. So the bits depend on the keys alone,
 * not on the order of the examples or on who adds them: a machine that has all keys of a range completes the subtrees inside it
 * ({@link #part}), and another joins what several machines send ({@link #total}).
 */
public final class KeyedSum {
    /**
     * The sum of a whole subtree; a single example is one of 64 bits.
     *
     * @param key the least key of the subtree
     * @param bits how many leading bits its keys share, 0 to 64
     * @param sum the sum of its vectors; not to be changed
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    public record Node(long key, int bits, double[] sum) implements Serializable {
        /**
         * Makes the subtree of one example.
         *
         * @param key the key of the example
         * @param vector its vector; kept
         * @return the subtree
         */
        public static Node of(long key, double[] vector) {
            return new Node(key, Long.SIZE, vector);
        }
    }

    private KeyedSum() {}

    /**
     * Adds up all.
     *
     * @param nodes disjoint subtrees, one or more, in any order, with vectors of one length
     * @return the sum; the caller owns it
     */
    public static double[] total(List<Node> nodes) {
        Arguments.atLeast("number of nodes", nodes.size(), 1);
        List<Node> joined = join(sorted(nodes), 0, 0, -1L);
        return joined.get(0).sum().clone();
    }

    /**
     * Adds up what lies inside a range of keys all of whose examples are here.
     *
     * @param nodes disjoint subtrees inside the range, in any order
     * @param first the first key of the range
     * @param last the last key of the range
     * @return the largest subtrees inside the range, in their order: some 120 at most
     */
    public static List<Node> part(List<Node> nodes, long first, long last) {
        return join(sorted(nodes), 0, first, last);
    }

    private static List<Node> sorted(List<Node> nodes) {
        return nodes.stream()
                .sorted(Comparator.comparing(Node::key, Long::compareUnsigned))
                .toList();
    }

    /** Joins the nodes of the subtree whose keys share so many bits, as far as it lies in the range. */
    private static List<Node> join(List<Node> nodes, int bits, long first, long last) {
        if (nodes.size() <= 1) {
            return nodes;
        }
        Arguments.require(
                bits < Long.SIZE, "two examples have the key " + nodes.get(0).key(), "Maybe one was added twice");
        long least = bits == 0 ? 0 : nodes.get(0).key() & (-1L << (Long.SIZE - bits));
        long middle = least | (1L << (Long.SIZE - 1 - bits));
        int split = 0;
        while (split < nodes.size() && Long.compareUnsigned(nodes.get(split).key(), middle) < 0) {
            split++;
        }
        List<Node> lower = join(nodes.subList(0, split), bits + 1, first, last);
        List<Node> upper = join(nodes.subList(split, nodes.size()), bits + 1, first, last);
        long most = bits == 0 ? -1L : least | (-1L >>> bits);
        if (Long.compareUnsigned(first, least) <= 0 && Long.compareUnsigned(most, last) <= 0) {
            return List.of(new Node(least, bits, sum(lower, upper)));
        }
        List<Node> both = new ArrayList<>(lower);
        both.addAll(upper);
        return both;
    }

    /** Adds two halves, each one node or none. */
    private static double[] sum(List<Node> lower, List<Node> upper) {
        if (lower.isEmpty() || upper.isEmpty()) {
            return (lower.isEmpty() ? upper : lower).get(0).sum();
        }
        double[] sum = lower.get(0).sum().clone();
        double[] other = Arguments.length("vector", upper.get(0).sum(), sum.length);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other[i];
        }
        return sum;
    }
}
