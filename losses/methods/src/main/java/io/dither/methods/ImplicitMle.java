package io.dither.methods;

import io.dither.error.Arguments;
import io.dither.internal.algebra.Vectors;
import io.dither.layer.DifferentiableLayer;
import io.dither.layer.Input;
import io.dither.layer.Pass;
import io.dither.oracle.LinearOracle;
import io.dither.oracle.Vertex;
import io.dither.perturbed.Estimate;
import io.dither.perturbed.PerturbedOptimizer;
import io.dither.perturbed.Quantity;
import io.dither.perturbed.Sampling;
import io.dither.surrogate.BlackBoxInterpolation;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Implicit maximum likelihood estimation, I-MLE (Niepert, Minervini and Franceschi, "Implicit MLE", NeurIPS 2021): the
 * mean of solutions under noise. Its gradient is a finite difference between this mean and the mean at a moved theta,
 * which is the mean of the authors' target distribution.
 *
 * <p>The forward pass returns y(theta), the mean over M samples of y*(theta + s eps z_m). Here y* is the solution of the
 * oracle, z_m is noise, eps is its amplitude, and s is +1 for scores and -1 for costs. The product with a cotangent
 * g moves theta by lambda g, for a given lambda, in the direction in which &lt;g, y&gt; falls, and compares the mean
 * solutions under the same noise: s (y(theta) - y(theta - s lambda g)) / lambda, or two-sided
 * s (y(theta + s lambda g) - y(theta - s lambda g)) / (2 lambda). Without noise, the method is {@link
 * BlackBoxInterpolation}. The authors draw {@link io.dither.noise.Noise#sumOfGamma sum-of-gamma} noise; any noise can be
 * used, also noise without a score function. A moved theta that leaves the oracle's domain is clamped to the domain.
 *
 * <p>The forward pass takes M solves, each product M more (2 M if two-sided). The output has the standard errors of the
 * perturbed optimizer. Those of products are of means over samples, NaN if samples are not independent or all agree.
 * The noise is added to scores, and subtracted from costs; the authors' programs add it to costs, which differs if the
 * noise is not symmetric.
 *
 * <p>Thread-safe. The same input gives the same bits.
 */
public final class ImplicitMle implements DifferentiableLayer {
    private final PerturbedOptimizer layer;
    private final double lambda;
    private final boolean twoSided;

    private ImplicitMle(PerturbedOptimizer layer, double lambda, boolean twoSided) {
        Arguments.require(
                !layer.stopsEarly(),
                "I-MLE needs the same samples at two thetas, but a stopping rule may end at different numbers of them",
                "Maybe choose a number of samples");
        this.layer = layer;
        this.lambda = lambda;
        this.twoSided = twoSided;
    }

    /**
     * Makes the layer of a perturbed optimizer.
     *
     * @param layer the perturbed optimizer, closed with this layer
     * @param lambda the step in theta, above 0, in the units of theta divided by the units of a cotangent
     * @param twoSided whether differences are two-sided, for one more solve per sample
     * @return the layer
     */
    public static ImplicitMle of(PerturbedOptimizer layer, double lambda, boolean twoSided) {
        return new ImplicitMle(layer, Arguments.positive("lambda", lambda), twoSided);
    }

    @Override
    public LinearOracle oracle() {
        return layer.oracle();
    }

    @Override
    public Pass forward(Input input) {
        return forward(List.of(input)).get(0);
    }

    /** Evaluates all inputs in one pass over all threads. */
    @Override
    public List<Pass> forward(List<Input> inputs) {
        // requests the solution of each sample from the optimizer; the estimate returns the solutions by this key
        Quantity<List<Vertex>> solutions = Quantity.solutions();
        List<Estimate> estimates = layer.batch(inputs).with(solutions).estimate();
        return IntStream.range(0, inputs.size())
                .<Pass>mapToObj(i -> new SampledPass(
                        this, inputs.get(i), estimates.get(i), estimates.get(i).get(solutions)))
                .toList();
    }

    /** Returns the solution of each sample at theta plus step times a cotangent, clamped to the domain. */
    private List<Vertex> solutions(Input input, double step, double[] cotangent) {
        double[] moved = Vectors.combined(1, input.theta(), step, cotangent);
        Quantity<List<Vertex>> solutions = Quantity.solutions();
        return layer.at(new Input(input.oracle().domain().nearest(moved), input.key(), input.oracle()))
                .with(solutions)
                .estimate()
                .get(solutions);
    }

    /** Returns the product with a cotangent, a gradient in theta, as each sample alone estimates it. */
    double[][] gradients(Input input, List<Vertex> atTheta, double[] cotangent) {
        int dimension = cotangent.length;
        double[][] gradients = new double[atTheta.size()][dimension];
        if (Vectors.norm(cotangent) != 0) { // a cotangent of 0 needs no solves
            int sign = input.oracle().sense().sign();
            // the solutions whose mean product with the cotangent is lower, and those whose mean product is higher
            List<Vertex> lower = solutions(input, -sign * lambda, cotangent);
            List<Vertex> higher = twoSided ? solutions(input, sign * lambda, cotangent) : atTheta;
            double weight = sign / (twoSided ? 2 * lambda : lambda);
            for (int m = 0; m < gradients.length; m++) {
                higher.get(m).addTo(gradients[m], weight);
                lower.get(m).addTo(gradients[m], -weight);
            }
        }
        return gradients;
    }

    /** Returns whether samples are independent. */
    boolean hasIndependentSamples() {
        return layer.sampling() == Sampling.INDEPENDENT;
    }

    @Override
    public void close() {
        layer.close();
    }
}
