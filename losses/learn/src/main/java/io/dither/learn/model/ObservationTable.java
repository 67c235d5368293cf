package io.dither.learn.model;

import io.dither.error.Arguments;
import io.dither.layer.Target;
import io.dither.oracle.LinearOracle;
import io.dither.random.ExampleKey;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Stores many small examples in few arrays: {@link #get} creates an {@link Observation} that refers to rows of the arrays. An unmodifiable
 * list; sublists and permutations share the arrays.
 *
 * <p>Plain loops read tables: Java would compile {@link Arrays#setAll} again for each function, which takes longer than one pass over the
 * examples of a table.
 */
public final class ObservationTable extends AbstractList<Observation> implements RandomAccess {
    private static final double[] NONE = new double[0];

    /** The arrays that lists of the same examples share. */
    private static final class Columns {
        private final String[] ids;
        private final long[] keys;
        private final Features features;
        private final int[] firstRow;
        private final LinearOracle[] oracles;
        private final @Nullable Target[] targets;
        /** Whether examples are in the order of their keys. */
        private final boolean areInOrder;

        private double[] weights = NONE;
        private double[] costs = NONE;
        private String[] clusters = {};
        private double[][] covariates = {};

        Columns(
                String[] ids,
                long[] keys,
                Features features,
                int[] firstRow,
                LinearOracle[] oracles,
                @Nullable Target[] targets) {
            this.ids = ids;
            this.keys = keys;
            this.features = features;
            this.firstRow = firstRow;
            this.oracles = oracles;
            this.targets = targets;
            boolean isAscending = true;
            for (int i = 1; i < keys.length; i++) {
                isAscending &= Long.compareUnsigned(keys[i - 1], keys[i]) < 0;
            }
            areInOrder = isAscending;
        }
    }

    private final Columns columns;
    /** The position in the arrays of each example of this list. */
    private final int[] positions;
    /** The distinct oracles of these examples, computed when first requested. */
    private volatile @Nullable Set<LinearOracle> distinctOracles;

    private ObservationTable(Columns columns, int[] positions) {
        this.columns = columns;
        this.positions = positions;
    }

    /**
     * Creates a table; arrays are not copied. Fits are fastest if examples are in the order of their keys, as unsigned numbers.
     *
     * @param ids the name of each example
     * @param keys the {@linkplain Observation#key() key} of each example
     * @param features the rows of all examples, one example after the other
     * @param firstRow the first row of each example, followed by the number of all rows
     * @param oracles the feasible decisions of each example
     * @param targets the observed decisions, or the true costs; null for examples without either: the caller uses {@link #select} to leave
     *     these out of all lists that {@link #get} or {@link #targets} reads
     * @return the table
     */
    public static ObservationTable of(
            String[] ids,
            long[] keys,
            Features features,
            int[] firstRow,
            LinearOracle[] oracles,
            @Nullable Target[] targets) {
        Arguments.require(
                firstRow.length == ids.length + 1
                        && keys.length == ids.length
                        && oracles.length == ids.length
                        && targets.length == ids.length
                        && firstRow[ids.length] == features.rows(),
                "columns of " + ids.length + " examples have lengths " + keys.length + ", " + (firstRow.length - 1)
                        + ", " + oracles.length + " and " + targets.length,
                "Maybe an example is missing");
        int[] all = new int[ids.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = i;
        }
        return new ObservationTable(new Columns(ids, keys, features, firstRow, oracles, targets), all);
    }

    /**
     * Sets the weights of examples and the true costs, before the table is used.
     *
     * @param weights one number per example, or none if all weights are 1; not copied
     * @param costs one number per row of features, or none; not copied
     * @return this
     */
    public ObservationTable with(double[] weights, double[] costs) {
        columns.weights = Arguments.length("weights", weights, weights.length == 0 ? 0 : columns.ids.length);
        columns.costs = Arguments.length("costs", costs, costs.length == 0 ? 0 : columns.features.rows());
        return this;
    }

    /**
     * Sets the clusters of examples and the covariates of their deciders, before the table is used.
     *
     * @param clusters the name of the cluster of each example, or none if examples are independent; not copied
     * @param covariates the covariates of the decider of each example, or none; not copied
     * @return this
     */
    public ObservationTable with(String[] clusters, double[][] covariates) {
        columns.clusters = clusters;
        columns.covariates = covariates;
        return this;
    }

    @Override
    public int size() {
        return positions.length;
    }

    @Override
    public Observation get(int index) {
        int position = positions[index];
        Target target = columns.targets[position];
        return new Observation(
                columns.ids[position],
                features(index),
                columns.oracles[position],
                Objects.requireNonNull(target, "target"),
                new Observation.Attributes(
                        columns.weights.length == 0 ? 1 : columns.weights[position],
                        columns.costs.length == 0
                                ? NONE
                                : Arrays.copyOfRange(
                                        columns.costs, columns.firstRow[position], columns.firstRow[position + 1]),
                        cluster(index),
                        covariates(index)));
    }

    /**
     * {@return the name of an example}
     *
     * @param index the index of the example in the list
     * @throws IndexOutOfBoundsException if there is no such example
     */
    public String id(int index) {
        return columns.ids[positions[index]];
    }

    /**
     * {@return the features of an example}
     *
     * @param index the index of the example in the list
     * @throws IndexOutOfBoundsException if there is no such example
     */
    public Features features(int index) {
        int position = positions[index];
        return columns.features.slice(columns.firstRow[position], columns.firstRow[position + 1]);
    }

    /**
     * {@return the name of the cluster of an example}
     *
     * @param index the index of the example in the list
     * @throws IndexOutOfBoundsException if there is no such example
     */
    public String cluster(int index) {
        return columns.clusters.length == 0 ? id(index) : columns.clusters[positions[index]];
    }

    /**
     * {@return the covariates of the decider of an example (read only)}
     *
     * @param index the index of the example in the list
     * @throws IndexOutOfBoundsException if there is no such example
     */
    public double[] covariates(int index) {
        return columns.covariates.length == 0 ? NONE : columns.covariates[positions[index]];
    }

    /**
     * {@return the same examples, unmodifiable}
     *
     * @param examples the examples; copied unless they are a table
     */
    public static List<Observation> copyOf(List<Observation> examples) {
        return examples instanceof ObservationTable ? examples : List.copyOf(examples);
    }

    /**
     * {@return some of the examples, unmodifiable; as a table if the examples are a table}
     *
     * @param examples the examples
     * @param chosen the indices of the chosen examples, in the order of the result
     */
    public static List<Observation> select(List<Observation> examples, int[] chosen) {
        for (int index : chosen) {
            Arguments.between("index", index, 0, examples.size() - 1);
        }
        if (examples instanceof ObservationTable table) {
            int[] positions = new int[chosen.length];
            for (int i = 0; i < positions.length; i++) {
                positions[i] = table.positions[chosen[i]];
            }
            return new ObservationTable(table.columns, positions);
        }
        List<Observation> all = examples instanceof RandomAccess ? examples : List.copyOf(examples);
        Observation[] selected = new Observation[chosen.length];
        Arrays.setAll(selected, i -> all.get(chosen[i]));
        return List.of(selected);
    }

    /**
     * {@return the examples in the order of their {@linkplain Observation#key() keys}, as unsigned numbers; unmodifiable, and a table if the
     * examples are a table}
     *
     * @param examples the examples
     */
    public static List<Observation> inOrder(List<Observation> examples) {
        if (examples instanceof ObservationTable table && table.columns.areInOrder) {
            BitSet members = new BitSet(table.columns.keys.length);
            for (int position : table.positions) {
                members.set(position);
            }
            int[] positions = new int[table.positions.length];
            int size = 0;
            for (int position = members.nextSetBit(0); position >= 0; position = members.nextSetBit(position + 1)) {
                positions[size++] = position;
            }
            if (size == positions.length) { // otherwise the list contains an example twice
                return new ObservationTable(table.columns, positions);
            }
        }
        return select(examples, ExampleKey.order(keys(examples)));
    }

    /**
     * {@return the {@linkplain Observation#key() key} of each example}
     *
     * @param examples the examples
     */
    public static long[] keys(List<Observation> examples) {
        if (examples instanceof ObservationTable table) {
            long[] keys = new long[table.positions.length];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = table.columns.keys[table.positions[i]];
            }
            return keys;
        }
        return examples.stream().mapToLong(Observation::key).toArray();
    }

    /**
     * {@return the {@linkplain Observation#clusterKey() key of the cluster} of each example}
     *
     * @param examples the examples
     */
    public static long[] clusterKeys(List<Observation> examples) {
        if (examples instanceof ObservationTable table) {
            return table.columns.clusters.length == 0
                    ? keys(examples)
                    : Arrays.stream(table.positions)
                            .mapToLong(position -> ExampleKey.of(table.columns.clusters[position]))
                            .toArray();
        }
        return examples.stream().mapToLong(Observation::clusterKey).toArray();
    }

    /**
     * {@return a function from the index of an example to its features}
     *
     * @param examples the examples
     */
    public static IntFunction<Features> features(List<Observation> examples) {
        return examples instanceof ObservationTable table
                ? table::features
                : index -> at(examples, index).features();
    }

    /**
     * {@return a function from the index of an example to its observed decision, or to its true costs}
     *
     * @param examples the examples
     */
    public static IntFunction<Target> targets(List<Observation> examples) {
        return examples instanceof ObservationTable table
                ? index -> Objects.requireNonNull(table.columns.targets[table.positions[index]], "target")
                : index -> at(examples, index).target();
    }

    private static Observation at(List<Observation> examples, int index) {
        return examples.get(Arguments.between("index", index, 0, examples.size() - 1));
    }

    /**
     * {@return the weight of each example}
     *
     * @param examples the examples
     */
    public static double[] weights(List<Observation> examples) {
        double[] weights = new double[examples.size()];
        if (examples instanceof ObservationTable table) {
            double[] all = table.columns.weights;
            for (int i = 0; i < weights.length; i++) {
                weights[i] = all.length == 0 ? 1 : all[table.positions[i]];
            }
        } else {
            Arrays.setAll(weights, i -> examples.get(i).weight());
        }
        return weights;
    }

    /**
     * {@return the oracle of each example}
     *
     * @param examples the examples
     */
    public static LinearOracle[] oraclesOfEach(List<Observation> examples) {
        LinearOracle[] oracles = new LinearOracle[examples.size()];
        if (examples instanceof ObservationTable table) {
            for (int i = 0; i < oracles.length; i++) {
                oracles[i] = table.columns.oracles[table.positions[i]];
            }
        } else {
            Arrays.setAll(oracles, i -> examples.get(i).oracle());
        }
        return oracles;
    }

    /**
     * {@return the distinct oracles of examples, compared by identity; unmodifiable}
     *
     * @param examples the examples
     */
    public static Set<LinearOracle> distinctOracles(List<Observation> examples) {
        Set<LinearOracle> tableOracles = examples instanceof ObservationTable table ? table.distinctOracles : null;
        if (tableOracles != null) {
            return tableOracles;
        }
        Set<LinearOracle> oracles = Collections.newSetFromMap(new IdentityHashMap<>());
        LinearOracle last = null;
        for (LinearOracle oracle : oraclesOfEach(examples)) {
            if (oracle != last) { // saves look-ups: consecutive examples often share an oracle
                oracles.add(oracle);
                last = oracle;
            }
        }
        Set<LinearOracle> distinct = Collections.unmodifiableSet(oracles);
        if (examples instanceof ObservationTable table) {
            table.distinctOracles = distinct;
        }
        return distinct;
    }
}
