package io.dither.learn;

import io.dither.error.InvalidArgumentException;
import io.dither.learn.model.CostModel;
import io.dither.learn.model.Features;
import io.dither.learn.model.PlainText;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Compares the pullback of a cost model with finite differences of theta (its costs), for one example and in one
 * direction. With a wrong pullback, a search would not converge, or would end at wrong parameters.
 *
 * @param model the cost model
 * @param features the features of the example
 */
record PullbackCheck(CostModel model, Features features) {
    private static final String LIBRARY_PACKAGE = "io.dither.";
    /**
     * The two step sizes of differences. If the differences by both steps disagree, theta has a kink near the point, and
     * the pullback cannot be checked.
     */
    private static final double[] STEPS = {1e-4, 1e-5};

    /**
     * The largest relative disagreement of the two differences at which they are used. A pullback is wrong if it
     * disagrees by more than ten times as much.
     */
    private static final double TOLERANCE = 1e-3;

    /**
     * Requires that the pullback and differences agree. Models of this library are not checked.
     *
     * @throws InvalidArgumentException if they disagree; the message names the first parameter whose derivative is
     *     wrong, if there is one
     */
    void require() {
        if (model.getClass().getName().startsWith(LIBRARY_PACKAGE)) {
            return;
        }
        double[] parameters = model.start();
        double[] direction = new double[parameters.length];
        for (int k = 0; k < direction.length; k++) {
            direction[k] = 1 + k % 3; // derivatives of opposite sign must not cancel
            parameters[k] += 0.01 * direction[k]; // derivatives at a start of 0 may all be 0
        }
        double[] cotangent = cotangent(model.theta(parameters, features).length);
        double[] gradient = model.pullback(parameters, features).of(cotangent);
        if (isWrong(parameters, direction, cotangent, gradient)) {
            throw firstWrong(parameters, cotangent, gradient);
        }
    }

    /** Returns a vector of varied numbers, so that wrong derivatives do not cancel. */
    private static double[] cotangent(int size) {
        return IntStream.range(0, size).mapToDouble(Math::cos).toArray();
    }

    /** Returns whether the gradient, which is the pullback of the cotangent, has a wrong derivative along a direction. */
    private boolean isWrong(double[] parameters, double[] direction, double[] cotangent, double[] gradient) {
        double byPullback = 0;
        double scale = 0; // the absolute terms of the derivative, since the terms may nearly cancel
        for (int k = 0; k < direction.length; k++) {
            double term = direction[k] == 0 ? 0 : direction[k] * gradient[k]; // 0 even if the derivative is NaN
            byPullback += term;
            scale += Math.abs(term);
        }
        double coarse = derivative(parameters, direction, cotangent, STEPS[0]);
        double fine = derivative(parameters, direction, cotangent, STEPS[1]);
        double tolerance = TOLERANCE * Math.max(scale, Math.abs(fine));
        // an infinite or NaN gradient makes the tolerance infinite or NaN, which no difference exceeds
        return Double.isFinite(scale)
                ? Math.abs(coarse - fine) < tolerance && Math.abs(byPullback - fine) > 10 * tolerance
                : Double.isFinite(fine);
    }

    /** Returns the derivative of the dot product of cotangent and theta along a direction, by central differences with this step. */
    private double derivative(double[] parameters, double[] direction, double[] cotangent, double step) {
        double[] above = parameters.clone();
        double[] below = parameters.clone();
        for (int k = 0; k < direction.length; k++) {
            above[k] += step * direction[k];
            below[k] -= step * direction[k];
        }
        double[] thetaAbove = model.theta(above, features);
        double[] thetaBelow = model.theta(below, features);
        double sum = 0;
        for (int i = 0; i < cotangent.length; i++) {
            sum += cotangent[i] * (thetaAbove[i] - thetaBelow[i]);
        }
        return sum / (2 * step);
    }

    /** Returns an exception that names the first parameter whose derivative is wrong. */
    private InvalidArgumentException firstWrong(double[] parameters, double[] cotangent, double[] gradient) {
        List<String> names = model.names();
        for (int k = 0; k < gradient.length; k++) {
            double[] direction = new double[gradient.length];
            direction[k] = 1;
            if (isWrong(parameters, direction, cotangent, gradient)) {
                double fine = derivative(parameters, direction, cotangent, STEPS[1]);
                // effects of groups of coordinates are the last parameters, and are not in names()
                String name = k < names.size() ? "'" + names.get(k) + "'" : "of effect " + (k - names.size());
                return new InvalidArgumentException(
                        "the pullback of " + model.getClass().getSimpleName() + " is wrong for the parameter " + name
                                + PlainText.format(
                                        ": it gives %.4g where differences of theta give %.4g", gradient[k], fine),
                        "Maybe a factor or a sign is missing");
            }
        }
        return new InvalidArgumentException(
                "the pullback of " + model.getClass().getSimpleName() + " disagrees with differences of theta",
                "Maybe a factor or a sign is missing");
    }
}
