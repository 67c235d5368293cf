package io.dither.exact;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The smoothing of a product of sets: values add, means concatenate, the Jacobian is block diagonal. */
record SmoothBlocks(List<Block> blocks) implements Smoothing {
    /** The smoothing of a set, and where the set's coordinates begin and end. */
    record Block(Smoothing smoothing, int start, int end) {
        double[] part(double[] whole) {
            return Arrays.copyOfRange(whole, start, end);
        }
    }

    @Override
    public double value(double[] u) {
        Compensated sum = new Compensated();
        for (Block block : blocks) {
            sum.add(1, block.smoothing.value(block.part(u)));
        }
        return sum.value();
    }

    private double[] concatenated(Function<Block, double[]> parts) {
        return blocks.stream()
                .flatMapToDouble(block -> Arrays.stream(parts.apply(block)))
                .toArray();
    }

    @Override
    public double[] mean(double[] u) {
        return concatenated(block -> block.smoothing.mean(block.part(u)));
    }

    @Override
    public double[] product(double[] u, double[] v) {
        return concatenated(block -> block.smoothing.product(block.part(u), block.part(v)));
    }

    @Override
    public DMatrixRMaj jacobian(double[] u) {
        DMatrixRMaj jacobian = new DMatrixRMaj(u.length, u.length);
        for (Block block : blocks) {
            CommonOps_DDRM.insert(block.smoothing.jacobian(block.part(u)), jacobian, block.start, block.start);
        }
        return jacobian;
    }
}
