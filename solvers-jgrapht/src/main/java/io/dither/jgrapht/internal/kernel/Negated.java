package io.dither.jgrapht.internal.kernel;

import io.dither.oracle.Vertex;
import io.dither.oracle.capability.VertexLanes;
import java.util.function.Supplier;

/** A kernel that minimises, given scores to maximise. */
public class Negated implements Kernel {
    private final Kernel costs;
    private double[] negated = new double[0];

    private Negated(Kernel costs) {
        this.costs = costs;
    }

    public static Supplier<Kernel> where(boolean maximizes, Supplier<Kernel> kernels) {
        return maximizes ? () -> of(kernels.get()) : kernels;
    }

    private static Kernel of(Kernel kernel) {
        return kernel instanceof LaneKernel several ? new Lanes(several) : new Negated(kernel);
    }

    @Override
    public final void solve(double[] theta, Vertex vertex) {
        costs.solve(negative(theta), vertex);
    }

    final double[] negative(double[] theta) {
        if (negated.length != theta.length) {
            negated = new double[theta.length];
        }
        for (int i = 0; i < theta.length; i++) {
            negated[i] = -theta[i];
        }
        return negated;
    }

    /** The same for several thetas at once. */
    private static final class Lanes extends Negated implements LaneKernel {
        private final LaneKernel kernel;

        Lanes(LaneKernel kernel) {
            super(kernel);
            this.kernel = kernel;
        }

        @Override
        public int lanes() {
            return kernel.lanes();
        }

        @Override
        public void solveLanes(double[] thetas, VertexLanes vertices) {
            kernel.solveLanes(negative(thetas), vertices);
        }
    }
}
