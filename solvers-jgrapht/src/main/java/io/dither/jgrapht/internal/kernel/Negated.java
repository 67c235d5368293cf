package io.dither.jgrapht.internal.kernel;

import static java.util.Objects.requireNonNull;

import io.dither.oracle.Vertex;
import io.dither.oracle.capability.VertexLanes;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Maximises scores by a kernel that minimises costs. */
public final class Negated implements Kernel.InLanes {
    private final Kernel minimizer;
    private final Kernel.@Nullable InLanes laneKernel;
    private double[] negated = new double[0];

    private Negated(Kernel minimizer) {
        this.minimizer = minimizer;
        laneKernel = minimizer instanceof Kernel.InLanes inLanes ? inLanes : null;
    }

    /** Returns kernels of the same problem whose theta has scores if {@code maximizes} is true, otherwise costs. */
    public static Supplier<Kernel> ifMaximizing(boolean maximizes, Supplier<Kernel> kernels) {
        return maximizes ? () -> new Negated(kernels.get()) : kernels;
    }

    @Override
    public void solve(double[] theta, Vertex solution) {
        minimizer.solve(negate(theta), solution);
    }

    @Override
    public int lanes() {
        return laneKernel == null ? 1 : laneKernel.lanes();
    }

    @Override
    public void solveLanes(double[] thetas, VertexLanes solutions) {
        // callers solve in lanes only if there are several
        requireNonNull(laneKernel).solveLanes(negate(thetas), solutions);
    }

    private double[] negate(double[] theta) {
        if (negated.length != theta.length) {
            negated = new double[theta.length];
        }
        for (int i = 0; i < theta.length; i++) {
            negated[i] = -theta[i];
        }
        return negated;
    }
}
