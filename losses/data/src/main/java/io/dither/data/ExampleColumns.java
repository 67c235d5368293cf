package io.dither.data;

import io.dither.data.OracleTexts.OracleWithText;
import io.dither.layer.Target;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import io.dither.oracle.LinearOracle;
import io.dither.random.ExampleKey;
import java.lang.reflect.Array;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/**
 * Examples as arrays, in the order of the history: the number of an example is its index in the history. At the end,
 * the examples are sorted by their {@link ExampleKey}, because fits read them in this order; the position of an example
 * is its index in this order. Writing each example to its position at once would take longer, because positions are
 * random. Arrays that few histories need, such as weights, are made when the first example needs them.
 */
final class ExampleColumns {
    /** The number of features. */
    private final int width;

    // indexed by number
    private final String[] ids;
    /** The number of rows of the examples before each example; then the number of all rows. */
    private final int[] rowsBefore;

    private final OracleWithText[] oraclesWithText;
    private final @Nullable Target[] targets;
    private final List<String>[] coordinates;
    private double[] weights = {};
    private String[] clusters = {};
    private double[][] covariates = {};
    // indexed by row, in the order of the history; a length is for gamma noise, and a group may have an effect
    private double[] features;
    private double[] offsets = {};
    private double[] lengths = {};
    private String[] groups = {};
    private double[] costs = {};

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
        this.rowsBefore = rowsBefore;
        features = new double[Math.multiplyExact(rows(), width)];
        oraclesWithText = new OracleWithText[ids.length];
        targets = new Target[ids.length];
        coordinates = new List[ids.length];
    }

    private int rows() {
        return rowsBefore[ids.length];
    }

    /** Adds an example, with its observation if there is one. */
    void add(int number, Instance instance, Optional<Observation> observed) {
        oraclesWithText[number] = instance.oracleWithText();
        coordinates[number] = instance.coordinates();
        addRows(rowsBefore[number], instance.features());
        if (!instance.cluster().equals(instance.id()) && clusters.length == 0) {
            clusters = ids.clone();
        }
        if (clusters.length > 0) {
            clusters[number] = instance.cluster();
        }
        if (instance.covariates().length > 0 && covariates.length == 0) {
            covariates = new double[ids.length][0];
        }
        if (covariates.length > 0) {
            covariates[number] = instance.covariates();
        }
        if (observed.isPresent()) {
            addObservation(number, observed.get());
        }
    }

    private void addObservation(int number, Observation observation) {
        targets[number] = observation.target();
        if (observation.weight() != 1 && weights.length == 0) {
            weights = new double[ids.length];
            Arrays.fill(weights, 1);
        }
        if (weights.length > 0) {
            weights[number] = observation.weight();
        }
        if (observation.costs().length > 0) {
            costs = costs.length == 0 ? new double[rows()] : costs;
            System.arraycopy(observation.costs(), 0, costs, rowsBefore[number], observation.costs().length);
        }
    }

    /** Adds the rows of an example, the first of which has the index {@code first} among all rows. */
    private void addRows(int first, Features added) {
        offsets = added.hasOffsets() && offsets.length == 0 ? new double[rows()] : offsets;
        groups = added.hasGroups() && groups.length == 0 ? new String[rows()] : groups;
        lengths = added.lengths().length > 0 && lengths.length == 0 ? new double[rows()] : lengths;
        // without lengths, nothing is copied, but the start must still be within the array
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
        int examples = ids.length;
        long[] keysByNumber = new long[examples];
        for (int number = 0; number < examples; number++) {
            keysByNumber[number] = ExampleKey.of(ids[number]);
        }
        int[] numbers = ExampleKey.order(keysByNumber);
        int[] positions = new int[examples];
        long[] keys = new long[examples];
        int[] firstRow = new int[examples + 1]; // like rowsBefore, but indexed by position
        LinearOracle[] oracles = new LinearOracle[examples];
        for (int position = 0; position < examples; position++) {
            int number = numbers[position];
            positions[number] = position;
            keys[position] = keysByNumber[number];
            firstRow[position + 1] = firstRow[position] + rowsBefore[number + 1] - rowsBefore[number];
            oracles[position] = oraclesWithText[number].oracle();
        }
        features = sortedRows(features, new double[features.length], numbers, firstRow);
        Features rows = ExampleList.withArrays(
                Features.of(features, width),
                sortedRows(offsets, new double[offsets.length], numbers, firstRow),
                sortedRows(lengths, new double[lengths.length], numbers, firstRow),
                sortedRows(groups, new String[groups.length], numbers, firstRow));
        @Nullable Target[] sortedTargets = sorted(targets, new Target[examples], numbers);
        ObservationTable table = ObservationTable.of(
                        sorted(ids, new String[examples], numbers), keys, rows, firstRow, oracles, sortedTargets)
                .with(
                        sorted(weights, new double[weights.length], numbers),
                        sortedRows(costs, new double[costs.length], numbers, firstRow))
                .with(
                        sorted(clusters, new String[clusters.length], numbers),
                        sorted(covariates, new double[covariates.length][], numbers));
        Integer[] byId = new Integer[examples];
        for (int number = 0; number < examples; number++) {
            byId[number] = number;
        }
        // fast if the history has the examples in the order of their ids
        Arrays.sort(byId, (first, second) -> ids[first].compareTo(ids[second]));
        int[] observed = new int[examples];
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

    /** Fills {@code sorted} with the element of each example, in the order of positions; arrays without elements stay empty. */
    private static <A> A sorted(A byNumber, A sorted, int[] numbers) {
        for (int position = 0; position < Array.getLength(sorted); position++) {
            System.arraycopy(byNumber, numbers[position], sorted, position, 1);
        }
        return sorted;
    }

    /** Fills {@code sorted} with the elements of the rows of each example, in the order of positions; arrays without elements stay empty. */
    private <A> A sortedRows(A byNumber, A sorted, int[] numbers, int[] firstRow) {
        int perRow = Array.getLength(sorted) / rows(); // the number of features, or 1; 0 if the array is empty
        for (int position = 0; position < numbers.length && perRow > 0; position++) {
            int from = rowsBefore[numbers[position]] * perRow;
            int count = rowsBefore[numbers[position] + 1] * perRow - from;
            System.arraycopy(byNumber, from, sorted, firstRow[position] * perRow, count);
        }
        return sorted;
    }

    /**
     * All examples that were added.
     *
     * @param instances the examples in the order of their numbers
     * @param observations the examples with an observation, in the order of their ids
     */
    record AddedExamples(Instances instances, List<Observation> observations) {}

    /** A list that makes an instance when it is read. */
    static final class Instances extends AbstractList<Instance> implements RandomAccess {
        private final ObservationTable table;
        // the next three arrays are indexed by number, and the last two by position
        private final OracleWithText[] oraclesWithText;
        private final List<String>[] coordinates;
        private final int[] positions;
        private final int[] numbers;
        private final long[] keys;
        /** The position after the one where the last search ended: the next to find if ids come in the order of keys. */
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
