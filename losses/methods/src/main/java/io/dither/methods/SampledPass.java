package io.dither.methods;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.Estimated;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.layer.ValueAndGradient;
import io.dither.oracle.Vertex;
import io.dither.perturbed.Estimate;
import java.util.List;

/** The forward pass of I-MLE, with the solution of each sample. */
record SampledPass(ImplicitMle layer, Input input, Estimate estimate, List<Vertex> solutions) implements Pass {
    /** With this number of samples or more, intervals have their nominal coverage. */
    private static final int SAMPLES_FOR_COVERAGE = 100;

    @Override
    public Estimated output() {
        return estimate.solution();
    }

    @Override
    public ValueAndGradient product(double[] v) {
        Arguments.finite("v", v, estimate.oracle().dimension());
        double[][] products = solutions.stream()
                .map(solution -> new double[] {solution.dot(v)})
                .toArray(double[][]::new);
        Estimated value = mean(products);
        return new ValueAndGradient(
                value.values()[0],
                value.standardErrors()[0],
                mean(layer.gradients(input, solutions, v)),
                ValueAndGradient.zeroOrInfiniteGap(estimate.meanGap()));
    }

    /**
     * The value is half the squared distance of the mean from the target, minus half the variance of the mean, which
     * would bias the value upwards. The variance of a coordinate counts as 0 if its standard error is unknown. The
     * gradient is the vector-Jacobian product with the residual, the mean minus the target.
     */
    @Override
    public ValueAndGradient halfSquaredDistance(double[] target) {
        Estimated output = output();
        double[] residual = Vectors.minus(output.values(), Arguments.finite("target", target, output.values().length));
        double value = 0;
        for (int i = 0; i < residual.length; i++) {
            double error = output.errorOrZero(i);
            value += (residual[i] * residual[i] - error * error) / 2;
        }
        // the product with the fixed residual has, to first order, the standard error of the value
        ValueAndGradient product = product(residual);
        return product.withValues(value, product.gradient().values());
    }

    /** Returns the mean over samples, one per row, with its standard errors. */
    private Estimated mean(double[][] rows) {
        int count = rows.length;
        double[] mean = new double[rows[0].length];
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += row[i] / count;
            }
        }
        double[] errors = new double[mean.length];
        for (double[] row : rows) {
            for (int i = 0; i < mean.length; i++) {
                errors[i] += (row[i] - mean[i]) * (row[i] - mean[i]);
            }
        }
        boolean hasErrors = layer.hasIndependentSamples() && count > 1;
        for (int i = 0; i < errors.length; i++) {
            // NaN, not 0, if all samples agree: they do not show the error
            errors[i] = hasErrors && errors[i] > 0 ? Math.sqrt(errors[i] / (count - 1) / count) : Double.NaN;
        }
        return new Estimated(mean, errors, count - 1, count >= SAMPLES_FOR_COVERAGE);
    }
}
