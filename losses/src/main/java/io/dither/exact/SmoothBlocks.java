package io.dither.exact;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.ejml.data.DMatrixRMaj;

/** Sets side by side: values add, means concatenate, Jacobians stand on the diagonal. */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record SmoothBlocks(Smoothing[] blocks, int[] sizes) implements Smoothing {
    @Override
    public double value(double[] u) {
        double sum = 0;
        int start = 0;
        for (int b = 0; b < blocks.length; b++) {
            sum += blocks[b].value(part(u, start, b));
            start += sizes[b];
        }
        return sum;
    }

    private double[] part(double[] whole, int start, int block) {
        return Arrays.copyOfRange(whole, start, start + sizes[block]);
    }

    @Override
    public double[] mean(double[] u) {
        double[] mean = new double[u.length];
        int start = 0;
        for (int b = 0; b < blocks.length; b++) {
            System.arraycopy(blocks[b].mean(part(u, start, b)), 0, mean, start, sizes[b]);
            start += sizes[b];
        }
        return mean;
    }

    @Override
    public DMatrixRMaj jacobian(double[] u) {
        int n = u.length;
        DMatrixRMaj jacobian = new DMatrixRMaj(n, n);
        int start = 0;
        for (int b = 0; b < blocks.length; b++) {
            double[] block = blocks[b].jacobian(part(u, start, b)).data;
            for (int i = 0; i < sizes[b]; i++) {
                System.arraycopy(block, i * sizes[b], jacobian.data, (start + i) * n + start, sizes[b]);
            }
            start += sizes[b];
        }
        return jacobian;
    }

    @Override
    public OptionalDouble conjugate(double[] y) {
        double sum = 0;
        int start = 0;
        for (int b = 0; b < blocks.length; b++) {
            OptionalDouble block = blocks[b].conjugate(part(y, start, b));
            if (block.isEmpty()) {
                return block;
            }
            sum += block.getAsDouble();
            start += sizes[b];
        }
        return OptionalDouble.of(sum);
    }
}
