package io.dither.experiments.labelranking;

import io.dither.exact.ExactOptimizer;
import io.dither.experiments.learn.Examples;
import io.dither.experiments.learn.LinearModel;
import io.dither.layer.Decision;
import io.dither.layer.ValueAndGradient;
import io.dither.losses.FenchelYoungLoss;
import io.dither.perturbed.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;
import org.jspecify.annotations.Nullable;

/**
 * Models of the least Fenchel-Young loss with exact means, by Newton's method with halved steps: the loss is convex and
 * smooth, and the Jacobian of the layer is its Hessian. From the strongest penalty to the weakest, each from the last.
 */
record NewtonPath(ExactOptimizer layer) implements Learner {
    private static final int ITERATIONS = 50;
    private static final int HALVINGS = 30;

    /** The decrease that a step promises, as a share of the number of examples, at which the search ends. */
    private static final double GAP = 1e-6;

    private static final double DECREASE = 1e-4;

    @Override
    public List<LinearModel> path(Examples train, double[] values) {
        LinearModel model = new LinearModel(train.features().numCols, train.targets().numCols);
        List<LinearModel> models = new ArrayList<>();
        List<Decision> decisions = train.decisions();
        for (double lambda : values) {
            model = fit(model, train, decisions, lambda);
            models.add(model);
        }
        return models;
    }

    /** A point of the descent: the penalised loss and its gradient. */
    @SuppressWarnings("ArrayRecordComponent") // a carrier, compared by nobody
    private record Point(LinearModel model, DMatrixRMaj thetas, double value, double[] gradient) {}

    private LinearModel fit(LinearModel start, Examples train, List<Decision> decisions, double lambda) {
        RankCurvature curvature = new RankCurvature(layer, train.features());
        Point point = at(start, train, decisions, lambda);
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[] direction = direction(point, curvature.hessian(point.thetas(), lambda));
            double slope = 0;
            for (int i = 0; i < direction.length; i++) {
                slope += direction[i] * point.gradient()[i];
            }
            Point next =
                    -slope <= GAP * train.count() ? null : search(point, direction, slope, train, decisions, lambda);
            if (next == null) {
                break;
            }
            point = next;
        }
        return point.model();
    }

    private @Nullable Point search(
            Point from, double[] direction, double slope, Examples train, List<Decision> decisions, double lambda) {
        double length = 1;
        for (int trial = 0; trial < HALVINGS; trial++, length /= 2) {
            LinearModel model = from.model().copy();
            for (int i = 0; i < direction.length; i++) {
                model.parameters()[i] += length * direction[i];
            }
            Point next = at(model, train, decisions, lambda);
            if (next.value() <= from.value() + DECREASE * length * slope) {
                return next;
            }
        }
        return null;
    }

    private static double[] direction(Point point, DMatrixRMaj hessian) {
        int size = hessian.numRows;
        DMatrixRMaj descent = new DMatrixRMaj(size, 1);
        Arrays.setAll(descent.data, i -> -point.gradient()[i]);
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(size);
        if (!solver.setA(hessian)) {
            return new double[size]; // curvature lost in rounding: the search ends here
        }
        DMatrixRMaj step = new DMatrixRMaj(size, 1);
        solver.solve(descent, step);
        return step.data;
    }

    private Point at(LinearModel model, Examples train, List<Decision> decisions, double lambda) {
        DMatrixRMaj thetas = model.forward(train.features());
        List<ValueAndGradient> results =
                new FenchelYoungLoss(layer).evaluateBatch(Batch.examples(thetas, decisions, 0, layer.oracle()));
        double[] gradient = model.gradient(train.features(), Batch.gradients(results));
        double value = Batch.sum(results);
        for (int i = 0; i < model.weights().getNumElements(); i++) {
            value += lambda * model.parameters()[i] * model.parameters()[i] / 2;
            gradient[i] += lambda * model.parameters()[i];
        }
        return new Point(model, thetas, value, gradient);
    }
}
