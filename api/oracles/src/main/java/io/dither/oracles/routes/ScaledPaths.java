package io.dither.oracles.routes;

import io.dither.error.InvalidArgumentException;
import io.dither.oracle.Described;
import io.dither.oracle.Domain;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Thetas;
import io.dither.oracle.Trait;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.NamedCoordinates;
import io.dither.oracle.capability.PathOracle;
import io.dither.oracle.capability.Trip;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Paths whose vertices have scales, for the nested recursive logit: the coordinates of another path oracle, then one for each vertex
 * of its network, at which solutions are 0. Theta there is the logarithm of the vertex's scale, which decides nothing here.
 */
public final class ScaledPaths implements PathOracle, Described {
    private final LinearOracle of;
    private final Trip trip;
    private final Domain domain;

    private ScaledPaths(LinearOracle of, Trip trip, Domain domain) {
        this.of = of;
        this.trip = trip;
        this.domain = domain;
    }

    /**
     * Adds the coordinates.
     *
     * @param paths an oracle over the paths of a graph, of dimension d
     * @return the oracle, of dimension d and the number of vertices, as exact
     * @throws InvalidArgumentException if the oracle shows no graph
     */
    public static ScaledPaths of(LinearOracle paths) {
        Trip trip = trip(paths);
        return new ScaledPaths(paths, trip, domain(paths, trip.network().vertices()));
    }

    private static Trip trip(LinearOracle paths) {
        return paths.as(PathOracle.class)
                .flatMap(PathOracle::trip)
                .orElseThrow(() -> new InvalidArgumentException(
                        "the oracle (" + paths.getClass().getSimpleName() + ") shows no graph",
                        "Maybe jgrapht-shortest-path"));
    }

    /**
     * {@return the same for paths between other ends, which share what is known of the network}
     *
     * @param paths an oracle over the paths of the same network, of the same domain
     */
    public ScaledPaths with(LinearOracle paths) {
        Trip other = trip(paths);
        return other.network() == trip.network() && paths.domain() == of.domain()
                ? new ScaledPaths(paths, other, domain)
                : of(paths);
    }

    @Override
    public Optional<Trip> trip() {
        return Optional.of(trip);
    }

    @Override
    public int firstScale() {
        return of.dimension();
    }

    @Override
    public List<?> content() {
        return List.of(of);
    }

    @Override
    public int dimension() {
        return of.dimension() + trip.network().vertices();
    }

    @Override
    public Sense sense() {
        return of.sense();
    }

    @Override
    public Domain domain() {
        return domain;
    }

    private static Domain domain(LinearOracle paths, int vertices) {
        Domain inner = paths.domain();
        int d = paths.dimension();
        if (inner.isEverywhere()) {
            return inner;
        }
        double[] lower = new double[d + vertices];
        double[] upper = new double[d + vertices];
        for (int i = 0; i < lower.length; i++) {
            lower[i] = i < d ? inner.lower(i) : Double.NEGATIVE_INFINITY;
            upper[i] = i < d ? inner.upper(i) : Double.POSITIVE_INFINITY;
        }
        return Domain.box(lower, upper);
    }

    @Override
    public Set<Trait> traits() {
        return of.traits();
    }

    /** Names the coordinates of the paths, if these have names; scales have none. */
    @Override
    public <C> Optional<C> as(Class<C> capability) {
        return capability == NamedCoordinates.class ? of.as(capability) : PathOracle.super.as(capability);
    }

    @Override
    public OracleSession openSession() {
        OracleSession inner = of.openSession();
        double[] costs = new double[of.dimension()];
        Vertex answer = new Vertex(costs.length);
        return new OracleSession() {
            @Override
            public void solve(double[] theta, Vertex vertex) {
                Thetas.check(theta, dimension());
                System.arraycopy(theta, 0, costs, 0, costs.length);
                inner.solve(costs, answer);
                vertex.clear();
                for (int k = 0; k < answer.size(); k++) {
                    vertex.add(answer.index(k), answer.value(k));
                }
                vertex.offset(answer.offset());
                vertex.gap(answer.gap());
            }

            @Override
            public void close() {
                inner.close();
            }
        };
    }
}
