package io.dither.oracles;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.oracle.LinearOracle;
import io.dither.oracle.OracleSession;
import io.dither.oracle.Vertex;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** An oracle with all the points of its set, so that an answer can be compared with every other one. */
record KnownOracle(LinearOracle oracle, List<Point> points) {

    /** A point with its constant h(y). */
    @SuppressWarnings("ArrayRecordComponent") // compared coordinate by coordinate
    record Point(double[] y, double h) {
        double value(double[] theta) {
            return dot(theta, y) + h;
        }
    }

    static KnownOracle of(LinearOracle oracle, List<double[]> set) {
        return new KnownOracle(oracle, set.stream().map(y -> new Point(y, 0)).toList());
    }

    /** Requires that the answer is a point of the set, and that no point is better. */
    void assertOptimal(double[] theta) {
        Vertex vertex = new Vertex(oracle.dimension());
        try (OracleSession session = oracle.openSession()) {
            session.solve(theta, vertex);
        }
        double[] y = vertex.toArray();
        assertTrue(
                points.stream().anyMatch(point -> same(point.y, y) && point.h == vertex.offset()),
                () -> vertex + " is not in the set of " + oracle);
        double value = vertex.objective(theta);
        for (Point point : points) {
            assertTrue(
                    !oracle.sense().isBetter(point.value(theta), value),
                    () -> Arrays.toString(point.y) + " is better than " + vertex + " at " + Arrays.toString(theta));
        }
    }

    KnownOracle negated() {
        return new KnownOracle(
                Oracles.negate(oracle),
                points.stream().map(point -> new Point(point.y, 0 - point.h)).toList());
    }

    KnownOracle times(KnownOracle other) {
        List<Point> pairs = new ArrayList<>();
        for (Point left : points) {
            for (Point right : other.points) {
                double[] y = Arrays.copyOf(left.y, left.y.length + right.y.length);
                System.arraycopy(right.y, 0, y, left.y.length, right.y.length);
                pairs.add(new Point(y, left.h + right.h));
            }
        }
        return new KnownOracle(Oracles.product(List.of(oracle, other.oracle)), pairs);
    }

    KnownOracle scaled(double[] scale, double[] shift) {
        return new KnownOracle(
                Oracles.affine(oracle, scale, shift),
                points.stream()
                        .map(point -> new Point(times(scale, point.y), point.h + dot(shift, point.y)))
                        .toList());
    }

    private static double[] times(double[] scale, double[] y) {
        double[] product = new double[y.length];
        Arrays.setAll(product, i -> scale[i] * y[i]);
        return product;
    }

    private static double dot(double[] a, double[] b) {
        assertEquals(a.length, b.length);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static boolean same(double[] a, double[] b) {
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i]) {
                return false;
            }
        }
        return a.length == b.length;
    }
}
