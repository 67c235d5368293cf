package io.dither.experiments.deep;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Parameter;
import io.dither.error.Arguments;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;

/**
 * The Adam optimiser (Kingma and Ba, 2015) of a network, with its standard constants beta1 = 0.9, beta2 = 0.999,
 * epsilon = 1e-8. Unlike DJL's optimiser it can save its whole state: the two running means and the number of steps.
 *
 * <p>Use it in one thread only.
 */
public final class NetworkAdam {
    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final List<Parameter> parameters;
    /** The running means of the gradients, for each parameter as a flat array. */
    private final float[][] meanGradients;
    /** The running means of the squared gradients, likewise. */
    private final float[][] meanSquares;

    private int steps;

    /**
     * Creates the optimiser, with running means of 0.
     *
     * @param network the network whose weights it changes
     */
    public NetworkAdam(Network network) {
        parameters = network.trainedParameters();
        meanGradients = parameters.stream().map(NetworkAdam::zeros).toArray(float[][]::new);
        meanSquares = parameters.stream().map(NetworkAdam::zeros).toArray(float[][]::new);
    }

    private static float[] zeros(Parameter parameter) {
        return new float[Math.toIntExact(parameter.getArray().size())];
    }

    /**
     * Takes one descent step along the collected gradients, and clears them.
     *
     * @param learningRate the rate of this step, above 0
     */
    public void step(double learningRate) {
        steps++;
        // the running means start at 0; division by these factors removes the bias
        // StrictMath gives the same bits on every machine
        double correction1 = 1 - StrictMath.pow(BETA1, steps);
        double correction2 = 1 - StrictMath.pow(BETA2, steps);
        for (int p = 0; p < parameters.size(); p++) {
            NDArray array = parameters.get(p).getArray();
            try (NDArray gradient = array.getGradient()) {
                float[] change = gradient.toFloatArray();
                toStep(p, change, learningRate / correction1, correction2);
                try (NDArray delta = array.getManager().create(change, array.getShape())) {
                    array.subi(delta);
                }
                gradient.subi(gradient);
            }
        }
    }

    /** Turns a gradient into the step to take, in place; {@code rate} is the learning rate divided by correction1. */
    private void toStep(int parameter, float[] gradient, double rate, double correction2) {
        float[] mean = meanGradients[parameter];
        float[] square = meanSquares[parameter];
        for (int i = 0; i < gradient.length; i++) {
            double slope = gradient[i];
            mean[i] = (float) (BETA1 * mean[i] + (1 - BETA1) * slope);
            square[i] = (float) (BETA2 * square[i] + (1 - BETA2) * slope * slope);
            gradient[i] = (float) (rate * mean[i] / (Math.sqrt(square[i] / correction2) + EPSILON));
        }
    }

    /** {@return the number of steps and the running means as bytes} */
    public byte[] state() {
        return Floats.bytes(out -> {
            out.writeInt(steps);
            for (int p = 0; p < meanGradients.length; p++) {
                Floats.write(out, meanGradients[p]);
                Floats.write(out, meanSquares[p]);
            }
        });
    }

    /**
     * Restores the number of steps and the running means.
     *
     * @param in the bytes of {@link #state()} of the optimiser of a network of the same layers
     * @throws IOException if it cannot be read
     */
    public void restore(DataInputStream in) throws IOException {
        steps = in.readInt();
        for (int p = 0; p < meanGradients.length; p++) {
            copy(Floats.read(in), meanGradients[p]);
            copy(Floats.read(in), meanSquares[p]);
        }
    }

    private static void copy(float[] from, float[] to) {
        Arguments.require(
                from.length == to.length,
                "the state has " + from.length + " numbers for " + to.length + " weights",
                "Maybe it belongs to another network");
        System.arraycopy(from, 0, to, 0, to.length);
    }
}
