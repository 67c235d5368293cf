package io.dither.oracle.capability;

import io.dither.error.Arguments;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The normals of polytopes with few constraints. */
final class PolytopeNormals {
    private static final double BINDING = 1e-6;

    private final List<Vertex> normals = new ArrayList<>();
    private final int dimension;

    private PolytopeNormals(int dimension) {
        this.dimension = dimension;
    }

    static Optional<List<Vertex>> at(Polytope polytope, double[] y) {
        Arguments.length("y", y, polytope.dimension());
        PolytopeNormals collected = new PolytopeNormals(polytope.dimension());
        return collected.add(polytope, y, 0) ? Optional.of(collected.normals) : Optional.empty();
    }

    /**
     * Adds the normals of a block whose first coordinate is {@code start}; returns false if its constraints are not
     * known.
     */
    private boolean add(Polytope polytope, double[] y, int start) {
        if (polytope instanceof Polytope.Blocks product) {
            int at = start;
            boolean complete = true;
            for (Polytope block : product.blocks()) {
                complete &= add(block, y, at);
                at += block.dimension();
            }
            return complete;
        }
        if (polytope instanceof Polytope.Hypersimplex simplex) {
            bounds(start, simplex.dimension(), 0, 1, y);
            ones(start, simplex.dimension(), 1);
            ones(start, simplex.dimension(), -1);
            return true;
        }
        if (polytope instanceof Polytope.Cube cube) {
            bounds(start, cube.dimension(), cube.lower(), cube.upper(), y);
            return true;
        }
        return false;
    }

    private void bounds(int start, int length, double lower, double upper, double[] y) {
        for (int i = start; i < start + length; i++) {
            if (y[i] <= lower + BINDING) {
                unit(i, -1);
            }
            if (y[i] >= upper - BINDING) {
                unit(i, 1);
            }
        }
    }

    private void unit(int coordinate, double side) {
        ones(coordinate, 1, side);
    }

    private void ones(int start, int length, double side) {
        Vertex normal = new Vertex(dimension);
        for (int i = start; i < start + length; i++) {
            normal.add(i, side);
        }
        normals.add(normal);
    }
}
