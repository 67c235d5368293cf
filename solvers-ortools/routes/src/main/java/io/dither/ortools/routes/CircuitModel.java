package io.dither.ortools.routes;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import java.util.ArrayList;
import java.util.List;

/** A CP-SAT model whose 0/1 variables are arcs. Each arc has the coordinate of theta that is its cost. */
final class CircuitModel {
    final CpModel model = new CpModel();
    final List<BoolVar> literals = new ArrayList<>();
    final List<Integer> coordinates = new ArrayList<>();

    BoolVar arc(int coordinate) {
        BoolVar literal = model.newBoolVar("");
        literals.add(literal);
        coordinates.add(coordinate);
        return literal;
    }
}
