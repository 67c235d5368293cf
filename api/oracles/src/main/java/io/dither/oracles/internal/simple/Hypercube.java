package io.dither.oracles.internal.simple;

import io.dither.oracle.OracleSession;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Exchangeable;
import io.dither.oracle.capability.Neighbourhood;
import io.dither.oracle.capability.Polytope;
import io.dither.oracle.capability.StructuredOracle;
import io.dither.oracle.capability.Walk;
import io.dither.oracles.internal.OwningSession;
import java.util.Set;

/** The corners of the unit box {0, 1}^n; a coordinate is 1 where theta is above 0. */
public record Hypercube(int dimension) implements StructuredOracle, Neighbourhood, Exchangeable {
    @Override
    public Set<Trait> traits() {
        return Set.of(Trait.ZERO_ONE);
    }

    @Override
    public Polytope polytope() {
        return new Polytope.Cube(dimension, 0, 1);
    }

    @Override
    public Walk walk() {
        return SubsetWalk.ofAnySize(dimension, 0, 1);
    }

    @Override
    public OracleSession openSession() {
        // a session that solves by the method below until it is closed
        return new OwningSession(this::solve);
    }

    private void solve(double[] theta, Vertex vertex) {
        Thetas.check(theta, vertex, dimension);
        vertex.clear();
        for (int i = 0; i < dimension; i++) {
            if (theta[i] > 0) {
                vertex.add(i, 1);
            }
        }
    }
}
