package io.dither.data;

import io.dither.data.OracleTexts.OracleWithText;
import io.dither.layer.Target;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import io.dither.oracle.LinearOracle;
import io.dither.random.ExampleKey;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Examples as arrays. The number of an example is its index in the history. Its position is its index in the order of keys, because fits read
 * examples in this order. Objects are written by number: writing them to random positions takes longer than sorting them at the end. Arrays that
 * few histories need, such as weights, are made when the first example needs them.
 */
final class ExampleColumns {
    private final int width;
    // indexed by number
    private final String[] ids;
    private final int[] positions;
    private final OracleWithText[] oraclesWithText;
    private final @Nullable Target[] targets;
    private final List<String>[] coordinates;
    // indexed by position; features, offsets, lengths (of gamma noise), groups (with effects) and costs are indexed by
    // row, in
    // the order of positions
    private final int[] numbers;
    private final String[] sortedIds;
    private final long[] keys;
    /** The index of the first row of each example; then the number of all rows. */
    private final int[] firstRow;

    private final double[] features;
    private double[] offsets = {};
    private double[] lengths = {};
    private String[] groups = {};
    private double[] costs = {};
    private double[] weights = {};
    private String[] clusters = {};
    private double[][] covariates = {};

    /**
     * Makes room for examples.
     *
     * @param ids the ids of the examples, in the order of the history
     * @param rowsBefore for each example in the order of the history, the number of rows of the examples before it; then the number of all rows
     * @param width the number of features
     */
    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of lists
    ExampleColumns(String[] ids, int[] rowsBefore, int width) {
        this.width = width;
        this.ids = ids;
        int examples = ids.length;
        features = new double[Math.multiplyExact(rowsBefore[examples], width)];
        long[] keysOfIds = new long[examples];
        for (int number = 0; number < examples; number++) {
            keysOfIds[number] = ExampleKey.of(ids[number]);
        }
        numbers = ExampleKey.order(keysOfIds);
        positions = new int[examples];
        sortedIds = new String[examples];
        keys = new long[examples];
        firstRow = new int[examples + 1];
        for (int position = 0; position < examples; position++) {
            int number = numbers[position];
            positions[number] = position;
            sortedIds[position] = ids[number];
            keys[position] = keysOfIds[number];
            firstRow[position + 1] = firstRow[position] + rowsBefore[number + 1] - rowsBefore[number];
        }
        oraclesWithText = new OracleWithText[examples];
        targets = new Target[examples];
        coordinates = new List[examples];
    }

    /** Adds an example, with its observation if there is one. */
    void add(int number, Instance instance, Optional<Observation> observed) {
        int position = positions[number];
        oraclesWithText[number] = instance.oracleWithText();
        coordinates[number] = instance.coordinates();
        add(position, instance.features());
        if (!instance.cluster().equals(instance.id()) && clusters.length == 0) {
            clusters = sortedIds.clone();
        }
        if (clusters.length > 0) {
            clusters[position] = instance.cluster();
        }
        if (instance.covariates().length > 0 && covariates.length == 0) {
            covariates = new double[sortedIds.length][0];
        }
        if (covariates.length > 0) {
            covariates[position] = instance.covariates();
        }
        if (observed.isPresent()) {
            targets[number] = observed.get().target();
            add(position, observed.get());
        }
    }

    private void add(int position, Observation observation) {
        if (observation.weight() != 1 && weights.length == 0) {
            weights = new double[sortedIds.length];
            Arrays.fill(weights, 1);
        }
        if (weights.length > 0) {
            weights[position] = observation.weight();
        }
        if (observation.costs().length > 0) {
            costs = costs.length == 0 ? new double[features.length / width] : costs;
            System.arraycopy(observation.costs(), 0, costs, firstRow[position], observation.costs().length);
        }
    }

    private void add(int position, Features added) {
        int first = firstRow[position];
        int rows = features.length / width;
        offsets = added.hasOffsets() && offsets.length == 0 ? new double[rows] : offsets;
        groups = added.hasGroups() && groups.length == 0 ? new String[rows] : groups;
        lengths = added.lengths().length > 0 && lengths.length == 0 ? new double[rows] : lengths;
        System.arraycopy(added.lengths(), 0, lengths, lengths.length == 0 ? 0 : first, added.lengths().length);
        added.copyTo(features, first * width);
        for (int row = 0; row < added.rows() && (offsets.length > 0 || groups.length > 0); row++) {
            if (offsets.length > 0) {
                offsets[first + row] = added.offset(row);
            }
            if (groups.length > 0) {
                groups[first + row] = added.group(row);
            }
        }
    }

    /** Returns all examples; none may be added afterwards. */
    AddedExamples addedExamples() {
        LinearOracle[] oracles = new LinearOracle[sortedIds.length];
        @Nullable Target[] inOrder = new Target[sortedIds.length];
        for (int position = 0; position < sortedIds.length; position++) {
            OracleWithText oracleWithText = oraclesWithText[numbers[position]];
            oracles[position] = oracleWithText == null ? null : oracleWithText.oracle();
            inOrder[position] = targets[numbers[position]];
        }
        Features rows = ExampleList.withArrays(Features.of(features, width), offsets, lengths, groups);
        ObservationTable table = ObservationTable.of(sortedIds, keys, rows, firstRow, oracles, inOrder)
                .with(weights, costs)
                .with(clusters, covariates);
        Integer[] byId = new Integer[ids.length];
        for (int number = 0; number < byId.length; number++) {
            byId[number] = number; // sorting is fast, because files are mostly in the order of ids
        }
        Arrays.sort(byId, (first, second) -> ids[first].compareTo(ids[second]));
        int[] observed = new int[byId.length];
        int count = 0;
        for (int number : byId) {
            if (targets[number] != null) {
                observed[count++] = positions[number];
            }
        }
        return new AddedExamples(
                new Instances(table, oraclesWithText, coordinates, positions, numbers, keys),
                ObservationTable.select(table, Arrays.copyOf(observed, count)));
    }

    /**
     * All examples that were added.
     *
     * @param instances the examples in the order in which they were added
     * @param observations the examples with an observation, in the order of their ids
     */
    record AddedExamples(Instances instances, List<Observation> observations) {}

    /** A list that makes an instance when it is read. */
    static final class Instances extends AbstractList<Instance> implements RandomAccess {
        private final ObservationTable table;
        private final OracleWithText[] oraclesWithText;
        private final List<String>[] coordinates;
        private final int[] positions;
        private final int[] numbers;
        private final long[] keys;
        /** The position after the instance that was found last: a reader in the order of keys needs this position next. */
        private int next;

        private Instances(
                ObservationTable table,
                OracleWithText[] oraclesWithText,
                List<String>[] coordinates,
                int[] positions,
                int[] numbers,
                long[] keys) {
            this.table = table;
            this.oraclesWithText = oraclesWithText;
            this.coordinates = coordinates;
            this.positions = positions;
            this.numbers = numbers;
            this.keys = keys;
        }

        @Override
        public int size() {
            return oraclesWithText.length;
        }

        @Override
        public Instance get(int number) {
            int position = positions[number];
            return new Instance(
                    table.id(position),
                    table.features(position),
                    oraclesWithText[number],
                    coordinates[number],
                    table.cluster(position),
                    table.covariates(position));
        }

        /** Returns whether all instances have these coordinates. */
        boolean allHaveCoordinates(List<String> names) {
            for (List<String> each : coordinates) {
                if (each != names && !each.equals(names)) {
                    return false;
                }
            }
            return true;
        }

        /** Adds the number of instances of each oracle text to a map. */
        void countTexts(Map<String, Integer> texts) {
            int repeats = 0; // successive examples mostly have the same oracle
            for (int number = 0; number < oraclesWithText.length; number++) {
                repeats++;
                if (number + 1 == oraclesWithText.length
                        || !oraclesWithText[number + 1].equals(oraclesWithText[number])) {
                    texts.merge(oraclesWithText[number].text(), repeats, Integer::sum);
                    repeats = 0;
                }
            }
        }

        /** Finds the instance of an id. */
        Optional<Instance> find(String id) {
            int likely = next;
            if (likely < keys.length && table.id(likely).equals(id)) {
                next = likely + 1;
                return Optional.of(get(numbers[likely]));
            }
            long key = ExampleKey.of(id);
            int low = 0;
            int high = keys.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (Long.compareUnsigned(keys[middle], key) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            next = low + 1;
            return low < keys.length && table.id(low).equals(id) ? Optional.of(get(numbers[low])) : Optional.empty();
        }
    }
}
