package io.dither.experiments.smoothing;

import io.dither.experiments.chart.Chart;
import io.dither.experiments.run.RunFolder;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Sense;
import io.dither.oracles.Oracles;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of the plane: where y_eps takes the directions theta, and the field y_eps(theta) (Berthet et al. 2020, figure 1).
 *
 * @param name of the files
 * @param title of the plots
 * @param oracle the set
 * @param corners its corners in their order around, in the space of the oracle
 * @param right the first axis of the plane, of length 1
 * @param up the second axis, at a right angle
 * @param reach how far from the origin of the plane the set goes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record PlaneFigures(
        String name,
        String title,
        LinearOracle oracle,
        List<double[]> corners,
        double[] right,
        double[] up,
        double reach) {
    private static final double[] AMPLITUDES = {0.1, 0.3, 1, 3};
    private static final int DIRECTIONS = 181;
    private static final int FIELD = 15;
    private static final double HEAD = 0.35;

    /** A polygon of five corners. */
    static PlaneFigures polygon() {
        List<double[]> corners = List.of(
                new double[] {1, -0.1},
                new double[] {0.55, 0.8},
                new double[] {-0.35, 0.9},
                new double[] {-0.95, 0},
                new double[] {0.1, -0.85});
        LinearOracle oracle = Oracles.points(Sense.MAXIMIZE, corners);
        return new PlaneFigures("polygon", "Polygon", oracle, corners, new double[] {1, 0}, new double[] {0, 1}, 1.15);
    }

    /** The rankings of three, a hexagon in the plane of equal sums. */
    static PlaneFigures permutahedron() {
        double half = Math.sqrt(0.5);
        double sixth = Math.sqrt(1 / 6.0);
        return new PlaneFigures(
                "permutahedron",
                "Permutahedron",
                Oracles.ranking(3),
                List.of(
                        new double[] {2, 1, 0},
                        new double[] {2, 0, 1},
                        new double[] {1, 0, 2},
                        new double[] {0, 1, 2},
                        new double[] {0, 2, 1},
                        new double[] {1, 2, 0}),
                new double[] {half, -half, 0},
                new double[] {sixth, sixth, -2 * sixth},
                1.6);
    }

    void draw(Layers layers, Law law, RunFolder folder) {
        folder.writePlot(name + "-" + law, images(layers, law));
        folder.writePlot(name + "-field-" + law, field(layers, law));
    }

    /** The curve of y_eps over the unit circle of theta: the boundary at epsilon 0, a point far beyond. */
    private Chart images(Layers layers, Law law) {
        Chart plot = plot(title + ": y_eps of all directions, " + law.title());
        for (double epsilon : AMPLITUDES) {
            List<ValueAndGradient> values = layers.at(oracle, law, epsilon, Curve.circle(DIRECTIONS, right, up));
            plot = plot.line("epsilon " + epsilon, Curve.along(right, values), Curve.along(up, values));
        }
        return plot.caption(
                "The curve that y_eps runs through as theta goes around the unit circle: the corners at small"
                        + " epsilon, ever closer to the middle at large.");
    }

    private Chart plot(String heading) {
        List<double[]> closed = new ArrayList<>(corners);
        closed.add(corners.get(0));
        double[] x =
                closed.stream().mapToDouble(corner -> Curve.dot(right, corner)).toArray();
        double[] y =
                closed.stream().mapToDouble(corner -> Curve.dot(up, corner)).toArray();
        return Chart.square(heading, "first axis", "second axis", -reach, reach).line("corners", x, y);
    }

    /** At each theta of a grid an arrow along y_eps(theta), with epsilon 0.5. */
    private Chart field(Layers layers, Law law) {
        double[] grid = Curve.range(-0.9 * reach, 0.9 * reach, FIELD);
        List<double[]> thetas = new ArrayList<>();
        for (double first : grid) {
            for (double second : grid) {
                double[] theta = new double[right.length];
                for (int i = 0; i < theta.length; i++) {
                    theta[i] = first * right[i] + second * up[i];
                }
                thetas.add(theta);
            }
        }
        List<ValueAndGradient> values = layers.at(oracle, law, 0.5, thetas);
        double scale = (grid[1] - grid[0]) * 0.8 / reach;
        Arrows arrows = new Arrows(thetas.size());
        for (int i = 0; i < thetas.size(); i++) {
            double[] y = values.get(i).gradient().values();
            arrows.add(
                    Curve.dot(right, thetas.get(i)),
                    Curve.dot(up, thetas.get(i)),
                    scale * Curve.dot(right, y),
                    scale * Curve.dot(up, y));
        }
        return plot(title + ": the field of y_eps, " + law.title())
                .strokes("y_0.5", "", arrows.x, arrows.y)
                .caption(
                        "At each theta an arrow along y_eps of epsilon 0.5: where it turns smoothly, so does the answer.");
    }

    /** Arrows as one line with gaps. */
    private static final class Arrows {
        private static final int POINTS = 6;
        private final double[] x;
        private final double[] y;
        private int at;

        Arrows(int count) {
            x = new double[POINTS * count];
            y = new double[POINTS * count];
        }

        void add(double fromX, double fromY, double byX, double byY) {
            double toX = fromX + byX;
            double toY = fromY + byY;
            point(fromX, fromY);
            point(toX, toY);
            point(toX - HEAD * (byX - 0.6 * byY), toY - HEAD * (byY + 0.6 * byX));
            point(toX, toY);
            point(toX - HEAD * (byX + 0.6 * byY), toY - HEAD * (byY - 0.6 * byX));
            point(toX, Double.NaN);
        }

        private void point(double pointX, double pointY) {
            x[at] = pointX;
            y[at++] = pointY;
        }
    }
}
