package io.dither.experiments.deep;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;
import ai.djl.nn.Parameter;
import ai.djl.training.ParameterStore;
import io.dither.error.Arguments;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;

/**
 * A block of DJL with its weights. The initial weights are a function of the seed alone.
 *
 * <p>The {@link #state} is every parameter, including the running statistics of batch norms. Use a network in one
 * thread only.
 */
public final class Network implements AutoCloseable {
    private final NDManager manager;
    private final Block block;
    private final ParameterStore store;
    private final List<Parameter> parameters;

    private Network(NDManager manager, Block block) {
        this.manager = manager;
        this.block = block;
        this.store = new ParameterStore(manager, false); // false: the parameters themselves, not copies of them
        this.parameters = block.getParameters().values();
    }

    /**
     * Makes a network.
     *
     * @param engine the engine, see {@link Torch#start(int)}
     * @param block the layers, not yet initialised
     * @param input the shape of an input, its batch dimension included
     * @param seed the seed of the weights
     * @return the network; the caller closes it
     */
    public static Network create(Engine engine, Block block, Shape input, long seed) {
        NDManager manager = engine.newBaseManager();
        block.setInitializer(new KaimingInitializer(seed), Parameter.Type.WEIGHT);
        block.initialize(manager, DataType.FLOAT32, input);
        return new Network(manager, block);
    }

    /**
     * Opens a scope that owns arrays, such as those of one batch, and frees them when it is closed.
     *
     * @return the scope; the caller closes it
     */
    public NDManager newScope() {
        return manager.newSubManager();
    }

    /**
     * Runs the layers.
     *
     * @param input a batch, in a scope that owns all that is computed from it
     * @param isTraining whether batch norms use and record the statistics of the batch
     * @return the output
     */
    public NDArray forward(NDArray input, boolean isTraining) {
        return block.forward(store, new NDList(input), isTraining).singletonOrThrow();
    }

    /**
     * Runs the layers on many examples, without training.
     *
     * @param examples the examples
     * @param maxBatch the largest number of examples per call
     * @param inputs creates the input of a batch of examples, in the given scope
     * @return the numbers of the output, one example after the other
     */
    public float[] outputs(int[] examples, int maxBatch, BiFunction<NDManager, int[], NDArray> inputs) {
        float[] allOutputs = {};
        for (int from = 0; from < examples.length; from += maxBatch) {
            int[] batch = Arrays.copyOfRange(examples, from, Math.min(examples.length, from + maxBatch));
            try (NDManager scope = newScope()) {
                float[] batchOutputs =
                        forward(inputs.apply(scope, batch), false).toFloatArray();
                int outputsPerExample = batchOutputs.length / batch.length;
                allOutputs = from == 0 ? new float[outputsPerExample * examples.length] : allOutputs;
                System.arraycopy(batchOutputs, 0, allOutputs, outputsPerExample * from, batchOutputs.length);
            }
        }
        return allOutputs;
    }

    /** Returns the parameters that are trained. */
    List<Parameter> trainedParameters() {
        return parameters.stream().filter(Parameter::requiresGradient).toList();
    }

    /** {@return all parameters as bytes} */
    public byte[] state() {
        return Floats.bytes(out -> {
            for (Parameter parameter : parameters) {
                Floats.write(out, parameter.getArray().toFloatArray());
            }
        });
    }

    /**
     * Sets all parameters.
     *
     * @param in the bytes of {@link #state()} of a network of the same layers
     * @throws IOException if it cannot be read
     */
    public void restore(DataInputStream in) throws IOException {
        for (Parameter parameter : parameters) {
            NDArray array = parameter.getArray();
            float[] values = Floats.read(in);
            Arguments.require(
                    values.length == array.size(),
                    "the state has " + values.length + " numbers for the parameter " + parameter.getName() + " of "
                            + array.getShape(),
                    "Maybe it belongs to another network");
            // array - array + newValues assigns in place: for new memory PyTorch may pick a kernel that gives other
            // bits
            try (NDArray newValues = manager.create(values, array.getShape())) {
                array.subi(array).addi(newValues);
            }
        }
    }

    @Override
    public void close() {
        manager.close();
    }
}
