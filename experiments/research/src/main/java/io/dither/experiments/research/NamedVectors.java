package io.dither.experiments.research;

import io.dither.experiments.run.TextTable;
import io.dither.layer.Estimated;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows long vectors whose coordinates have names: a table with a line for each coordinate that is not 0 in all vectors. */
final class NamedVectors {
    /** The largest number of lines of the table. */
    private static final int MOST_LINES = 100;

    private final List<?> coordinateNames;
    private final Map<String, double[]> vectors = new LinkedHashMap<>();

    NamedVectors(List<?> coordinateNames) {
        this.coordinateNames = coordinateNames;
    }

    void add(String name, double[] vector) {
        vectors.put(name, vector);
    }

    void add(String name, Estimated estimated) {
        add(name, estimated.values());
        if (Lines.isAnyKnown(estimated.standardErrors())) {
            add("+- of " + name, estimated.standardErrors());
        }
    }

    /** Returns whether a coordinate is 0 in all vectors; their standard errors, whose names begin with +-, do not count. */
    private boolean isZero(int coordinate) {
        return vectors.entrySet().stream()
                .noneMatch(vector -> !vector.getKey().startsWith("+-") && vector.getValue()[coordinate] != 0);
    }

    @Override
    public String toString() {
        List<String> heads = new ArrayList<>(List.of("coordinate", "name"));
        heads.addAll(vectors.keySet());
        TextTable table = new TextTable(heads.toArray(String[]::new));
        int shown = 0;
        int omitted = 0;
        for (int i = 0; i < coordinateNames.size(); i++) {
            if (!isZero(i) && shown < MOST_LINES) {
                int coordinate = i;
                List<Object> row = new ArrayList<>(Arrays.asList(i, coordinateNames.get(i)));
                vectors.values().forEach(vector -> row.add(Vectors.show(vector[coordinate])));
                table.row(row.toArray());
                shown++;
            } else {
                omitted += isZero(i) ? 0 : 1;
            }
        }
        String zeros = (coordinateNames.size() - shown - omitted) + " of " + coordinateNames.size()
                + " coordinates are 0 throughout\n";
        return "\n" + table + zeros + (omitted == 0 ? "" : omitted + " more are not shown; --json has them\n");
    }
}
