package io.dither.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.dither.error.Arguments;
import io.dither.layer.ValueAndGradient;
import io.dither.perturbed.Batch;
import java.util.List;
import org.ejml.data.DMatrixRMaj;

/**
 * Converts between arrays of DJL, whose engine records gradients, and matrices of Dither.
 *
 * <p>An engine has no operator with a custom gradient. A surrogate has the same effect: to give a number c the gradient
 * g in theta, compute c + &lt;g, theta - stopGradient(theta)&gt;, whose value is exactly c and whose gradient is g.
 */
final class Surrogate {
    private Surrogate() {}

    /**
     * Reads a batch of vectors: the first axis counts examples, and the numbers along all other axes are a vector of
     * length {@code dimension}, in row-major order.
     */
    static DMatrixRMaj matrix(String name, NDArray batch, int dimension) {
        Shape shape = batch.getShape();
        Arguments.require(
                shape.dimension() >= 2 && shape.get(0) > 0 && shape.size() == shape.get(0) * dimension,
                name + " have the shape " + shape + ", not (batch, " + dimension + ")",
                "Maybe the last layer has another number of outputs than the oracle has dimensions");
        double[] values = new double[Math.toIntExact(shape.size())];
        switch (batch.getDataType()) {
            case FLOAT32 -> fill(values, batch.toFloatArray());
            case FLOAT64 -> System.arraycopy(batch.toDoubleArray(), 0, values, 0, values.length);
            default -> {
                try (NDArray doubles = batch.toType(DataType.FLOAT64, true)) {
                    System.arraycopy(doubles.toDoubleArray(), 0, values, 0, values.length);
                }
            }
        }
        return DMatrixRMaj.wrap(Math.toIntExact(shape.get(0)), dimension, values);
    }

    private static void fill(double[] values, float[] floats) {
        for (int i = 0; i < values.length; i++) {
            values[i] = floats[i];
        }
    }

    /** Makes an array with the given shape and data type. */
    static NDArray array(NDManager manager, double[] values, Shape shape, DataType type) {
        if (type == DataType.FLOAT64) {
            return manager.create(values, shape);
        }
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        NDArray array = manager.create(floats, shape);
        return type == DataType.FLOAT32 ? array : array.toType(type, false);
    }

    /** Returns theta - stopGradient(theta): its values are 0, and its Jacobian in theta is the identity. */
    static NDArray zero(NDArray theta) {
        return theta.sub(theta.stopGradient());
    }

    /**
     * Returns the mean value of the results as a scalar of the type of theta. Its gradient in row i of theta is the
     * gradient of result i divided by the number of results.
     */
    static NDArray mean(NDArray theta, List<ValueAndGradient> results) {
        double[] gradients = Batch.gradients(results).data;
        for (int i = 0; i < gradients.length; i++) {
            gradients[i] /= results.size();
        }
        NDArray gradient = array(theta.getManager(), gradients, theta.getShape(), theta.getDataType());
        double[] mean = {Batch.sum(results) / results.size()};
        return zero(theta).mul(gradient).sum().add(array(theta.getManager(), mean, new Shape(), theta.getDataType()));
    }
}
