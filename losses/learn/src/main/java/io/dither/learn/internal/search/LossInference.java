package io.dither.learn.internal.search;

import io.dither.internal.algebra.Vectors;
import io.dither.learn.model.FitSettings;
import io.dither.learn.model.Fitted;
import io.dither.learn.model.Weight;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.jspecify.annotations.Nullable;

/**
 * How sure the least point of a loss is: by the sandwich of the Hessian, where the loss is that of a model of decisions.
 *
 * @param asked what is asked of the examples
 * @param bounds of the weights
 * @param box of what was searched for: weights over epsilon where there is a numeraire, else the weights
 * @param numeraire the weight whose unit tells epsilon, where that is learnt
 */
record LossInference(
        Evaluations asked,
        Bounds bounds,
        Bounds box,
        @Nullable Numeraire numeraire) {
    private static final double DIFFERENCE_EXACT = 1e-4;

    /** Returns what was found, in the unit of the numeraire. */
    Fitted fitted(Descent.Point found, double epsilon, boolean converged) {
        double[] x = found.x();
        Standing standing = standing(found, epsilon);
        List<String> unidentified = standing.unidentified(asked.model.names());
        Fitted.Status ended = converged ? Fitted.Status.CONVERGED : Fitted.Status.STOPPED;
        String message = converged
                ? ""
                : "the search ended before the gradient was small. Maybe the decisions are all optimal, so that weights"
                        + " grow without end: a penalty (l2) bounds them; or allow more iterations, or more samples, which make the loss"
                        + " smoother";
        double loss = found.sums()[1] / found.sums()[0];
        if (numeraire == null) {
            List<Weight> weights = standing.weights(asked.model, x, bounds, x, k -> Standing.along(asked.model, k));
            return asked.fitted(x, epsilon, Double.NaN, weights, ended, message, loss, unidentified);
        }
        double factor = numeraire.factor(x);
        double[] parameters = Vectors.scaled(factor, x);
        double error = standing.error(numeraire.epsilonAlong(x, epsilon));
        List<Weight> weights = standing.weights(asked.model, parameters, bounds, x, numeraire.along(x, parameters));
        return asked.fitted(parameters, epsilon * factor, error, weights, ended, message, loss, unidentified);
    }

    private Standing standing(Descent.Point found, double epsilon) {
        FitSettings settings = asked.settings;
        int[] free = IntStream.range(0, found.x().length)
                .filter(k -> !box.isFixed(k) && !box.isAtEnd(k, found.x()[k]))
                .toArray();
        boolean wanted = settings.errors() != FitSettings.Errors.NONE
                && settings.earlyStopping() == 0
                && asked.model.hasIntervals()
                && asked.criterion.hasErrors()
                && settings.l1() == 0
                && free.length > 0
                && asked.clusters.size() > 1;
        if (!wanted) {
            return new Standing(null, free);
        }
        List<double[]> equations = asked.gradients(found.x(), epsilon).stream()
                .map(gradient -> Standing.restricted(gradient, free))
                .toList();
        boolean byModel = settings.errors() == FitSettings.Errors.MODEL;
        DMatrixRMaj spread = Inference.meat(equations);
        DMatrixRMaj meat = byModel ? spread : Inference.meat(equations, asked.clusters);
        DMatrixRMaj hessian = hessian(found, epsilon, free, spread);
        double simulated = asked.exact ? 1 : 1 + 1.0 / settings.samples();
        return new Standing(Inference.of(hessian, meat, spread, byModel ? epsilon * simulated : 0), free);
    }

    /** The Hessian of the sum of the losses by central differences of gradients with noise of its own, in common for both ends. */
    private DMatrixRMaj hessian(Descent.Point found, double epsilon, int[] free, DMatrixRMaj spread) {
        double weight = found.sums()[0];
        int samples = asked.exact ? 1 : asked.jacobianSamples();
        DMatrixRMaj hessian = new DMatrixRMaj(free.length, free.length);
        double share = asked.exact ? DIFFERENCE_EXACT : Evaluations.DIFFERENCE;
        for (int i = 0; i < free.length; i++) {
            double deviation = Math.sqrt(spread.get(i, i) / asked.clusters.size());
            if (deviation == 0) {
                continue;
            }
            double length = share * epsilon / deviation;
            double[] above = moved(found.x(), free[i], length);
            double[] below = moved(found.x(), free[i], -length);
            double[] up = asked.sums(above, epsilon, 1, samples);
            double[] down = asked.sums(below, epsilon, 1, samples);
            double width = above[free[i]] - below[free[i]];
            for (int j = 0; j < free.length; j++) {
                hessian.set(j, i, (up[2 + free[j]] - down[2 + free[j]]) / width);
            }
            hessian.add(i, i, asked.model.isPenalised(free[i]) ? asked.settings.l2() * weight : 0);
        }
        return hessian;
    }

    private double[] moved(double[] x, int k, double length) {
        double[] moved = x.clone();
        moved[k] = bounds.isFixed(k) ? x[k] + length : bounds.inside(k, x[k] + length);
        return moved;
    }
}
