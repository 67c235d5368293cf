package io.dither.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dither.internal.algebra.Vectors;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The search on functions whose minimum is known, with the evaluations that it took. */
class QuasiNewtonTest {
    @SuppressWarnings("ArrayRecordComponent") // only carries values: nothing calls equals
    private record Point(double[] x, double value, double[] gradient) implements Objective.Point {}

    private int evaluations;

    /** sum of c_i (x_i - 1)^2 / 2, with c from 1 to 1000. */
    private Point bowl(double[] x) {
        evaluations++;
        double value = 0;
        double[] gradient = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double curvature = Math.pow(1000, i / (x.length - 1.0));
            gradient[i] = curvature * (x[i] - 1);
            value += gradient[i] * (x[i] - 1) / 2;
        }
        return new Point(x, value, gradient);
    }

    /** Rosenbrock's valley. */
    private Point valley(double[] x) {
        evaluations++;
        double off = x[1] - x[0] * x[0];
        double[] gradient = {-400 * x[0] * off - 2 * (1 - x[0]), 200 * off};
        return new Point(x, 100 * off * off + (1 - x[0]) * (1 - x[0]), gradient);
    }

    @Test
    void aBowlThatIsAThousandTimesSteeperOneWay() {
        QuasiNewton<Point> search = new QuasiNewton<>(this::bowl, 10);
        Point end = search.minimise(bowl(new double[30]), 1000, point -> Vectors.norm(point.gradient()) < 1e-8);
        double[] ones = new double[30];
        Arrays.fill(ones, 1);
        assertArrayEquals(ones, end.x(), 1e-8);
        assertTrue(evaluations < 320, evaluations + " evaluations"); // it took 283
    }

    @Test
    void aCurvedValley() {
        QuasiNewton<Point> search = new QuasiNewton<>(this::valley, 1);
        Point end =
                search.minimise(valley(new double[] {-1.2, 1}), 1000, point -> Vectors.norm(point.gradient()) < 1e-9);
        assertArrayEquals(new double[] {1, 1}, end.x(), 1e-8);
        assertTrue(evaluations < 54, evaluations + " evaluations"); // it took 47
    }

    /** Half the squared Newton decrement of a quadratic is its gap, once the metric is learnt. */
    @Test
    void theGapIsEstimated() {
        QuasiNewton<Point> search = new QuasiNewton<>(this::bowl, 10);
        Point point = search.minimise(bowl(new double[3]), 1000, at -> at.value() < 1e-3);
        assertEquals(1, search.gapEstimate(point) / point.value(), 0.2);
    }

    @Test
    void nothingIsDoneWhereThereIsNoDescentOrNoNeed() {
        QuasiNewton<Point> search = new QuasiNewton<>(this::bowl, 10);
        Point start = bowl(new double[2]);
        assertSame(start, search.minimise(start, 0, point -> false));
        assertSame(start, search.minimise(start, 9, point -> true));
        Point least = bowl(new double[] {1, 1});
        assertSame(least, search.minimise(least, 9, point -> false));
        assertEquals(2, evaluations);
        assertEquals(0, search.iterations());
        assertTrue(search.minimise(start, 1, point -> false).value() < start.value());
        assertEquals(1, search.iterations());
    }
}
