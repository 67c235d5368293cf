package io.dither.ortools.program;

import io.dither.error.Arguments;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Finds the rows and bounds of a program that bind at a point, as outward normals. */
final class BindingRows {
    private static final double BINDING = 1e-6;

    private BindingRows() {}

    /** Returns the normals in the coordinates of theta; empty unless all variables are coordinates. */
    static Optional<List<Vertex>> at(LinearProgram program, int[] coordinates, Vertex y) {
        int dimension = program.dimension();
        int[] places = new int[dimension];
        Arrays.fill(places, -1);
        for (int k = 0; k < coordinates.length; k++) {
            places[coordinates[k]] = k;
        }
        if (Arrays.stream(places).anyMatch(place -> place < 0)) {
            return Optional.empty();
        }
        double[] dense = Arguments.length("y", y.toArray(), places.length);
        List<Vertex> normals = new ArrayList<>();
        for (LinearConstraint row : program.constraints()) {
            add(row, places, dense, normals);
        }
        for (int variable = 0; variable < dimension; variable++) {
            add(
                    new LinearConstraint(
                            program.lower(variable), new int[] {variable}, new double[] {1}, program.upper(variable)),
                    places,
                    dense,
                    normals);
        }
        return Optional.of(normals);
    }

    private static void add(LinearConstraint row, int[] places, double[] y, List<Vertex> normals) {
        double sum = 0;
        for (int k = 0; k < row.indices().length; k++) {
            sum += row.coefficients()[k] * y[places[row.indices()[k]]];
        }
        if (sum >= row.upper() - BINDING * (1 + Math.abs(row.upper()))) {
            normals.add(normal(row, places, y.length, 1));
        }
        if (sum <= row.lower() + BINDING * (1 + Math.abs(row.lower()))) {
            normals.add(normal(row, places, y.length, -1));
        }
    }

    private static Vertex normal(LinearConstraint row, int[] places, int dimension, double side) {
        Vertex normal = new Vertex(dimension);
        for (int k = 0; k < row.indices().length; k++) {
            normal.add(places[row.indices()[k]], side * row.coefficients()[k]);
        }
        return normal;
    }
}
