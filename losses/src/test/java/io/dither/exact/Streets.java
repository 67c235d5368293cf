package io.dither.exact;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Sense;
import io.dither.oracle.Vertex;
import io.dither.oracle.capability.Network;
import io.dither.oracle.capability.PathOracle;
import io.dither.oracle.capability.Trip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A small path oracle that knows all of its walks up to a number of arcs. */
record Streets(Network network, int source, int target, int dimension, Sense sense, int most) implements PathOracle {
    Streets(Network network, int source, int target, int dimension, Sense sense) {
        this(network, source, target, dimension, sense, network.vertices());
    }

    Streets withSense(Sense other) {
        return new Streets(network, source, target, dimension, other, most);
    }

    Streets from(int other) {
        return new Streets(network, other, target, dimension, sense, most);
    }

    @Override
    public Optional<Trip> trip() {
        return Optional.of(new Trip(network, source, target));
    }

    /** All walks of at most so many arcs, as counts of what they pay. */
    List<double[]> walks() {
        double[] y = new double[dimension];
        if (network.isOnVertices()) {
            y[source] = 1;
        }
        List<double[]> walks = new ArrayList<>();
        go(source, 0, y, walks);
        return walks;
    }

    private void go(int v, int arcs, double[] y, List<double[]> walks) {
        if (v == target) {
            walks.add(y.clone());
        }
        if (arcs == most || (arcs > 0 && network.isClosed(v))) {
            return;
        }
        for (int a = network.firstFrom(v); a < network.firstFrom(v + 1); a++) {
            y[network.coordinate(a)]++;
            go(network.head(a), arcs + 1, y, walks);
            y[network.coordinate(a)]--;
        }
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Override
    public OracleSession openSession() {
        LinearOracle best = LinearOracle.of(
                dimension,
                sense,
                theta -> walks().stream()
                        .max(Comparator.comparingDouble(y -> sense.sign() * dot(theta, y)))
                        .orElseThrow());
        return best.openSession();
    }

    static Vertex vertex(double[] y) {
        Vertex vertex = new Vertex(y.length);
        for (int i = 0; i < y.length; i++) {
            if (y[i] != 0) {
                vertex.add(i, y[i]);
            }
        }
        return vertex;
    }
}
