package io.dither.data;

import io.dither.data.OracleTexts.Filled;
import io.dither.layer.Target;
import io.dither.learn.model.Features;
import io.dither.learn.model.Observation;
import io.dither.learn.model.ObservationTable;
import io.dither.oracle.LinearOracle;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Examples whose numbers are put one behind the other as they are found; what few have takes room once one has it. */
final class ExampleColumns {
    private final int width;
    private final double[] features;
    private final String[] ids;
    private final int[] firstRow;
    private final Filled[] filled;
    private final LinearOracle[] oracles;
    private final @Nullable Target[] targets;
    private final List<String>[] coordinates;
    private double[] offsets = {};
    private double[] lengths = {};
    private String[] groups = {};
    private double[] costs = {};
    private double[] weights = {};
    private String[] clusters = {};
    private double[][] covariates = {};
    private int size;

    /** There are at most so many examples, rows and columns of features. */
    @SuppressWarnings({"unchecked", "rawtypes"}) // arrays of lists
    ExampleColumns(int examples, int rows, int width) {
        this.width = width;
        features = new double[rows * width];
        ids = new String[examples];
        firstRow = new int[examples + 1];
        filled = new Filled[examples];
        oracles = new LinearOracle[examples];
        targets = new Target[examples];
        coordinates = new List[examples];
    }

    /** Adds an example, with what was observed of it, if anything was. */
    void add(Instance instance, Optional<Observation> observed) {
        ids[size] = instance.id();
        filled[size] = instance.filled();
        oracles[size] = instance.oracle();
        coordinates[size] = instance.coordinates();
        add(instance.features());
        if (!instance.cluster().equals(instance.id()) && clusters.length == 0) {
            clusters = Arrays.copyOf(ids, ids.length);
        }
        if (clusters.length > 0) {
            clusters[size] = instance.cluster();
        }
        if (instance.covariates().length > 0 && covariates.length == 0) {
            covariates = new double[ids.length][0];
        }
        if (covariates.length > 0) {
            covariates[size] = instance.covariates();
        }
        observed.ifPresent(this::addObserved);
        size++;
    }

    private void addObserved(Observation observation) {
        targets[size] = observation.target();
        if (observation.weight() != 1 && weights.length == 0) {
            weights = new double[ids.length];
            Arrays.fill(weights, 1);
        }
        if (weights.length > 0) {
            weights[size] = observation.weight();
        }
        if (observation.costs().length > 0) {
            costs = costs.length == 0 ? new double[features.length / width] : costs;
            System.arraycopy(observation.costs(), 0, costs, firstRow[size], observation.costs().length);
        }
    }

    private void add(Features own) {
        int first = firstRow[size];
        firstRow[size + 1] = first + own.rows();
        int rows = features.length / width;
        offsets = own.hasOffsets() && offsets.length == 0 ? new double[rows] : offsets;
        groups = own.hasGroups() && groups.length == 0 ? new String[rows] : groups;
        lengths = own.lengths().length > 0 && lengths.length == 0 ? new double[rows] : lengths;
        System.arraycopy(own.lengths(), 0, lengths, lengths.length == 0 ? 0 : first, own.lengths().length);
        for (int row = 0; row < own.rows(); row++) {
            for (int column = 0; column < width; column++) {
                features[(first + row) * width + column] = own.get(row, column);
            }
            if (offsets.length > 0) {
                offsets[first + row] = own.offset(row);
            }
            if (groups.length > 0) {
                groups[first + row] = own.group(row);
            }
        }
    }

    /** Ends the adding. */
    Found found() {
        Features rows = Features.of(features, width);
        ObservationTable table = ObservationTable.of(
                        ids, ExampleList.with(rows, offsets, lengths, groups), firstRow, oracles, targets)
                .with(weights, costs)
                .with(clusters, covariates);
        Integer[] byId = new Integer[size];
        Arrays.setAll(byId, i -> i);
        Arrays.sort(byId, Comparator.comparing(i -> ids[i]));
        int[] order = Arrays.stream(byId).mapToInt(i -> i).toArray();
        int[] observed = Arrays.stream(order).filter(i -> targets[i] != null).toArray();
        return new Found(new Instances(table, filled, coordinates, order), ObservationTable.select(table, observed));
    }

    /**
     * All examples that were added.
     *
     * @param instances the examples in the order in which they were added
     * @param observations those of which something was observed, in the order of their ids
     */
    record Found(Instances instances, List<Observation> observations) {}

    /** An instance is made when it is asked for. */
    static final class Instances extends AbstractList<Instance> implements RandomAccess {
        private final ObservationTable table;
        private final Filled[] filled;
        private final List<String>[] coordinates;
        private final int[] byId;

        private Instances(ObservationTable table, Filled[] filled, List<String>[] coordinates, int[] byId) {
            this.table = table;
            this.filled = filled;
            this.coordinates = coordinates;
            this.byId = byId;
        }

        @Override
        public int size() {
            return filled.length;
        }

        @Override
        public Instance get(int index) {
            return new Instance(
                    table.id(index),
                    table.features(index),
                    filled[index],
                    coordinates[index],
                    table.cluster(index),
                    table.covariates(index));
        }

        /** Finds the instance of a name. */
        Optional<Instance> find(String id) {
            int low = 0;
            int high = byId.length - 1;
            while (low <= high) {
                int middle = (low + high) >>> 1;
                int compared = table.id(byId[middle]).compareTo(id);
                if (compared == 0) {
                    return Optional.of(get(byId[middle]));
                }
                low = compared < 0 ? middle + 1 : low;
                high = compared > 0 ? middle - 1 : high;
            }
            return Optional.empty();
        }
    }
}
