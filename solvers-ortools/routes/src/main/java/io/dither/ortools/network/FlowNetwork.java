package io.dither.ortools.network;

import io.dither.error.Arguments;
import io.dither.error.DataException;
import io.dither.error.InvalidArgumentException;
import io.dither.oracle.Described;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * A directed graph with named nodes and integer capacities. Its arcs, in the order in which they were added, are the
 * coordinates of flows and cuts. Parallel arcs are allowed, arcs from a node to itself are not. Immutable and
 * thread-safe.
 */
public final class FlowNetwork implements Described {
    /** The largest sum of capacities: up to this, flows are exact as doubles. */
    private static final long MAX_SUM = 1L << 53;

    /** The names of the nodes. */
    private final List<String> nodes;
    /** The node that each arc leaves. */
    private final int[] tails;
    /** The node that each arc enters. */
    private final int[] heads;

    private final long[] capacities;

    /** Keeps the arrays, which must not be changed later. */
    private FlowNetwork(List<String> nodes, int[] tails, int[] heads, long[] capacities) {
        this.nodes = nodes;
        this.tails = tails;
        this.heads = heads;
        this.capacities = capacities;
    }

    /**
     * Starts a network without arcs.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Reads a network from a CSV file with rows {@code from,to,capacity} of node names and whole numbers, or {@code
     * from,to}, where all capacities are 1. A header may name these columns in another order; other columns are
     * ignored.
     *
     * @param file the file
     * @return the network, with arcs in the order of the lines, and nodes in the order of their first appearance
     * @throws DataException with file and line if the file is missing or malformed
     */
    public static FlowNetwork read(Path file) {
        return FlowNetworkFile.read(file);
    }

    /** Builds a network arc by arc; nodes are numbered in the order of their first appearance. */
    public static final class Builder {
        /** The number of each node, by its name. */
        private final Map<String, Integer> numbers = new LinkedHashMap<>();
        /** Two nodes per arc: its tail, then its head. */
        private final List<int[]> ends = new ArrayList<>();

        private final List<Long> capacities = new ArrayList<>();

        private Builder() {}

        /**
         * Adds an arc, and its ends if they are new.
         *
         * @param from the node that it leaves
         * @param to the node that it enters, different from {@code from}
         * @param capacity the largest flow, at least 0
         * @return this
         */
        public Builder arc(String from, String to, long capacity) {
            Arguments.require(
                    !from.equals(Objects.requireNonNull(to, "to")),
                    "arc " + ends.size() + " leads from '" + from + "' to itself",
                    "Maybe leave it out");
            ends.add(new int[] {number(from), number(to)});
            capacities.add(capacity);
            return this;
        }

        private int number(String name) {
            return numbers.computeIfAbsent(name, unknown -> numbers.size());
        }

        /** Returns the number of arcs so far. */
        int size() {
            return ends.size();
        }

        /**
         * Makes the network.
         *
         * @return the network
         */
        public FlowNetwork build() {
            Arguments.atLeast("number of arcs", ends.size(), 1);
            // withCapacities checks the capacities
            return new FlowNetwork(
                            List.copyOf(numbers.keySet()),
                            ends.stream().mapToInt(arc -> arc[0]).toArray(),
                            ends.stream().mapToInt(arc -> arc[1]).toArray(),
                            new long[ends.size()])
                    .withCapacities(
                            capacities.stream().mapToLong(Long::longValue).toArray());
        }
    }

    /**
     * Returns the same arcs with other capacities, such as the capacities of another example.
     *
     * @param newCapacities one per arc, at least 0, with a sum of at most 2^53; copied
     * @return a network that shares nodes and arcs with this network
     */
    public FlowNetwork withCapacities(long... newCapacities) {
        Arguments.require(
                newCapacities.length == tails.length,
                "capacities has length " + newCapacities.length + ", not " + tails.length,
                "Maybe they belong to another network");
        long sum = 0;
        for (int a = 0; a < newCapacities.length; a++) {
            Arguments.require(
                    newCapacities[a] >= 0 && newCapacities[a] <= MAX_SUM - sum,
                    "capacities[" + a + "] = " + newCapacities[a] + " of arc " + arcName(a)
                            + (newCapacities[a] < 0 ? " is below 0" : " takes the sum above 2^53"),
                    newCapacities[a] < 0
                            ? "Maybe reverse the arc"
                            : "Maybe count in larger units, or give smaller capacities");
            sum += newCapacities[a];
        }
        return new FlowNetwork(nodes, tails, heads, newCapacities.clone());
    }

    @Override
    public List<?> content() {
        return List.of(nodes, tails, heads, capacities);
    }

    /** {@return the number of nodes} */
    public int nodes() {
        return nodes.size();
    }

    /** {@return the number of arcs, which is the dimension of theta and y} */
    public int arcs() {
        return tails.length;
    }

    /**
     * Finds a node.
     *
     * @param name its name
     * @return its number, from 0
     */
    public int nodeNumber(String name) {
        int number = nodes.indexOf(name);
        if (number < 0) {
            throw new InvalidArgumentException(
                    "the network has no node '" + name + "'",
                    "Maybe one of its " + nodes.size() + " nodes, such as "
                            + nodes.subList(0, Math.min(3, nodes.size())));
        }
        return number;
    }

    /**
     * {@return the name of a node}
     *
     * @param node its number, from 0
     */
    public String nodeName(int node) {
        return nodes.get(Arguments.between("node", node, 0, nodes.size() - 1));
    }

    /** {@return the names of the arcs, such as {@code a->b}} */
    public List<String> arcNames() {
        return IntStream.range(0, arcs()).mapToObj(this::arcName).toList();
    }

    /**
     * {@return the number of the node that an arc leaves}
     *
     * @param arc the number of the arc, from 0
     */
    public int tail(int arc) {
        return tails[arc];
    }

    /**
     * {@return the number of the node that an arc enters}
     *
     * @param arc the number of the arc, from 0
     */
    public int head(int arc) {
        return heads[arc];
    }

    /**
     * {@return the capacity of an arc, which is its largest flow}
     *
     * @param arc the number of the arc, from 0
     */
    public long capacity(int arc) {
        return capacities[arc];
    }

    String arcName(int arc) {
        return nodes.get(tails[arc]) + "->" + nodes.get(heads[arc]);
    }

    /** Returns whether the arcs are the same, perhaps with other capacities. */
    boolean hasArcsOf(FlowNetwork other) {
        // withCapacities makes networks that share the arrays
        return tails == other.tails
                || (nodes.equals(other.nodes)
                        && Arrays.equals(tails, other.tails)
                        && Arrays.equals(heads, other.heads));
    }
}
