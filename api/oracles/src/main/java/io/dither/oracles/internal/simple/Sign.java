package io.dither.oracles.internal.simple;

import io.dither.oracle.OracleSession;
import io.dither.oracle.Thetas;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Exchangeable;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Polytope;
import io.dither.oracle.capability.StructuredOracle;
import io.dither.oracle.capability.Walk;
import io.dither.oracles.internal.OwningSession;

/** The corners of the box {-1, 1}^n: y has the signs of theta, +1 for 0. */
public record Sign(int dimension) implements StructuredOracle, Neighbourhood, Exchangeable {
    @Override
    public Polytope polytope() {
        return new Polytope.Cube(dimension, -1, 1);
    }

    @Override
    public Walk walk() {
        return SubsetWalk.ofAnySize(dimension, -1, 1);
    }

    @Override
    public OracleSession openSession() {
        // a session that solves by the method below until it is closed
        return new OwningSession(this::solve);
    }

    private void solve(double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, dimension);
        // makes the vertex dense, and returns its live array of zeros, to be filled
        double[] y = vertex.dense();
        for (int i = 0; i < dimension; i++) {
            y[i] = theta[i] >= 0 ? 1 : -1;
        }
    }
}
