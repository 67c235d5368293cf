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
    /** The variable of each arc. */
    final List<BoolVar> literals = new ArrayList<>();
    /** The coordinate of the cost of each arc. */
    final List<Integer> coordinates = new ArrayList<>();

    /** Adds an arc; returns the variable that is 1 if the arc is used. */
    BoolVar addArc(int coordinate) {
        BoolVar literal = model.newBoolVar("");
        literals.add(literal);
        coordinates.add(coordinate);
        return literal;
    }
}
