package io.dither.ortools.routes;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import java.util.ArrayList;
import java.util.List;

/**
 * A CP-SAT model with a 0/1 variable (a literal) for each arc. The cost of an arc is a coordinate of theta, which
 * several arcs may share.
 */
final class CircuitModel {
    final CpModel model = new CpModel();
    final List<BoolVar> literals = new ArrayList<>();
    final List<Integer> coordinates = new ArrayList<>();

    /** Adds an arc; returns the variable that is 1 if it is used. */
    BoolVar addArc(int coordinate) {
        BoolVar literal = model.newBoolVar("");
        literals.add(literal);
        coordinates.add(coordinate);
        return literal;
    }
}
